import { TextInput, useTexts } from '@atelier/ui'
import { useEffect, useState } from 'react'
import { builderTexts } from '../builder-texts.ts'
import { isKey } from '../edits/names.ts'

/** A key; it counts when one leaves it or presses Enter, since every reference is rewritten with it. */
export function KeyInput({
  value,
  taken,
  onChange,
  disabled = false,
  bare,
  isGood = isKey,
}: {
  readonly value: string
  readonly taken: readonly string[]
  readonly onChange: (key: string) => void
  readonly disabled?: boolean
  /** Stands in a row, with this as its name and no more words. */
  readonly bare?: string
  /** What such a key may be; options have rules of their own. */
  readonly isGood?: (text: string) => boolean
}) {
  const t = useTexts(builderTexts)
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const problem =
    !isGood(text) && text !== value ? t('keyBad') : text !== value && taken.includes(text) ? t('keyTaken') : ''
  const commit = () => {
    if (text !== value && problem === '') onChange(text)
  }
  return (
    <TextInput
      {...(bare === undefined
        ? { label: t('key'), description: t('keyHelp') }
        : { 'aria-label': bare, size: 'sm', className: 'option-key', title: problem })}
      classNames={{ input: 'builder-mono' }}
      value={text}
      error={problem}
      disabled={disabled}
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setText(value)
      }}
    />
  )
}
