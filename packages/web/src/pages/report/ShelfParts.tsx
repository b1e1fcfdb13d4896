import { ActionIcon, NativeSelect, Select, useTexts } from '@atelier/ui'
import { IconPlus, IconX } from '@atelier/ui/icons'
import type { PathChoice } from './editor-fields.ts'
import { reportTexts } from './report-texts.ts'

export type ShelfPart = {
  readonly key: string
  readonly name: string
  readonly detail?: {
    readonly value: string
    readonly options: readonly { readonly value: string; readonly label: string }[]
  }
}

export type ShelfPartsProps = {
  readonly title: string
  readonly addLabel: string
  readonly parts: readonly ShelfPart[]
  readonly choices: readonly PathChoice[]
  /** A choice that is no field, first in the list. */
  readonly extra?: string
  readonly onAdd: (choice: PathChoice | undefined) => void
  readonly onDetail: (key: string, value: string) => void
  readonly onRemove: (key: string) => void
}

/** One shelf of the editor: what stands on it, how each is counted, and a searchable way to add more. */
export function ShelfParts({ title, addLabel, parts, choices, extra, onAdd, onDetail, onRemove }: ShelfPartsProps) {
  const t = useTexts(reportTexts)
  return (
    <fieldset>
      <legend>{title}</legend>
      {parts.map((part) => (
        <div key={part.key} className="shelf-part">
          <span className="chip cut">{part.name}</span>
          {part.detail ? (
            <NativeSelect
              size="sm"
              aria-label={`${title}: ${part.name}`}
              data={[...part.detail.options]}
              value={part.detail.value}
              onChange={(event) => onDetail(part.key, event.currentTarget.value)}
            />
          ) : null}
          <ActionIcon size="sm" aria-label={t('remove', { name: part.name })} onClick={() => onRemove(part.key)}>
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <Select
        size="sm"
        aria-label={addLabel}
        placeholder={addLabel}
        leftSection={<IconPlus size={14} stroke={1.5} />}
        searchable
        value={null}
        data={[
          ...(extra === undefined ? [] : [{ value: '', label: extra }]),
          ...choices.map((choice) => ({ value: choice.path, label: choice.label })),
        ]}
        onChange={(path) => {
          if (path === null) return
          const choice = choices.find((each) => each.path === path)
          if (choice || path === '') onAdd(choice)
        }}
      />
    </fieldset>
  )
}
