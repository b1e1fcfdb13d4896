const reserved = new Set([
  'id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'deletedAt', 'lastActivityAt', 'convertedFrom',
  'pool', 'revision', 'revisionOf', 'current', 'parent', 'position',
]) // biome-ignore format: a list

const wellFormed = /^[a-z][A-Za-z0-9]{0,39}$/

/** Whether a text may be a key: a small letter, then letters and digits, 40 at most, and no name that every record has. */
export const isKey = (text: string): boolean => wellFormed.test(text) && !reserved.has(text)

/** `Close date` becomes `closeDate`. A name without Latin letters becomes the fallback. */
function keyOf(name: string, fallback: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  const [first = '', ...rest] = words
  const joined = [
    first.toLowerCase(),
    ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
  ].join('')
  const key = joined.replace(/^[0-9]+/, '').slice(0, 36)
  return wellFormed.test(key.charAt(0).toLowerCase() + key.slice(1))
    ? key.charAt(0).toLowerCase() + key.slice(1)
    : fallback
}

/** A key for a name that nobody in `taken` has yet. */
export function keyFor(name: string, fallback: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  const key = keyOf(name, fallback)
  const free = (candidate: string) => !used.has(candidate) && !reserved.has(candidate)
  if (free(key)) return key
  for (let number = 2; ; number++) if (free(`${key}${number}`)) return `${key}${number}`
}

/** A fresh id such as `fld_k3x9a0q2mz`; ids never change and never come back. */
export function newId(prefix: string): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return `${prefix}_${[...bytes].map((byte) => letters[byte % letters.length]).join('')}`
}
