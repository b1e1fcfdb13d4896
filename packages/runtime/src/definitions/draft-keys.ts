import type { Entity, Model, Relation } from '@atelier/definitions'
import type { RecordData } from '@atelier/rules'

/** Two models of the same workspace: what is called by a key in the one is found by its id in the other. */
export type Between = { readonly from: Model; readonly to: Model }

/** What makes a relation the same one under another key: the field it goes through. */
const idOfRelation = ({ through, key }: Relation): string =>
  'field' in through ? `${through.kind} ${through.field.id}` : `${through.kind} ${key}`

function findThere(here: Entity, there: Entity, key: string): string | undefined {
  const field = here.fields.get(key)
  if (field) return [...there.fields.values()].find((each) => each.id === field.id)?.key
  const relation = here.relations.get(key)
  if (!relation) return key
  const id = idOfRelation(relation)
  return [...there.relations.values()].find((each) => idOfRelation(each) === id)?.key
}

/** What the part called `key` of an entity is called in the other model; undefined when it is not there. */
function keyThere({ from, to }: Between, entity: string, key: string): string | undefined {
  const [name = '', part] = key.split('@')
  const here = from.entities.get(entity)
  const there = [...to.entities.values()].find((each) => each.id === here?.id)
  if (!here || !there) return undefined
  const found = findThere(here, there, name)
  return found === undefined || part === undefined ? found : `${found}@${part}`
}

const targetOf = (model: Model, entity: string, key: string): string =>
  model.entities.get(entity)?.relations.get(key.split('@')[0] ?? '')?.to[0] ?? `${entity}.${key}`

/** A path from a record in the words of the other model, as far as it leads there. */
export function pathThere(between: Between, entity: string, path: readonly string[]): readonly string[] {
  const [key, ...rest] = path
  if (key === undefined) return []
  if (key.startsWith('$')) return path
  const there = keyThere(between, entity, key)
  return there === undefined ? [] : [there, ...pathThere(between, targetOf(between.from, entity, key), rest)]
}

const isData = (value: unknown): value is RecordData =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A loaded record with its keys, and those of the records nested in it, as the other model has them. */
export function withKeysOf(between: Between, entity: string, record: RecordData): RecordData {
  const nested = (key: string, value: unknown): unknown => {
    const target = targetOf(between.from, entity, key)
    if (!between.from.entities.has(target)) return value
    if (Array.isArray(value)) return value.map((each: unknown) => nested(key, each))
    return isData(value) ? withKeysOf(between, target, value) : value
  }
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => {
      const there = keyThere(between, entity, key)
      return there === undefined ? [] : [[there, nested(key, value)]]
    }),
  )
}
