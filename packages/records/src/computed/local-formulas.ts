import type { Entity, Field, Model } from '@atelier/definitions'

/** Is the value kept in the row though it is made from others? */
export const isStoredComputed = (field: Field): boolean =>
  field.type.source === 'computed' && field.type.storage === 'columns' && !field.volatile

/** Does the field read nothing but fields of its own record that are kept in it? */
function isLocal(entity: Entity, field: Field): boolean {
  return (
    field.definition.formula !== undefined &&
    field.reads.every((path) => {
      const [key = '', ...rest] = path
      const read = entity.fields.get(key.split('@')[0] ?? '')
      return rest.length === 0 && read !== undefined && read.type.storage === 'columns' && !read.volatile
    })
  )
}

const known = new WeakMap<Model, Map<string, readonly string[]>>()

/** Stored formulas over own fields of the same record only, in the order in which to compute them (in JavaScript, before a write). */
export function localFormulas(model: Model, entity: string): readonly string[] {
  let ofModel = known.get(model)
  if (!ofModel) {
    ofModel = new Map()
    known.set(model, ofModel)
  }
  let found = ofModel.get(entity)
  if (!found) {
    found = orderFormulas(model.entities.get(entity))
    ofModel.set(entity, found)
  }
  return found
}

function orderFormulas(entity: Entity | undefined): readonly string[] {
  if (!entity) return []
  const local = [...entity.fields.values()].filter((field) => isStoredComputed(field) && isLocal(entity, field))
  const keys = new Set(local.map((field) => field.key))
  const done: string[] = []
  const visit = (field: Field, open: readonly Field[]): void => {
    if (done.includes(field.key) || open.includes(field)) return
    for (const [key] of field.reads) {
      const read = key !== undefined && keys.has(key) ? entity.fields.get(key) : undefined
      if (read) visit(read, [...open, field])
    }
    done.push(field.key)
  }
  for (const field of local) visit(field, [])
  return done
}
