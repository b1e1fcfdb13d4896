import type { Label, Language, Words } from './types.ts'

/** Words in both languages. */
export const words = (en: string, zh: string): Words => ({ en, 'zh-CN': zh })

/** A label in one language: the language asked for, else the first given. */
export function labelText(label: Label | undefined, language: Language, fallback: string): string {
  if (label === undefined) return fallback
  if (typeof label === 'string') return label
  return label[language] ?? Object.values(label)[0] ?? fallback
}

/** The known word nearest to a mistyped one, or undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.min(Math.max(2, Math.floor(word.length / 3)) + 1, Math.max(word.length, 1))
  const lower = word.toLowerCase().slice(0, 60)
  for (const candidate of known) {
    const distance = editDistance(lower, candidate.toLowerCase().slice(0, 60))
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
