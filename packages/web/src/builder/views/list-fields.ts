import type { EntityDocument, ViewDocument } from '@atelier/definitions'
import { useDraftModel } from '../draft/draft-model.ts'
import { conditionFields } from '../parts/field-view.ts'

export type ViewSettingsProps = {
  readonly view: ViewDocument
  readonly entity: EntityDocument | undefined
  readonly onChange: (view: ViewDocument, about?: string) => void
}

/** The entity's fields as lists show them: its own and the system's, not those reached through references. */
export function useListFields(entity: string) {
  const model = useDraftModel()
  return (conditionFields(model, entity)?.fields ?? []).filter((field) => !field.key.includes('.'))
}
