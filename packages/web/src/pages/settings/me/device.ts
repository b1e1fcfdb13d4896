const browsers = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

const first = (of: readonly (readonly [RegExp, string])[], agent: string): string =>
  of.find(([pattern]) => pattern.test(agent))?.[1] ?? ''

/** What a browser says of itself, in two words; an empty name where it says nothing known. */
export function deviceOf(agent: string | null): { readonly name: string; readonly isPhone: boolean } {
  const text = agent ?? ''
  return {
    name: [first(browsers, text), first(systems, text)].filter((word) => word !== '').join(' · '),
    isPhone: /iPhone|Android.*Mobile/.test(text),
  }
}
