import type { Entity, Field } from '@atelier/definitions'

/** Whether values are days or moments, of a field or of one of its parts. */
const isDate = (kind: string | undefined): boolean => kind === 'date' || kind === 'datetime'

export type DatePath = { readonly path: string; readonly field: Field; readonly part?: string }

/** The dates and times of a record that a moment can be counted from, parts such as the entry into a stage included. */
export function datePaths(entity: Entity | undefined): readonly DatePath[] {
  return [...(entity?.fields.values() ?? [])]
    .filter((field) => !field.volatile && field.definition.retired !== true && field.key !== 'deletedAt')
    .flatMap((field): readonly DatePath[] => {
      const own = isDate(field.type.ruleType(field.settings).kind) ? [{ path: field.key, field }] : []
      const parts = Object.entries(field.type.parts?.(field.settings) ?? {}).flatMap(([part, { type }]) =>
        isDate(type.kind) ? [{ path: `${field.key}.${part}`, field, part }] : [],
      )
      return [...own, ...parts]
    })
}

/** The fields whose changes can set something off. */
export const changingFields = (entity: Entity | undefined): readonly Field[] =>
  [...(entity?.fields.values() ?? [])].filter(
    (field) => !field.system && !field.volatile && field.definition.retired !== true && field.type.storage !== 'rows',
  )
