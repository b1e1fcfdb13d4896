import { ActionIcon, Button, useTexts } from '@atelier/ui'
import { IconAlertTriangle, IconX } from '@atelier/ui/icons'
import { recordTitle } from '../../../records/record-title.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { boardTexts } from './board-texts.ts'
import type { Refused } from './use-board-moves.ts'

export type RefusedMovesProps = {
  readonly entity: EntityView
  readonly refused: readonly Refused[]
  readonly nameOf: (column: string) => string
  readonly onRetry: (each: Refused) => void
  readonly onClose: () => void
}

/** The cards that did not move with the others, each with every reason and the way to do something about it. */
export function RefusedMoves({ entity, refused, nameOf, onRetry, onClose }: RefusedMovesProps) {
  const t = useTexts(boardTexts)
  const [first] = refused
  if (!first) return null
  return (
    <section className="refused-moves" aria-label={t('refusedTitle', { count: refused.length })} role="alert">
      <header className="row">
        <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" className="warn" />
        <b className="grow">{t('refusedTo', { count: refused.length, stage: nameOf(first.to) })}</b>
        <ActionIcon size="sm" aria-label={t('close')} onClick={onClose}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      <ul>
        {refused.map((each) => (
          <li key={each.record.id}>
            <span className="grow">
              <b>{recordTitle(entity, each.record)}</b>
              {each.problems.map((problem) => (
                <span key={`${problem.code} ${problem.message}`} className="quiet small">
                  {problem.message}
                </span>
              ))}
            </span>
            <Button size="xs" onClick={() => onRetry(each)}>
              {t('fillIn')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
