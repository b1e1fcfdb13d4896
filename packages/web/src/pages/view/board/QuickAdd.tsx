import { showToast, TextInput, useTexts } from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import { type KeyboardEvent, useRef, useState } from 'react'
import { isOfKind } from '../../../fields/registry.ts'
import type { Writer } from '../../../records/use-write.ts'
import { type EntityView, fieldOf, isWritable } from '../../../workspace/model.ts'
import { boardTexts } from './board-texts.ts'

export type QuickAddProps = {
  readonly entity: EntityView
  /** Where it is added, in words. */
  readonly place: string
  readonly writer: Writer
  /** What a record made here has by itself. */
  readonly values: Readonly<Record<string, unknown>>
  /** Opens the whole form with what is known so far. */
  readonly onForm: (values: Readonly<Record<string, unknown>>) => void
  /** It stands in a panel: the name is asked for at once, and with it done the panel goes. */
  readonly onClose?: (() => void) | undefined
}

/** A name and Enter make a record right here, one after the other; when more is needed the form opens with what was typed. */
export function QuickAdd({ entity, place, writer, values, onForm, onClose }: QuickAddProps) {
  const t = useTexts(boardTexts)
  const [busy, setBusy] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const title = fieldOf(entity, entity.title)
  const byName = title !== undefined && isWritable(title) && isOfKind(title, 'text')
  const [typed, setTyped] = useState<string | null>(onClose && byName ? '' : null)
  const others = entity.fields.some((field) => field.required && field.key !== entity.title && !(field.key in values))
  const close = () => {
    if (onClose) return onClose()
    setTyped(null)
    window.setTimeout(() => button.current?.focus())
  }
  const add = async (name: string) => {
    if (name === '') return close()
    const known = { ...values, [entity.title]: name }
    // What is known to be needed is asked for at once; a refusal would only say the same.
    if (others) {
      setTyped(null)
      return onForm(known)
    }
    setBusy(true)
    const answer = await writer.create(known)
    setBusy(false)
    if ('id' in answer) return onClose ? onClose() : setTyped('')
    showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    setTyped(null)
    onForm(known)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void add((typed ?? '').trim())
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (typed !== null) {
    return (
      <TextInput
        autoFocus
        aria-label={t('newName', { place })}
        placeholder={t('newPlaceholder')}
        value={typed}
        disabled={busy}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (typed === '' && !onClose) setTyped(null)
        }}
      />
    )
  }
  return (
    <button
      ref={button}
      type="button"
      className="lane-new"
      aria-label={t('newIn', { place })}
      onClick={() => (byName ? setTyped('') : onForm(values))}
    >
      <IconPlus size={14} stroke={1.5} aria-hidden="true" />
      {t('newHere')}
    </button>
  )
}
