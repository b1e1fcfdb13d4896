import type { Label, ValueKind } from '@atelier/ui'
import { isOfKind, valueKind } from '../../../fields/registry.ts'
import type { WorkspaceView } from '../../../workspace/model.ts'
import { pathLabel } from '../rule-words.ts'
import { dimensionChoices, measureChoices, type PathChoice, questionChoices } from './editor-fields.ts'

export type ShelfName = 'rows' | 'columns' | 'values' | 'filter'

/** Something that can be put on a shelf, and on which. */
export type ShelfField = PathChoice & { readonly shelves: readonly ShelfName[] }

/** Fields that belong together: the entity's own, those of one record it refers to, those of the records below it. */
export type FieldGroup = { readonly key: string; readonly label: string; readonly fields: readonly ShelfField[] }

type Say = (label: Label | undefined, fallback?: string) => string
export type GroupWords = { readonly ready: string; readonly count: string; readonly below: (name: string) => string }

/** The path under which the number of records stands in the list of fields. */
export const countPath = '~count'

const numeric: readonly ValueKind[] = ['number', 'money']

/** Everything that can be asked about an entity, grouped by where it stands; numbers that need no field come first. */
export function fieldGroups(
  workspace: WorkspaceView,
  entity: string,
  say: Say,
  words: GroupWords,
): readonly FieldGroup[] {
  const view = workspace.entities.get(entity)
  if (!view) return []
  const dimensions = dimensionChoices(workspace, entity, say)
  const measures = measureChoices(workspace, entity, say)
  const paths = [...new Map([...dimensions, ...measures].map((choice) => [choice.path, choice])).values()]
  const isIn = (choices: readonly PathChoice[], path: string) => choices.some((each) => each.path === path)
  const fields = paths.map((choice): ShelfField => {
    const isOwn = !choice.path.includes('.')
    const dimension: readonly ShelfName[] = isIn(dimensions, choice.path) ? ['rows', 'columns'] : []
    const value: readonly ShelfName[] = isIn(measures, choice.path) ? ['values'] : []
    return { ...choice, shelves: [...dimension, ...value, ...(isOwn ? (['filter'] as const) : [])] }
  })
  const ownerOf = (path: string): string => {
    const [first = '', ...rest] = path.split('.')
    return rest.length === 0 || first === view.stage?.key ? '' : first
  }
  const far = [...new Set(fields.map((field) => ownerOf(field.path)))].filter((key) => key !== '')
  const count: ShelfField = { path: countPath, label: words.count, kind: 'number', shelves: ['values'] }
  return [
    {
      key: '~ready',
      label: words.ready,
      fields: [
        count,
        ...questionChoices(workspace, entity, say).map((choice): ShelfField => ({ ...choice, shelves: ['values'] })),
      ],
    },
    { key: '', label: say(view.label, entity), fields: fields.filter((field) => ownerOf(field.path) === '') },
    ...far.map((key) => ({
      key,
      label: pathLabel(workspace, entity, key, say),
      fields: fields.filter((field) => ownerOf(field.path) === key),
    })),
    ...belowGroups(workspace, entity, say, words),
  ].filter((group) => group.fields.length > 0)
}

/** Amounts of the records that belong to one of these: they are added up within each first, so nothing counts twice. */
function belowGroups(workspace: WorkspaceView, entity: string, say: Say, words: GroupWords): readonly FieldGroup[] {
  const relations = workspace.entities.get(entity)?.source.relations ?? []
  return relations
    .filter((relation) => relation.cardinality === 'many' && relation.to.length === 1 && !relation.to[0]?.includes('.'))
    .flatMap((relation) => {
      const target = workspace.entities.get(relation.to[0] ?? '')
      if (!target || target.system) return []
      const fields = target.fields
        .filter((field) => numeric.includes(valueKind(field)) && isOfKind(field, ...numeric))
        .map((field): ShelfField => {
          const label = `${say(relation.label, relation.key)} · ${say(field.label, field.key)}`
          const path = `${relation.key}.${field.key}`
          return { path, label, kind: valueKind(field), scale: field.scale, shelves: ['values'] }
        })
      return [{ key: `${relation.key}*`, label: words.below(say(relation.label, relation.key)), fields }]
    })
}

/** The groups with only what a search finds, in the names or in the name of the group. */
export function findFields(groups: readonly FieldGroup[], text: string): readonly FieldGroup[] {
  const wanted = text.trim().toLocaleLowerCase()
  if (wanted === '') return groups
  return groups.flatMap((group) => {
    if (group.label.toLocaleLowerCase().includes(wanted)) return [group]
    const fields = group.fields.filter((field) => field.label.toLocaleLowerCase().includes(wanted))
    return fields.length === 0 ? [] : [{ ...group, fields }]
  })
}
