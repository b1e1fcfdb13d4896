import type { Model } from '@atelier/definitions'
import { compileLoad, type QueryContext, type Reader } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import type { Pool } from 'pg'
import { runStatement } from '../database/run-statement.ts'

type Path = readonly string[]
type Node = { readonly [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

const known = new WeakMap<Model, readonly Path[]>()

/**
 * Paths that definitions read from whoever acts to other records (`$user.region.country`, `$user.team.members` and what is asked of each member), as a
 * load takes them. A path too many costs a little; what leads nowhere is left out by the load.
 */
export function userPaths(model: Model): readonly Path[] {
  let paths = known.get(model)
  if (paths === undefined) {
    const found = new Map<string, Path>()
    for (const document of model.documents) collect(document, undefined, found)
    paths = [...found.values()].filter((path) => leadsOn(model, path))
    known.set(model, paths)
  }
  return paths
}

// What stands in the person's own row is known from the directory; lists of other records are not.
function leadsOn(model: Model, [first = '', ...rest]: Path): boolean {
  const relation = model.entities.get('user')?.relations.get(first.split('@')[0] ?? '')
  return relation !== undefined && (rest.length > 0 || relation.cardinality === 'many')
}

/** `inside`: the path of the list that `var` stands in an element of; undefined where it reads the record. */
function collect(node: unknown, inside: Path | undefined, found: Map<string, Path>): void {
  if (Array.isArray(node)) for (const each of node) collect(each, inside, found)
  if (!isNode(node)) return
  for (const [key, value] of Object.entries(node)) {
    const path = key === 'var' && typeof value === 'string' ? pathFrom(value, inside) : undefined
    if (path !== undefined) found.set(path.join('.'), path)
    // Only where it is a list does `var` stand for its elements; elsewhere this finds paths that lead nowhere.
    const [first, ...rest] = Array.isArray(value) ? value : []
    const over = isNode(first) && typeof first['var'] === 'string' ? pathFrom(first['var'], inside) : undefined
    if (over !== undefined) collect(rest, over, found)
    collect(value, inside, found)
  }
}

function pathFrom(text: string, inside: Path | undefined): Path | undefined {
  if (text.startsWith('$user.')) return text.slice('$user.'.length).split('.')
  return inside === undefined || text.startsWith('$') ? undefined : [...inside, ...text.split('.')]
}

const read = new WeakMap<Reader, { readonly model: Model; readonly reader: Promise<Reader> }>()

/**
 * The reader with the records behind the person that rules of definitions read, as the system knows them; the same reader where they read none. Read
 * once for each reader and revision, so it is as old as the reader at most.
 */
export function withUserPaths(pool: Pool, query: QueryContext, reader: Reader): Promise<Reader> {
  const hit = read.get(reader)
  if (hit?.model === query.model) return hit.reader
  const made = load(pool, query, reader)
  read.set(reader, { model: query.model, reader: made })
  made.catch(() => read.delete(reader))
  return made
}

async function load(pool: Pool, query: QueryContext, reader: Reader): Promise<Reader> {
  const paths = userPaths(query.model)
  if (paths.length === 0 || reader.user === undefined) return reader
  const statement = compileLoad(query, { entity: 'user', ids: [reader.user], paths })
  const [record]: readonly (RecordData | null)[] = JSON.parse(await runStatement(pool, statement))
  if (record === null || record === undefined) return reader
  const { person } = reader
  const firsts = new Set(paths.map(([first = '']) => first.split('@')[0] ?? ''))
  const behind = [...firsts].map((key) => {
    const [now, value] = [person?.[key], record[key]]
    return [key, isNode(now) && isNode(value) ? { ...now, ...value } : (value ?? null)] as const
  })
  return { ...reader, person: { ...person, ...Object.fromEntries(behind) } }
}
