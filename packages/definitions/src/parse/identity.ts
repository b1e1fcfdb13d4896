import type { DocumentKind } from '../documents/index.ts'
import { type Problem, pointer, problem } from '../problem.ts'
import { reservedKeys, reservedLineKeys } from '../system/fields.ts'

/** Lists whose members' keys name them among each other: two alike would make one unreachable. */
const keyedLists: ReadonlySet<string> = new Set([
  'fields',
  'stages',
  'options',
  'records',
  'rows',
  'columns',
  'values',
  'params',
  'facts',
  'buckets',
  'ranges',
  'cases',
  'groups',
  'steps',
  'rates',
  'controls',
  'modules',
])

/** Ids unique inside the document, keys unique in their list, and no field with a reserved key. */
export function identityProblems(json: unknown, kind: DocumentKind, path: string): readonly Problem[] {
  const problems: Problem[] = []
  const ids = new Map<string, string>()
  const walk = (node: unknown, at: string, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > 100) return
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) walk(item, pointer(at, index), depth + 1)
      return
    }
    for (const [property, value] of Object.entries(node)) {
      if (property.startsWith('x-') || (property === 'values' && kind === 'sampleData')) continue
      if (property === 'id' && typeof value === 'string') {
        const first = ids.get(value)
        if (first === undefined) ids.set(value, at)
        else problems.push(duplicate('duplicate_id', 'id', value, pointer(at, 'id'), first))
      }
      if (Array.isArray(value) && keyedLists.has(property))
        problems.push(...keyProblems(value, property, kind, pointer(at, property)))
      walk(value, pointer(at, property), depth + 1)
    }
  }
  walk(json, path, 0)
  return problems
}

function keyProblems(items: readonly unknown[], property: string, kind: DocumentKind, at: string): readonly Problem[] {
  const problems: Problem[] = []
  const seen = new Map<string, string>()
  items.forEach((item, index) => {
    const key: unknown = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined
    if (typeof key !== 'string') return
    const place = pointer(at, index, 'key')
    const first = seen.get(key)
    if (first === undefined) seen.set(key, place)
    else problems.push(duplicate('duplicate_key', 'key', key, place, first))
    if (
      kind === 'entity' &&
      property === 'fields' &&
      (/\/fields\/\d+\/fields$/.test(at) ? reservedLineKeys : reservedKeys).has(key)
    )
      problems.push(
        problem(
          'reserved_key',
          place,
          { en: `"${key}" is kept for a system field`, 'zh-CN': `“${key}”保留给系统字段` },
          { key },
          { en: 'Choose another key', 'zh-CN': '请换一个 key' },
        ),
      )
  })
  return problems
}

function duplicate(code: string, property: string, value: string, at: string, first: string): Problem {
  return problem(
    code,
    at,
    {
      en: `The ${property} "${value}" is already taken in this document`,
      'zh-CN': `${property}“${value}”在本文档中已被使用`,
    },
    { [property]: value, first },
  )
}
