/**
 * Physical names come from immutable ids, never from keys, so that a rename is no DDL. Postgres cuts names at 63 bytes and ids are
 * case-sensitive up to 61 characters, so a name that is long, not lower case, or not an id's alphabet carries a hash of the id.
 * Tables of records start with `r_`, link tables with `l_`, columns with `f_`, indexes with `i_`: no id can meet a system table or column.
 */
const longest = 40

/** A stable short hash of a text (53 bits, base 36): for names, never for secrets. */
export function hashOf(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

/** A name for `id` that none of `taken` has; `taken` is told. */
export function physicalName(prefix: 'r_' | 'l_' | 'f_' | 'i_', id: string, taken: Set<string>): string {
  const plain = id.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')
  const base = plain === id && plain.length <= longest ? plain : `${plain.slice(0, longest - 12)}_${hashOf(id)}`
  let name = prefix + base
  for (let attempt = 2; taken.has(name); attempt += 1) name = `${prefix}${base}_${attempt}`
  taken.add(name)
  return name
}

/** A quoted identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A quoted literal, for DDL, which takes no parameters. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') return `'${value}'`
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]::text[]`
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text.includes('\\')) return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  return `'${text.replaceAll("'", "''")}'`
}
