import { Avatar, formatNumber, useTexts } from '@atelier/ui'
import { IconChevronDown, IconChevronRight } from '@atelier/ui/icons'
import { isOfKind } from '../../../fields/registry.ts'
import type { FieldView } from '../../../workspace/model.ts'
import { boardTexts } from './board-texts.ts'

export type RowHeadProps = {
  readonly field: FieldView
  readonly name: string
  readonly isEmpty: boolean
  readonly count: number
  readonly sum: string
  readonly folded: boolean
  readonly onFold: () => void
}

/** The head of a swimlane: whose it is, how many cards, what they add up to; it folds the swimlane. */
export function RowHead({ field, name, isEmpty, count, sum, folded, onFold }: RowHeadProps) {
  const t = useTexts(boardTexts)
  return (
    <button type="button" className="row-head" aria-expanded={!folded} onClick={onFold}>
      {folded ? <IconChevronRight size={14} aria-hidden="true" /> : <IconChevronDown size={14} aria-hidden="true" />}
      {isOfKind(field, 'people') && !isEmpty ? <Avatar name={name} /> : null}
      <b>{name}</b>
      <span className="quiet small num">
        {[t('cards', { count, text: formatNumber(count) }), sum].filter(Boolean).join(' · ')}
      </span>
    </button>
  )
}
