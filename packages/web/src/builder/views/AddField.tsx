import { Select, useLabel } from '@atelier/ui'
import type { useListFields } from './list-fields.ts'

/** Chooses a field to add to a list of them. */
export function AddField({
  label: text,
  fields,
  onAdd,
}: {
  readonly label: string
  readonly fields: ReturnType<typeof useListFields>
  readonly onAdd: (key: string) => void
}) {
  const label = useLabel()
  return (
    <Select
      aria-label={text}
      placeholder={text}
      searchable
      value={null}
      data={fields.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
      onChange={(key) => {
        if (key) onAdd(key)
      }}
    />
  )
}
