import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad'

/** A short state in words, coloured by meaning. */
export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge tone-${tone}`}>{children}</span>
}

export type ChipProps = {
  readonly active?: boolean | undefined
  readonly onClick: () => void
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A choice that can be on or off. */
export function Chip({ active = false, onClick, icon, children }: ChipProps) {
  return (
    <button type="button" className={`chip${active ? ' is-on' : ''}`} aria-pressed={active} onClick={onClick}>
      {icon}
      {children}
    </button>
  )
}

export type FilterChipProps = {
  /** The condition as words; `operator` is drawn quieter than the rest. */
  readonly field: string
  readonly operator: string
  readonly value?: string | undefined
  readonly onOpen: (anchor: HTMLElement) => void
  readonly onRemove?: (() => void) | undefined
}

/** One condition of a filter, read as a piece of a sentence. A click opens its editor. */
export function FilterChip({ field, operator, value, onOpen, onRemove }: FilterChipProps) {
  const t = useTexts(kitTexts)
  const sentence = [field, operator, value].filter(Boolean).join(' ')
  return (
    <span className="chip filter-chip">
      <button type="button" className="filter-chip-body" onClick={(event) => onOpen(event.currentTarget)}>
        <span className="quiet">{field}</span>
        <span className="faint">{operator}</span>
        {value ? <b>{value}</b> : null}
      </button>
      {onRemove ? (
        <button
          type="button"
          className="filter-chip-x"
          aria-label={t('removeCondition', { text: sentence })}
          onClick={onRemove}
        >
          <IconX size={12} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  )
}

/** The dashed chip that adds something. */
export function AddChip({
  onClick,
  children,
}: {
  readonly onClick: (anchor: HTMLElement) => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className="chip is-add" onClick={(event) => onClick(event.currentTarget)}>
      <IconPlus size={12} aria-hidden="true" />
      {children}
    </button>
  )
}
