import { TextInput, useDebouncedCallback, useTexts } from '@atelier/ui'
import { IconSearch } from '@atelier/ui/icons'
import { type RefObject, useState } from 'react'
import { viewTexts } from './view-texts.ts'

export type SearchBoxProps = {
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly text: string
  readonly onSearch: (text: string) => void
}

/** Words to search for within what a view shows; asked for when typing pauses. */
export function SearchBox({ inputRef, text, onSearch }: SearchBoxProps) {
  const t = useTexts(viewTexts)
  const [typed, setTyped] = useState(text)
  const send = useDebouncedCallback(onSearch, 200)
  return (
    <TextInput
      ref={inputRef}
      type="search"
      className="view-search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
