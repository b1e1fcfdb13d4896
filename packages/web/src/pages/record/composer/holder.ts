import type { FieldView } from '@atelier/ui'
import { isOfKind } from '../../../fields/registry.ts'
import { type EntityView, fieldOf, isWritable } from '../../../workspace/model.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'

/** Where what happens around records is written, and which of its fields says what. */
export type Holder = {
  readonly entity: EntityView
  readonly parts: NonNullable<EntityView['source']['activity']>
  readonly type: FieldView
  readonly title: FieldView
  readonly due: FieldView | undefined
  /** For the whole text, where there is more than the title holds. */
  readonly body: FieldView | undefined
  readonly files: FieldView | undefined
  readonly kinds: NonNullable<FieldView['options']>
}

/** What is written most often comes first; the rest as its author has ordered it. */
const rank = (key: string): number => (key === 'note' ? 0 : 1)

/** Where one may write about records of this entity; undefined where one may not, or nothing is there. */
export function useHolder(about: EntityView): Holder | undefined {
  const { entities } = useWorkspace()
  for (const entity of entities.values()) {
    const parts = entity.source.activity
    const type = parts && fieldOf(entity, parts.type)
    const title = fieldOf(entity, entity.title)
    if (!parts || !type || !title || !entity.may.has('create')) continue
    if (!entity.source.fields.some(({ key, targets }) => key === parts.about && targets.includes(about.key))) continue
    return {
      entity,
      parts,
      type,
      title,
      due: fieldOf(entity, parts.due),
      body: entity.fields.find((field) => isOfKind(field, 'prose') && isWritable(field)),
      files: entity.fields.find((field) => isOfKind(field, 'files') && isWritable(field)),
      kinds:
        type.options?.filter((option) => !option.retired).toSorted((one, other) => rank(one.key) - rank(other.key)) ??
        [],
    }
  }
  return undefined
}
