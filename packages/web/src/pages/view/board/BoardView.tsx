import type { RecordJson } from '@atelier/api'
import {
  BoardLanes,
  BoardSkeleton,
  formatBig,
  formatMoneyShort,
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
import { useRef, useState } from 'react'
import { FailedPage } from '../../../app/FailedPage.tsx'
import { phoneQuery } from '../../../app/Shell.tsx'
import { usePage } from '../../../app/use-page.ts'
import { isOfKind } from '../../../fields/registry.ts'
import { MissingPanel } from '../../../moves/MissingPanel.tsx'
import { usePendingMove } from '../../../moves/use-pending-move.ts'
import { RecordCard } from '../../../records/RecordCard.tsx'
import { recordTitle } from '../../../records/record-title.ts'
import { type LaneRecords, useLanes } from '../../../records/use-lanes.ts'
import { moveState, useMoves } from '../../../records/use-move.ts'
import { type StageSummary, useStageCounts } from '../../../records/use-stage-summary.ts'
import { type EntityView, fieldOf, type PipelineStage, type ViewView } from '../../../workspace/model.ts'
import type { ViewKindProps } from '../view-kind.ts'
import { viewTexts } from '../view-texts.ts'

/** What a card shows: what the view says, else who it is for, how much, when; and the first words that the view's table would show. */
function cardFields(entity: EntityView, view: ViewView): readonly string[] {
  if (view.board.fields) return view.board.fields
  const said = view.columns.flatMap((column) => fieldOf(entity, column.field) ?? [])
  const words = said.find((field) => isOfKind(field, 'text') && field.key !== entity.title)
  const usual = entity.fields
    .filter((field) => field !== entity.stage && isOfKind(field, 'reference', 'money', 'date', 'choice'))
    .map((field) => field.key)
    .slice(0, 3)
  return words ? [...usual, words.key] : usual
}

/** The records of a view as lanes by stage. */
export function BoardView({ entity, view, state }: ViewKindProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const format = useFormat()
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const { setQuery } = usePage()
  const pipeline = entity.pipelines.find((each) => each.key === view.board.pipeline) ?? entity.pipelines[0]
  const stages = pipeline?.stages ?? []
  const sumField = view.board.sum ?? entity.fields.find((field) => isOfKind(field, 'money'))?.key
  const lanes = useLanes(entity, stages, state)
  const summary = useStageCounts(entity, pipeline, state.summed.rule, sumField, state.summed.known)
  const { pending, tryMove, clear } = usePendingMove(entity)
  const [considered, setConsidered] = useState<string | null>(null)
  const [only, setOnly] = useState<string | undefined>(undefined)
  const moves = useMoves(entity.key, considered)
  const touched = useRef<{ readonly x: number; readonly y: number } | null>(null)
  if (lanes.error) return <FailedPage error={lanes.error} />
  if (lanes.loading) return <BoardSkeleton lanes={Math.max(3, stages.length)} />
  const answers: Record<string, LaneAnswer> = Object.fromEntries(
    moves.map((move) => {
      const { state: answer, why } = moveState(move)
      return [move.stage, { accepts: answer !== 'closed', reason: answer === 'closed' ? why : undefined }]
    }),
  )
  const isMoney = entity.fields.some((field) => field.key === sumField && isOfKind(field, 'money'))
  const money = (sum: string | null) =>
    sum === null
      ? ''
      : isMoney
        ? formatMoneyShort({ amount: sum, currency: format.currency }, format)
        : formatBig(sum, format)
  const sums = (known: StageSummary | undefined, stage: PipelineStage) => {
    const weighted = stage.outcome === 'open' ? money(known?.weighted ?? null) : ''
    return { sum: money(known?.sum ?? null), weighted: weighted === '' ? '' : t('weighted', { text: weighted }) }
  }
  // A refused card waits in the lane that it was meant for.
  const shown: readonly (LaneRecords & { readonly left?: { readonly at: number; readonly title: string } })[] =
    lanes.lanes.map((lane) => {
      if (!pending) return lane
      const waiting = lanes.lanes.flatMap((each) => each.records).find((record) => record.id === pending.id)
      const at = lane.records.findIndex((record) => record.id === pending.id)
      const others = lane.records.filter((record) => record.id !== pending.id)
      if (lane.stage.key === pending.to && waiting) return { ...lane, records: [waiting, ...others] }
      return at < 0 ? lane : { ...lane, records: others, left: { at, title: pending.title } }
    })
  const views: readonly LaneView<RecordJson>[] = shown.map(({ stage, records, count, hasMore, left }) => {
    const known = summary.get(stage.key)
    const total = known?.count ?? count
    const { sum, weighted } = sums(known, stage)
    return {
      key: stage.key,
      label: label(stage.label, stage.key),
      cards: records,
      hasMore,
      left: left ? { ...left, text: t('stays') } : undefined,
      head: phone ? null : (
        <>
          <span className="row lane-title">
            <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />
            <b className="grow cut">{label(stage.label, stage.key)}</b>
            <span className="faint num">{total === null ? '' : formatNumber(total)}</span>
          </span>
          <span className="quiet small lane-sum num cut" title={[sum, weighted].filter(Boolean).join(' · ')}>
            {[sum, weighted].filter(Boolean).join(' · ')}
          </span>
        </>
      ),
    }
  })
  const total = (key: string) => {
    const lane = lanes.lanes.find((each) => each.stage.key === key)
    return summary.get(key)?.count ?? lane?.count ?? 0
  }
  const active = only ?? views.find((lane) => lane.cards.length > 0)?.key ?? views[0]?.key
  const activeLane = stages.find((stage) => stage.key === active)
  const turn = (by: number) => {
    const next = views[views.findIndex((lane) => lane.key === active) + by]
    if (next) setOnly(next.key)
  }
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
              ref={(node) => (lane.key === active ? centre(node) : undefined)}
              onClick={() => setOnly(lane.key)}
            >
              <LaneChip stage={stages.find((stage) => stage.key === lane.key)} />
              {lane.label} <span className="faint num">{formatNumber(total(lane.key))}</span>
            </button>
          ))}
        </div>
      ) : null}
      {phone && activeLane ? (
        <div className="stage-line">
          <b className="num">{sums(summary.get(activeLane.key), activeLane).sum}</b>
          <span className="quiet small num">{sums(summary.get(activeLane.key), activeLane).weighted}</span>
          <span className="grow" />
          <span className="quiet small">{t('swipe')}</span>
        </div>
      ) : null}
      <div
        className="board-area"
        onTouchStart={(event) => {
          const touch = event.touches.item(0)
          touched.current = phone && touch ? { x: touch.clientX, y: touch.clientY } : null
        }}
        onTouchEnd={(event) => {
          const touch = event.changedTouches.item(0)
          const start = touched.current
          touched.current = null
          if (!touch || !start || Math.abs(touch.clientY - start.y) > 40) return
          if (Math.abs(touch.clientX - start.x) > 64) turn(touch.clientX < start.x ? 1 : -1)
        }}
      >
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
      </div>
      {pending ? <WaitingPanel entity={entity} pending={pending} anchorOf={anchorOf} onClose={clear} /> : null}
    </>
  )
}

/** Keeps the chosen stage in sight. */
const centre = (node: HTMLElement | null) => node?.scrollIntoView({ inline: 'center', block: 'nearest' })

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
