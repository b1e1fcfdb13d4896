import { Avatar, type ReferenceItem, Textarea, useData, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { pageTexts } from '../record-page-texts.ts'
import { mentionAt, type TypedMention, withMention } from './mention-at.ts'

export type MentionTextareaProps = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
  readonly minRows: number
  readonly problem?: string | undefined
  readonly box: React.RefObject<HTMLTextAreaElement | null>
}

/** A text in which `@` offers people. Arrow keys choose, Enter or Tab takes, Escape leaves what was typed. */
export function MentionTextarea({ value, onChange, label, minRows, problem, box }: MentionTextareaProps) {
  const t = useTexts(pageTexts)
  const data = useData()
  const id = useId()
  const [mention, setMention] = useState<TypedMention | undefined>(undefined)
  const [at, setAt] = useState(0)
  // What was left by Escape is not offered again until another @ is typed.
  const left = useRef(-1)
  const { data: people = [] } = useQuery({
    queryKey: ['mention', mention?.text],
    enabled: mention !== undefined,
    queryFn: () => data.searchReference('user', mention?.text ?? '', { limit: 6 }),
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  const isOpen = mention !== undefined && people.length > 0
  const chosen = people[Math.min(at, people.length - 1)]
  const look = () => {
    const element = box.current
    const found = element ? mentionAt(element.value, element.selectionStart) : undefined
    setMention(found?.from === left.current ? undefined : found)
    if (found === undefined) left.current = -1
  }
  const take = (person: ReferenceItem) => {
    const element = box.current
    if (!mention || !element) return
    const next = withMention(value, element.selectionStart, mention, person.label)
    onChange(next.text)
    setMention(undefined)
    window.setTimeout(() => {
      element.focus()
      element.setSelectionRange(next.caret, next.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((at + step + people.length) % people.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen)
    else if (event.key === 'Escape') {
      left.current = mention.from
      setMention(undefined)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="mention">
      <Textarea
        ref={box}
        variant="unstyled"
        autosize
        minRows={minRows}
        maxRows={10}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={isOpen && chosen ? `${id}-${chosen.id}` : undefined}
        value={value}
        error={problem}
        onChange={(event) => {
          onChange(event.currentTarget.value)
          setAt(0)
          look()
        }}
        onSelect={look}
        onKeyDown={onKeyDown}
        onBlur={() => setMention(undefined)}
      />
      {isOpen ? (
        <div className="mention-list" id={id} role="listbox" aria-label={t('mentionWhom')}>
          {people.map((person) => (
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === chosen}
              // The focus stays in the text.
              onPointerDown={(event) => {
                event.preventDefault()
                take(person)
              }}
            >
              <Avatar name={person.label} />
              {person.label}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}
