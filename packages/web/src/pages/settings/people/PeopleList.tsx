import { Button, EmptyState, VisuallyHidden } from '@atelier/ui'
import { IconPlus, type TablerIcon } from '@atelier/ui/icons'
import type { ReactNode } from 'react'

/** A list of people, teams or keys with the way to add one; while there is none, what it is good for. */
export function PeopleList<Item extends { readonly id: string }>({
  items,
  add,
  onAdd,
  bar,
  empty,
  row,
}: {
  readonly items: readonly Item[]
  /** On the button that adds one. */
  readonly add: string
  readonly onAdd: () => void
  /** Beside that button. */
  readonly bar?: ReactNode
  readonly empty?: { readonly icon: TablerIcon; readonly title: string; readonly text: string }
  readonly row: (item: Item) => ReactNode
}) {
  const button = (
    <Button variant="filled" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={onAdd}>
      {add}
    </Button>
  )
  if (empty && items.length === 0)
    return (
      <EmptyState icon={<empty.icon size={24} stroke={1.5} />} title={empty.title} text={empty.text} actions={button} />
    )
  return (
    <>
      <div className="row people-bar">
        {bar ?? <span className="grow" />}
        {button}
      </div>
      <ul className="people-list settings-list">
        {items.map((item) => (
          <li key={item.id}>{row(item)}</li>
        ))}
      </ul>
    </>
  )
}

/** One line of such a list; with `onOpen` a click edits it. */
export function PeopleRow({
  name,
  isOff = false,
  onOpen,
  children,
}: {
  /** What a click does, for those who listen. */
  readonly name?: string
  /** Disabled or revoked. */
  readonly isOff?: boolean
  readonly onOpen?: () => void
  readonly children: ReactNode
}) {
  const look = `people-row${isOff ? ' is-retired' : ''}`
  if (!onOpen) return <div className={look}>{children}</div>
  return (
    <button type="button" className={look} onClick={onOpen}>
      {name ? <VisuallyHidden>{name}</VisuallyHidden> : null}
      {children}
    </button>
  )
}
