import type { RecordJson } from '@atelier/api'
import {
  AnchoredPanel,
  Badge,
  Button,
  StageGlyph,
  StagePath,
  type StagePathItem,
  useLabel,
  useMediaQuery,
  useTexts,
} from '@atelier/ui'
import { IconLock, IconSquare } from '@atelier/ui/icons'
import { type ReactNode, useEffect, useState } from 'react'
import { asText } from '../../fields/values.ts'
import { MissingPanel } from '../../moves/MissingPanel.tsx'
import { usePendingMove } from '../../moves/use-pending-move.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { moveState, useMoves } from '../../records/use-move.ts'
import { type EntityView, fieldOf, type PipelineStage } from '../../workspace/model.ts'
import { KeyActions } from './KeyActions.tsx'
import { PhoneStages } from './PhoneStages.tsx'
import { pageTexts } from './record-page-texts.ts'
import { useStageAge } from './use-stage-age.ts'

/** The pipeline of a record: the one that has its stage. */
export function pipelineOf(entity: EntityView, record: RecordJson) {
  const stage = entity.stage ? asText(record[entity.stage.key]) : ''
  return entity.pipelines.find((pipeline) => pipeline.stages.some((each) => each.key === stage)) ?? entity.pipelines[0]
}

/** Goes to a field in the record's form and opens it. */
function fillIn(field: string): void {
  window.setTimeout(() => {
    const place = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
    place?.closest('details')?.setAttribute('open', '')
    place?.scrollIntoView({ block: 'center' })
    place?.querySelector<HTMLElement>('.inline-edit')?.click()
  })
}

/** The stages of a record as chevrons; a click says what a stage asks and moves there. `[` and `]` go back and forward. */
export function RecordStages({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const moves = useMoves(entity.key, record.id)
  const { pending, tryMove, clear } = usePendingMove(entity)
  const [open, setOpen] = useState<{ key: string; anchor: HTMLElement } | null>(null)
  const stages = pipelineOf(entity, record)?.stages ?? []
  const here = entity.stage ? asText(record[entity.stage.key]) : ''
  const at = stages.findIndex((stage) => stage.key === here)
  const current = stages[at]
  const reached = current?.outcome === 'open' ? at : current?.outcome === 'won' ? stages.length : -1
  const next = stages[at + 1]
  const nextKey = next?.key
  const age = useStageAge(entity, record, current)
  const isPhone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  // A lost stage is not a step on the way: it is shown when the record is there, or at the end.
  const items: readonly StagePathItem[] = stages.map((stage, index) => {
    const answer = moveState(moves.find((move) => move.stage === stage.key))
    const isHere = stage.key === here
    return {
      key: stage.key,
      label: label(stage.label, stage.key),
      state: isHere
        ? stage.outcome === 'open'
          ? 'current'
          : stage.outcome
        : index < reached && stage.outcome === 'open'
          ? 'done'
          : stage.key === nextKey && current?.outcome === 'open'
            ? 'next'
            : 'later',
      note: isHere && age ? t('days', { count: age.days }) : undefined,
      missing: stage.key === nextKey && answer.state === 'fill' ? answer.missing : undefined,
      locked: stage.key === nextKey && answer.state === 'closed',
    }
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const busy =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable], [role="dialog"], [role="grid"], .card')
      const step = event.key === ']' ? 1 : event.key === '[' ? -1 : 0
      // Nothing comes after the end, and nobody loses a deal by a key.
      const to =
        step > 0 ? (current?.outcome === 'open' && next?.outcome !== 'lost' ? next : undefined) : stages[at + step]
      if (busy || step === 0 || !to || at < 0) return
      const anchor = document.querySelector<HTMLElement>('.stage-path, .phone-stages')
      if (anchor) void tryMove(record, to.key, anchor)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [stages, at, current, next, record, tryMove])
  const shown = stages.find((stage) => stage.key === open?.key)
  return (
    <>
      {isPhone && current?.outcome === 'open' ? (
        <PhoneStages items={items} current={current} onSelect={(key, anchor) => setOpen({ key, anchor })} />
      ) : (
        <StagePath
          label={t('stage')}
          items={items}
          selected={open?.key}
          onSelect={(key, anchor) => setOpen({ key, anchor })}
        />
      )}
      {open && shown ? (
        <AnchoredPanel
          anchor={open.anchor}
          label={label(shown.label, shown.key)}
          width={312}
          onClose={() => setOpen(null)}
        >
          <StageGuide
            stage={shown}
            isHere={shown.key === here}
            actions={shown.key === here ? <KeyActions entity={entity} record={record} /> : null}
            onFill={(field) => {
              setOpen(null)
              fillIn(field)
            }}
            nameOf={(field) => (fieldOf(entity, field) ? field : undefined)}
            move={moves.find((move) => move.stage === shown.key)}
            onMove={() => {
              const { anchor, key } = open
              setOpen(null)
              void tryMove(record, key, anchor)
            }}
          />
        </AnchoredPanel>
      ) : null}
      {pending ? <MissingPanel entity={entity} pending={pending} onClose={clear} /> : null}
    </>
  )
}

type StageGuideProps = {
  readonly stage: PipelineStage
  readonly isHere: boolean
  readonly actions: ReactNode
  /** Opens a field of the record's form, where it is on this page. */
  readonly onFill: (field: string) => void
  readonly nameOf: (field: string) => string | undefined
  readonly move: ReturnType<typeof useMoves>[number] | undefined
  readonly onMove: () => void
}

/** What a stage is for, what it asks, and the way in. */
function StageGuide({ stage, isHere, actions, onFill, nameOf, move, onMove }: StageGuideProps) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const { state } = moveState(move)
  const refusals = isHere ? [] : (move?.refusals ?? [])
  const guide = label(stage.guide, '')
  return (
    <div className="stage-guide">
      <header className="row">
        <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />
        <h2 className="grow">{label(stage.label, stage.key)}</h2>
        {refusals.length > 0 ? <Badge tone="warn">{t('toDo', { count: refusals.length })}</Badge> : null}
      </header>
      {guide || stage.expectDays ? (
        <p className="quiet">
          {guide} {stage.expectDays ? t('expected', { count: stage.expectDays }) : ''}
        </p>
      ) : null}
      {isHere ? (actions ?? <p className="quiet">{t('isHere')}</p>) : null}
      {refusals.length > 0 ? (
        <>
          <h3>{t('toEnter')}</h3>
          <ul>
            {refusals.map((problem) => (
              <li key={`${problem.code} ${problem.field ?? ''} ${problem.message}`} className="row">
                {state === 'closed' ? (
                  <IconLock size={14} stroke={1.5} aria-hidden="true" />
                ) : (
                  <IconSquare size={14} stroke={1.5} aria-hidden="true" />
                )}
                <span className="grow">{problem.message}</span>
                {problem.field && nameOf(problem.field) ? (
                  <button type="button" className="link small nowrap" onClick={() => onFill(problem.field ?? '')}>
                    {tp('fill')}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : isHere ? null : (
        <p className="good">{t('ready')}</p>
      )}
      {isHere || state === 'closed' ? null : (
        <Button variant="filled" fullWidth onClick={onMove}>
          {t('moveTo', { stage: label(stage.label, stage.key) })}
        </Button>
      )}
    </div>
  )
}
