export function serverEnvironment(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>>
