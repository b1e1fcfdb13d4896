import type { RecordJson } from '@atelier/api'
import { plainText } from '../fields/values.ts'
import { type EntityView, fieldOf } from '../workspace/model.ts'

/** What a record is called: its title field, else its id. */
export function recordTitle(entity: EntityView, record: RecordJson): string {
  const text = plainText(fieldOf(entity, entity.title), record[entity.title], (_, key) => key)
  return text === '' ? record.id.slice(0, 8) : text
}
