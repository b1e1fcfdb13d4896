import type { EntityDocument } from '@atelier/definitions'
import { NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf } from '../draft/document.ts'
import { AddByName } from './AddByName.tsx'
import { partTexts } from './part-texts.ts'

/** Adds something that belongs to an entity: a name and the entity. */
export function AddForEntity({
  label: text,
  placeholder,
  onAdd,
}: {
  readonly label: string
  readonly placeholder: string
  readonly onAdd: (name: string, entity: EntityDocument) => void
}) {
  const p = useTexts(partTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const entities = entitiesOf(documents)
  const [chosen, setChosen] = useState<string>()
  const entity = entities.find((each) => each.key === chosen) ?? entities[0]
  if (!entity) return null
  return (
    <AddByName label={text} placeholder={placeholder} onAdd={(name) => onAdd(name, entity)}>
      <NativeSelect
        aria-label={p('ofEntity')}
        value={entity.key}
        data={entities.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
    </AddByName>
  )
}
