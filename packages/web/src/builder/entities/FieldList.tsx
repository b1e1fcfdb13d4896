import type { EntityDocument, FieldDefinition } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { fieldUi } from '@atelier/fields/ui'
import { Badge, useLabel, useTexts } from '@atelier/ui'
import { useDroppable } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Change } from '../parts/Change.tsx'
import { Movable } from '../parts/Movable.tsx'
import { entityTexts } from './entity-texts.ts'

export const listEnd = 'list-end'

export type FieldListProps = {
  readonly entity: EntityDocument
  readonly fields: readonly FieldDefinition[]
  readonly served: readonly FieldDefinition[] | undefined
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onMove: (id: string, index: number) => void
  /** Where a new field would land while one is dragged in. */
  readonly landing: number | undefined
  readonly inLines: boolean
}

/** The fields in their order: as forms and tables show them unless somebody arranges them otherwise. */
export function FieldList({ entity, fields, served, selected, onSelect, onMove, landing, inLines }: FieldListProps) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const { setNodeRef } = useDroppable({ id: listEnd })
  return (
    <div className="field-list" ref={setNodeRef}>
      <SortableContext items={fields.map((field) => field.id)} strategy={verticalListSortingStrategy}>
        {fields.map((field, index) => {
          const { Icon } = fieldUi({ type: field.type })
          const name = label(field.label, field.key)
          return (
            <div key={field.id}>
              {landing === index ? <Landing /> : null}
              <Movable
                id={field.id}
                name={name}
                index={index}
                count={fields.length}
                axis="y"
                onMove={(to) => onMove(field.id, to)}
                className={`field-row${field.id === selected ? ' is-on' : ''}${field.retired ? ' is-retired' : ''}`}
              >
                {(grip) => (
                  <>
                    {grip}
                    <button
                      type="button"
                      className="field-row-body"
                      aria-pressed={field.id === selected}
                      onClick={() => onSelect(field.id)}
                    >
                      <Icon size={16} stroke={1.5} aria-hidden="true" />
                      <span className="cut field-row-name">{name}</span>
                      <span className="faint small builder-mono cut field-row-key">{field.key}</span>
                      <span className="field-row-tags">
                        {!inLines && entity.titleField === field.key ? <Badge>{t('isTitle')}</Badge> : null}
                        {field.required ? <Badge>{t('required')}</Badge> : null}
                        {served ? <Change now={field} before={served.find((each) => each.id === field.id)} /> : null}
                      </span>
                      <span className="quiet small field-row-type cut">
                        {label(fieldType(field.type)?.label, field.type)}
                      </span>
                    </button>
                  </>
                )}
              </Movable>
            </div>
          )
        })}
      </SortableContext>
      {landing !== undefined && landing >= fields.length ? <Landing /> : null}
      {fields.length === 0 && landing === undefined ? (
        <p className="field-list-empty">
          <b>{t('noFields')}</b>
          <span className="quiet">{t('noFieldsText')}</span>
        </p>
      ) : null}
    </div>
  )
}

/** The line where a dragged type will stand. */
function Landing() {
  const t = useTexts(entityTexts)
  return (
    <div className="field-landing">
      <span>{t('dropHere')}</span>
    </div>
  )
}
