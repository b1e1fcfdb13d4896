import { Select } from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import { useDroppable } from '@dnd-kit/core'
import { horizontalListSortingStrategy, SortableContext } from '@dnd-kit/sortable'
import { type ReactNode, useId } from 'react'
import type { ShelfField, ShelfName } from './field-groups.ts'

export const shelfId = (shelf: ShelfName): string => `shelf:${shelf}`

export type ShelfProps = {
  readonly shelf: ShelfName
  readonly title: string
  readonly addLabel: string
  /** Said while it is empty. */
  readonly hint: string
  readonly parts: readonly string[]
  /** What can be added by search. */
  readonly fields: readonly ShelfField[]
  /** Something is being dragged that belongs here, or that does not. */
  readonly invites: boolean | undefined
  readonly onAdd: (field: ShelfField) => void
  readonly children: ReactNode
}

/** One shelf: what stands on it in order, a place to drop more, and a searchable way to add without dragging. */
export function Shelf({ shelf, title, addLabel, hint, parts, fields, invites, onAdd, children }: ShelfProps) {
  const id = useId()
  const { setNodeRef, isOver } = useDroppable({ id: shelfId(shelf) })
  const state = invites === undefined ? '' : invites ? (isOver ? ' is-over' : ' is-open') : ' is-closed'
  return (
    <section className={`shelf${state}`} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <div className="shelf-parts" ref={setNodeRef}>
        <SortableContext items={[...parts]} strategy={horizontalListSortingStrategy}>
          {children}
        </SortableContext>
        {parts.length === 0 ? <span className="faint small shelf-hint">{hint}</span> : null}
        {fields.length > 0 ? (
          <Select
            size="xs"
            className="shelf-add"
            aria-label={addLabel}
            placeholder={addLabel}
            leftSection={<IconPlus size={12} stroke={1.5} />}
            rightSection={null}
            searchable
            value={null}
            comboboxProps={{ width: 260, position: 'bottom-start' }}
            data={fields.map((field) => ({ value: field.path, label: field.label }))}
            onChange={(path) => {
              const field = fields.find((each) => each.path === path)
              if (field) onAdd(field)
            }}
          />
        ) : null}
      </div>
    </section>
  )
}
