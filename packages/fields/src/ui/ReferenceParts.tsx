import { type CellProps, type FilterInputProps, type InputProps, useData } from '@atelier/ui'
import type { ReactNode } from 'react'
import { isPeople, LinkedName } from './LinkedName.tsx'
import { later } from './later.tsx'
import { asLinkedList, type Linked, targetsOf } from './value.ts'

/** A link that the app opens itself, unless a new window is asked for. */
function RecordLink({
  entity,
  item,
  children,
}: {
  readonly entity: string
  readonly item: Linked
  readonly children: ReactNode
}) {
  const data = useData()
  const href = data.recordHref(entity, item.id)
  return (
    <a
      className="link cut"
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        event.stopPropagation()
        data.navigate(href)
      }}
    >
      {children}
    </a>
  )
}

/** The linked records: names in a list, links on a page. */
export function ReferenceCell({ field, value, density }: CellProps) {
  const items = asLinkedList(value)
  const people = isPeople(field)
  if (items.length === 0) return null
  return (
    <span className="field-chips">
      {items.map((item) => {
        const entity = item.entity ?? targetsOf(field)[0]
        const name = <LinkedName key={item.id} item={item} people={people} />
        if (density !== 'full' || people || entity === undefined) return name
        return (
          <RecordLink key={item.id} entity={entity} item={item}>
            {item.label}
          </RecordLink>
        )
      })}
    </span>
  )
}

const controls = () => import('./ReferenceControls.tsx')

/** A control for one linked record. */
export const ReferenceInput = later<InputProps>(async () => (await controls()).ReferenceInput)
/** A control for any number of linked records. */
export const ReferencesInput = later<InputProps>(async () => (await controls()).ReferencesInput)
/** The records that a filter asks for. */
export const ReferenceFilter = later<FilterInputProps>(async () => (await controls()).ReferenceFilter)
