import { Button, TextInput, useTexts } from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import { type ReactNode, useState } from 'react'
import { builderTexts } from '../builder-texts.ts'

/** Adds something by typing its name: Enter is enough. */
export function AddByName({
  label,
  placeholder,
  onAdd,
  autoFocus = false,
  children,
}: {
  readonly label: string
  readonly placeholder?: string
  readonly onAdd: (name: string) => void
  readonly autoFocus?: boolean
  /** More to choose before adding. */
  readonly children?: ReactNode
}) {
  const t = useTexts(builderTexts)
  const [name, setName] = useState('')
  return (
    <form
      className="builder-add"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        onAdd(name.trim())
        setName('')
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={placeholder ?? label}
        className="grow"
        value={name}
        autoFocus={autoFocus}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {children}
      <Button type="submit" disabled={name.trim() === ''} leftSection={<IconPlus size={14} stroke={1.5} />}>
        {t('add')}
      </Button>
    </form>
  )
}
