export type Language = 'en' | 'zh-CN'

/**
 * The language to answer in: the first of `Accept-Language` that we speak, by its weight; `fallback` (the person's or the workspace's) otherwise.
 */
export function acceptedLanguage(header: string | null | undefined, fallback: Language = 'en'): Language {
  if (!header) return fallback
  const wanted = header
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((p) => /^\s*q=([0-9.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
      return { tag, weight: weight === undefined ? 1 : Number(weight), order }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  for (const { tag } of wanted) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN'
    if (tag === 'en' || tag.startsWith('en-')) return 'en'
  }
  return fallback
}
