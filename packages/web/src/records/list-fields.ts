import { isLong } from '../fields/registry.ts'
import type { EntityView } from '../workspace/model.ts'

/** The path that says since when a record is in its stage. */
export const enteredPath = (entity: EntityView): string | undefined =>
  entity.stage ? `${entity.stage.key}.enteredAt` : undefined

/** What lists ask for: every field that is small, and the heavy ones (texts, lines, files) only where they are shown. */
export function listFields(entity: EntityView, shown: readonly string[]): string {
  const keys = entity.fields.filter((field) => !isLong(field) || shown.includes(field.key))
  const entered = enteredPath(entity)
  return [...keys.map((field) => field.key), 'version', ...(entered ? [entered] : [])].join(',')
}
