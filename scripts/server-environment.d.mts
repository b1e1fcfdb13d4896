export function serverEnvironment(env: Readonly<Record<string, string | undefined>>): {
  readonly NODE_OPTIONS: string
  readonly NODE_COMPILE_CACHE: string
}
