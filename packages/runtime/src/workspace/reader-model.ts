import type { Entity, Model, Relation } from '@atelier/definitions'
import { fieldAccess, isUnlimited, mayEver, type Reader, readerShape } from '@atelier/records'

/** The definitions as far as a reader may see them: what is hidden is not in there, so that documents of the reader's own cannot ask for it. */
export function readerModel(reader: Reader, model: Model): Model {
  if (isUnlimited(reader)) return model
  const isSeen = (key: string): boolean => mayEver(reader, model, key, 'read')
  const entities = new Map<string, Entity>()
  for (const [key, entity] of model.entities) {
    if (!isSeen(key)) continue
    const rights = fieldAccess(reader, model, key)
    const shows = (name: string): boolean => (rights.get(name)?.access ?? 'hidden') !== 'hidden'
    const leads = ([name, { to, through }]: readonly [string, Relation]): boolean => {
      if (entity.fields.has(name)) return shows(name)
      if (!to.some(isSeen)) return false
      if (through.kind !== 'reverse' && through.kind !== 'reverseLinks') return true
      return (fieldAccess(reader, model, through.field.entity).get(through.field.key)?.access ?? 'hidden') !== 'hidden'
    }
    entities.set(key, {
      ...entity,
      fields: new Map([...entity.fields].filter(([name]) => shows(name))),
      relations: new Map([...entity.relations].filter(leads)),
    })
  }
  return { ...model, entities, shape: (key) => (entities.has(key) ? readerShape({ reader, model }, key) : undefined) }
}
