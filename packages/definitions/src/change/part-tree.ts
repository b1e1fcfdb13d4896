/**
 * A document as a tree of parts with ids: what differences and merges are made of. A part's own values are kept by path (`trigger/field`);
 * lists of parts by path too. Everything else, rules and plain lists included, is one value.
 */
export type Part = {
  /** `document id/part id`; the document id alone for the document itself. */
  readonly address: string
  /** The list it stands in (`fields`, `stages`); empty for the document. */
  readonly list: string
  readonly values: ReadonlyMap<string, unknown>
  readonly lists: ReadonlyMap<string, readonly Part[]>
}

/** Objects whose properties change one by one; any other object is one value. */
const opened: ReadonlySet<string> = new Set([
  'label',
  'help',
  'message',
  'guide',
  'subject',
  'title',
  'text',
  'refuse',
  'warn',
  'description',
  'reverse',
  'backward',
  'baseline',
  'trigger',
  'run',
  'lock',
  'noApprover',
  'board',
  'activity',
  'timeline',
  'cohort',
  'target',
  'chart',
  'set',
  'bind',
  'rates',
  'week',
  'onFound',
  'requires',
  'texts',
  'values',
  'fields',
  'limit',
])

/** Members of these lists are named by a property of theirs instead of an id. */
const namedBy: Readonly<Record<string, string>> = {
  columns: 'field',
  summary: 'field',
  pipelines: 'pipeline',
  records: 'key',
  match: 'field',
}

type Json = { readonly [key: string]: unknown }
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads an object with an id as a part. */
export function toPart(object: object, address: string, document: string, list: string): Part {
  const values = new Map<string, unknown>()
  const lists = new Map<string, readonly Part[]>()
  const read = (source: object, prefix: string): void => {
    for (const [name, value] of Object.entries(source)) {
      const path = prefix + escapeName(name)
      const members = Array.isArray(value) ? partsOf(value, name, address, document) : undefined
      if (members) lists.set(path, members)
      else if (
        isObject(value) &&
        Object.keys(value).length > 0 &&
        (opened.has(name) || prefix === 'texts/') &&
        !isRule(value)
      )
        read(value, `${path}/`)
      else if (value !== undefined) values.set(path, value)
    }
  }
  read(object, '')
  return { address, list, values, lists }
}

/** An operator with operands: `set` and `values` hold rules beside literals. */
function isRule(value: Json): boolean {
  const [only, ...more] = Object.entries(value)
  return only !== undefined && more.length === 0 && (only[0] === 'var' || Array.isArray(only[1]))
}

function partsOf(
  items: readonly unknown[],
  list: string,
  parent: string,
  document: string,
): readonly Part[] | undefined {
  if (items.length === 0) return undefined
  const parts: Part[] = []
  for (const item of items) {
    if (!isObject(item)) return undefined
    const name = namedBy[list]
    const key = name === undefined ? undefined : item[name]
    if (typeof item.id === 'string') parts.push(toPart(item, `${document}/${item.id}`, document, list))
    else if (typeof key === 'string') parts.push(toPart(item, `${parent}/${list}:${key}`, document, list))
    else return undefined
  }
  return parts
}

/** Writes a part back as an object. */
export function fromPart(part: Part): { readonly [property: string]: unknown } {
  const out: Record<string, unknown> = {}
  const put = (path: string, value: unknown): void => {
    const names = path.split('/').map(unescapeName)
    let at = out
    for (const name of names.slice(0, -1)) {
      const inner = at[name]
      const next: Record<string, unknown> = isObject(inner) ? { ...inner } : {}
      at[name] = next
      at = next
    }
    at[names.at(-1) ?? ''] = value
  }
  for (const [path, value] of part.values) put(path, value)
  for (const [path, members] of part.lists) if (members.length > 0) put(path, members.map(fromPart))
  return out
}

const escapeName = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
const unescapeName = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~')

/** Whether two JSON values are the same, whatever the order of their properties. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a).filter((name) => a[name] !== undefined)
  const others = Object.keys(b).filter((name) => b[name] !== undefined)
  return names.length === others.length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
}
