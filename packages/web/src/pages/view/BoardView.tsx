import type { RecordJson } from '@atelier/api'
import {
  BoardLanes,
  BoardSkeleton,
  formatMoney,
  formatNumber,
  type LaneAnswer,
  type LaneView,
  StageGlyph,
  useFormat,
  useLabel,
  useMediaQuery,
  useTexts,
} from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import { useState } from 'react'
import { FailedPage } from '../../app/FailedPage.tsx'
import { phoneQuery } from '../../app/Shell.tsx'
import { usePage } from '../../app/use-page.ts'
import { MissingPanel } from '../../moves/MissingPanel.tsx'
import { usePendingMove } from '../../moves/use-pending-move.ts'
import { RecordCard } from '../../records/RecordCard.tsx'
import { recordTitle } from '../../records/record-title.ts'
import { useLanes } from '../../records/use-lanes.ts'
import { moveState, useMoves } from '../../records/use-move.ts'
import { useStageCounts } from '../../records/use-stage-summary.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import type { ViewState } from './use-view-state.ts'
import { viewTexts } from './view-texts.ts'

export type BoardViewProps = { readonly entity: EntityView; readonly view: ViewView; readonly state: ViewState }

/** What a card shows when the view does not say: who it is for, how much, when, whose. */
function cardFields(entity: EntityView, view: ViewView): readonly string[] {
  if (view.board.fields) return view.board.fields
  return entity.fields
    .filter((field) => ['reference', 'money', 'date', 'choice'].includes(field.type))
    .map((field) => field.key)
    .slice(0, 4)
}

/** The records of a view as lanes by stage. */
export function BoardView({ entity, view, state }: BoardViewProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const format = useFormat()
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const { setQuery } = usePage()
  const pipeline = entity.pipelines.find((each) => each.key === view.board.pipeline) ?? entity.pipelines[0]
  const stages = pipeline?.stages ?? []
  const sumField = view.board.sum ?? entity.fields.find((field) => field.type === 'money')?.key
  const lanes = useLanes(entity, stages, state.rule, state.sort)
  const summary = useStageCounts(entity, pipeline, state.rule, sumField)
  const { pending, tryMove, clear } = usePendingMove(entity)
  const [considered, setConsidered] = useState<string | null>(null)
  const [only, setOnly] = useState<string | undefined>(undefined)
  const moves = useMoves(entity.key, considered)
  if (lanes.error) return <FailedPage error={lanes.error} />
  if (lanes.loading) return <BoardSkeleton lanes={Math.max(3, stages.length)} />
  const answers: Record<string, LaneAnswer> = Object.fromEntries(
    moves.map((move) => {
      const { state: answer, why } = moveState(move)
      return [move.stage, { accepts: answer !== 'closed', reason: answer === 'closed' ? why : undefined }]
    }),
  )
  const money = (sum: string | null) =>
    sum === null ? '' : formatMoney({ amount: sum, currency: format.currency }, format)
  // A refused card waits in the lane that it was meant for.
  const shown = lanes.lanes.map((lane) => {
    if (!pending) return lane
    const waiting = lanes.lanes.flatMap((each) => each.records).find((record) => record.id === pending.id)
    const others = lane.records.filter((record) => record.id !== pending.id)
    return { ...lane, records: lane.stage.key === pending.to && waiting ? [waiting, ...others] : others }
  })
  const views: readonly LaneView<RecordJson>[] = shown.map(({ stage, records, count, hasMore }) => {
    const known = summary.get(stage.key)
    const total = known?.count ?? count
    return {
      key: stage.key,
      label: label(stage.label, stage.key),
      cards: records,
      hasMore,
      head: (
        <>
          <span className="row lane-title">
            <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />
            <b className="grow cut">{label(stage.label, stage.key)}</b>
            <span className="faint num">{total === null ? '' : formatNumber(total)}</span>
          </span>
          <span className="quiet small lane-sum">{money(known?.sum ?? null)}</span>
        </>
      ),
    }
  })
  const active = only ?? views.find((lane) => lane.cards.length > 0)?.key ?? views[0]?.key
  const fields = cardFields(entity, view)
  const anchorOf = (id: string) =>
    document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`) ??
    document.getElementById('content') ??
    document.body
  return (
    <>
      {phone ? (
        <div className="stage-chips" role="tablist" aria-label={t('stageSwitcher')}>
          {views.map((lane) => (
            <button
              key={lane.key}
              type="button"
              role="tab"
              aria-selected={lane.key === active}
              className={`chip stage-chip${lane.key === active ? ' is-on' : ''}`}
              onClick={() => setOnly(lane.key)}
            >
              <LaneChip stage={stages.find((stage) => stage.key === lane.key)} />
              {lane.label} <span className="faint">{lane.cards.length}</span>
            </button>
          ))}
        </div>
      ) : null}
      <BoardLanes
        lanes={views}
        only={phone ? active : undefined}
        cardId={(record) => record.id}
        cardName={(record) => recordTitle(entity, record)}
        renderCard={(record) => <RecordCard entity={entity} record={record} fields={fields} withoutStage />}
        onOpen={(record) => setQuery({ panel: record.id })}
        answers={answers}
        waiting={pending?.id}
        onConsider={(record) => setConsidered(record.id)}
        onMove={(record, to) => void tryMove(record, to, anchorOf(record.id))}
        onMore={(lane) => lanes.more(lane)}
        laneFoot={
          entity.may.has('create') && !phone
            ? (lane) => (
                <button type="button" className="lane-new" onClick={() => setQuery({ panel: 'new', stage: lane })}>
                  <IconPlus size={14} stroke={1.5} aria-hidden="true" />
                  {t('newHere')}
                </button>
              )
            : undefined
        }
      />
      {pending ? <WaitingPanel entity={entity} pending={pending} anchorOf={anchorOf} onClose={clear} /> : null}
    </>
  )
}

function LaneChip({
  stage,
}: {
  readonly stage: { position: number; total: number; outcome: 'open' | 'won' | 'lost' } | undefined
}) {
  return stage ? <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} /> : null
}

type WaitingPanelProps = {
  readonly entity: EntityView
  readonly pending: NonNullable<ReturnType<typeof usePendingMove>['pending']>
  readonly anchorOf: (id: string) => HTMLElement
  readonly onClose: () => void
}

/** The panel at the waiting card, which has just been drawn in its new lane. */
function WaitingPanel({ entity, pending, anchorOf, onClose }: WaitingPanelProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <span hidden ref={(node) => (node && !anchor ? setAnchor(anchorOf(pending.id)) : undefined)} />
      {anchor ? <MissingPanel entity={entity} pending={{ ...pending, anchor }} onClose={onClose} /> : null}
    </>
  )
}
