import type { Json, Problem, Words } from '@atelier/rules'

export type { Problem }

/** Makes a problem; `fix` is left out when there is nothing helpful to say. */
export function problem(
  code: string,
  path: string,
  message: Words,
  params?: { readonly [name: string]: Json },
  fix?: Words,
): Problem {
  return { code, path, message, ...(params ? { params } : {}), ...(fix ? { fix } : {}) }
}

/** Joins JSON pointer segments to a pointer, escaping as RFC 6901 asks. */
export function pointer(base: string, ...segments: readonly (string | number)[]): string {
  return segments.reduce<string>(
    (path, segment) => `${path}/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    base,
  )
}

/** A fix that offers the nearest known word, or undefined when none is near. */
export function didYouMean(word: string, known: Iterable<string>): Words | undefined {
  const near = nearest(word, known)
  return near === undefined ? undefined : { en: `Did you mean "${near}"?`, 'zh-CN': `是否想写“${near}”？` }
}

/** The known word nearest to `word`, at most a third of its letters away (two swapped letters count as one). */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
