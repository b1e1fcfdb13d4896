import type { RecordJson } from '@atelier/api'
import { fieldUi, valueUi } from '@atelier/fields/ui'
import { ActionIcon, type FieldView, type Label, type TableColumn } from '@atelier/ui'
import { IconArrowsDiagonal, IconEye } from '@atelier/ui/icons'
import { FieldCell } from '../../fields/Field.tsx'
import { isNumeric } from '../../fields/registry.ts'
import { plainText } from '../../fields/values.ts'
import { recordTitle } from '../../records/record-title.ts'
import { type EntityView, fieldOf, isSystemField, isWritable, type ViewColumn } from '../../workspace/model.ts'

/** A width in px that fits most values of a field. */
const usualWidth = (field: FieldView, isTitle: boolean): number => (isTitle ? 240 : (valueUi(field).width ?? 160))

export type TableColumnsInput = {
  readonly entity: EntityView
  readonly columns: readonly ViewColumn[]
  readonly label: (label: Label | undefined | null, fallback?: string) => string
  readonly open: (record: RecordJson) => void
  /** Opens the record's own page. */
  readonly openPage: (record: RecordJson) => void
  readonly words: { readonly preview: string; readonly openPage: string }
}

/** The columns of a view as the table draws them. */
export function tableColumns({
  entity,
  columns,
  label,
  open,
  openPage,
  words,
}: TableColumnsInput): readonly TableColumn<RecordJson>[] {
  return columns.flatMap(({ field: key, width }): TableColumn<RecordJson>[] => {
    const field = fieldOf(entity, key)
    if (!field) return []
    const { Icon } = fieldUi(field)
    const isTitle = key === entity.title
    return [
      {
        key,
        label: label(field.label, key),
        icon: isNumeric(field) ? undefined : <Icon size={13} stroke={1.5} aria-hidden="true" />,
        width: width ?? usualWidth(field, isTitle),
        align: isNumeric(field) ? 'end' : 'start',
        sortable: true,
        editable: () => entity.may.has('update') && isWritable(field) && !isSystemField(key),
        text: (record) => plainText(field, record[key], label),
        cell: (record) =>
          isTitle ? (
            <span className="title-cell">
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
              <span className="row-acts">
                <ActionIcon
                  size="xs"
                  tabIndex={-1}
                  aria-label={words.preview}
                  title={words.preview}
                  onClick={(event) => {
                    event.stopPropagation()
                    open(record)
                  }}
                >
                  <IconEye size={14} stroke={1.5} />
                </ActionIcon>
                <ActionIcon
                  size="xs"
                  tabIndex={-1}
                  aria-label={words.openPage}
                  title={words.openPage}
                  onClick={(event) => {
                    event.stopPropagation()
                    openPage(record)
                  }}
                >
                  <IconArrowsDiagonal size={14} stroke={1.5} />
                </ActionIcon>
              </span>
            </span>
          ) : (
            <FieldCell field={field} value={record[key]} />
          ),
      },
    ]
  })
}
