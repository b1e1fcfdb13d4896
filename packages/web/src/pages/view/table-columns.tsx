import type { RecordJson } from '@atelier/api'
import type { FieldView, FormatSettings, Label, TableColumn } from '@atelier/ui'
import {
  IconBuilding,
  IconCalendar,
  IconCircleDot,
  IconFlag,
  IconHash,
  IconLetterT,
  IconLink,
  IconList,
  IconUser,
} from '@atelier/ui/icons'
import { FieldCell } from '../../fields/Field.tsx'
import { editsInPlace, isNumeric } from '../../fields/registry.ts'
import { plainText } from '../../fields/values.ts'
import { recordTitle } from '../../records/record-title.ts'
import { type EntityView, fieldOf, isSystemField, isWritable, type ViewColumn } from '../../workspace/model.ts'

const icons: Readonly<Record<string, typeof IconHash>> = {
  text: IconLetterT,
  longText: IconLetterT,
  date: IconCalendar,
  datetime: IconCalendar,
  stage: IconFlag,
  owner: IconUser,
  user: IconUser,
  reference: IconBuilding,
  references: IconLink,
  choice: IconCircleDot,
  choices: IconList,
  tags: IconList,
  autonumber: IconHash,
}

/** A width in px that fits most values of a type. */
function usualWidth(field: FieldView, isTitle: boolean): number {
  if (isTitle) return 220
  if (isNumeric(field)) return 120
  return { date: 124, datetime: 156, stage: 148, owner: 132, user: 132, boolean: 88, longText: 240 }[field.type] ?? 160
}

export type TableColumnsInput = {
  readonly entity: EntityView
  readonly columns: readonly ViewColumn[]
  readonly label: (label: Label | undefined | null, fallback?: string) => string
  readonly open: (record: RecordJson) => void
  readonly format: FormatSettings
}

/** The columns of a view as the table draws them. */
export function tableColumns({ entity, columns, label, open }: TableColumnsInput): readonly TableColumn<RecordJson>[] {
  return columns.flatMap(({ field: key, width }): TableColumn<RecordJson>[] => {
    const field = fieldOf(entity, key)
    if (!field) return []
    const Icon = icons[field.type]
    const isTitle = key === entity.title
    return [
      {
        key,
        label: label(field.label, key),
        icon: Icon && !isNumeric(field) ? <Icon size={13} stroke={1.5} aria-hidden="true" /> : undefined,
        width: width ?? usualWidth(field, isTitle),
        align: isNumeric(field) ? 'end' : 'start',
        sortable: true,
        editable: () => entity.may.has('update') && isWritable(field) && !isSystemField(key) && editsInPlace(field),
        text: (record) => plainText(field, record[key], label),
        cell: (record) =>
          isTitle ? (
            <button
              type="button"
              tabIndex={-1}
              className="title-link cut"
              onClick={(event) => {
                event.stopPropagation()
                open(record)
              }}
            >
              {recordTitle(entity, record)}
            </button>
          ) : (
            <FieldCell field={field} value={record[key]} />
          ),
      },
    ]
  })
}
