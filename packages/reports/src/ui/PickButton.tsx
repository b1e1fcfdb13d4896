import { useTexts } from '@atelier/ui'
import { type CellView, samePlace } from '../result-view.ts'
import { resultTexts } from './report-texts.ts'

export type PickButtonProps = {
  readonly name: string
  readonly cell: CellView
  readonly picked: CellView | undefined
  readonly onPick: (cell: CellView) => void
}

/** The name of a row, to filter the other tiles by: the keyboard's way to what a click on a bar does. */
export function PickButton({ name, cell, picked, onPick }: PickButtonProps) {
  const t = useTexts(resultTexts)
  const isPicked = picked !== undefined && samePlace(cell, picked)
  return (
    <button
      type="button"
      className={`cell-pick${isPicked ? ' is-open' : ''}`}
      aria-pressed={isPicked}
      aria-description={t('pick')}
      title={t('pick')}
      onClick={() => onPick(cell)}
    >
      <span className="cut">{name}</span>
    </button>
  )
}
