const LONGEST = 200

/** Text as names are compared: compatible forms alike (full-width, ligatures), case, spaces and punctuation aside. */
const folded = (text: string): readonly string[] => {
  const plain = text
    .slice(0, LONGEST * 2)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
  return [...plain].slice(0, LONGEST)
}

/** How alike two names are, from 0 to 1: 1 when only case, spaces or punctuation differ. Beyond 200 characters nothing counts. */
export function similarity(a: string, b: string): number {
  const [x, y] = [folded(a), folded(b)]
  if (x.length + y.length === 0) return a.trim() === b.trim() ? 1 : 0
  return 1 - distance(x, y) / Math.max(x.length, y.length)
}

/** The candidate most like the text, if any is at least `least` like it (0.6 when left out). The first of equals wins. */
export function nearest(text: string, candidates: Iterable<string>, least = 0.6): string | undefined {
  const wanted = folded(text)
  let best: string | undefined
  let bestSimilarity = least
  for (const candidate of candidates) {
    const other = folded(candidate)
    const longer = Math.max(wanted.length, other.length)
    // Each letter that one has more is a difference: most candidates need no closer look.
    const atMost = longer === 0 ? 0 : Math.min(wanted.length, other.length) / longer
    if (atMost < bestSimilarity || (best !== undefined && atMost === bestSimilarity)) continue
    const alike = 1 - distance(wanted, other) / longer
    if (alike > bestSimilarity || (best === undefined && alike === bestSimilarity)) {
      best = candidate
      bestSimilarity = alike
    }
    if (bestSimilarity === 1 && best !== undefined) break
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
function distance(a: readonly string[], b: readonly string[]): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
