import type { EntityDocument, GateDefinition, PipelineDocument, StageDefinition } from '@atelier/definitions'
import { Badge, StageGlyph, useLabel, useTexts } from '@atelier/ui'
import { IconBook2, IconSquareCheck } from '@atelier/ui/icons'
import type { GateSide } from '../edits/pipeline.ts'
import { Change } from '../parts/Change.tsx'
import { daysOf } from '../parts/DaysInput.tsx'
import { Movable } from '../parts/Movable.tsx'
import { GateChips } from './GateChips.tsx'
import { glyphOf } from './glyph.ts'
import { pipelineTexts } from './pipeline-texts.ts'

export type StageColumnProps = {
  readonly pipeline: PipelineDocument
  readonly stage: StageDefinition
  readonly index: number
  readonly entity: EntityDocument | undefined
  readonly served: PipelineDocument | undefined
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onMove: (index: number) => void
  readonly onAddGate: (side: GateSide, gate: GateDefinition) => void
}

/** One stage as a column: what it is, its gates, its key actions. */
export function StageColumn({
  pipeline,
  stage,
  index,
  entity,
  served,
  selected,
  onSelect,
  onMove,
  onAddGate,
}: StageColumnProps) {
  const t = useTexts(pipelineTexts)
  const label = useLabel()
  const name = label(stage.label, stage.key)
  const days = daysOf(stage.expect)
  const before = served?.stages.find((each) => each.id === stage.id)
  const percent = stage.probability === undefined ? undefined : `${Math.round(Number(stage.probability) * 100)}%`
  const about = [
    stage.outcome === 'open' ? percent : t(`${stage.outcome}Short`),
    days === undefined ? undefined : t('expects', { count: days }),
    stage.optional ? t('optional') : undefined,
  ]
  return (
    <Movable
      id={stage.id}
      name={name}
      index={index}
      count={pipeline.stages.length}
      axis="x"
      onMove={onMove}
      className={`stage-column${stage.id === selected ? ' is-on' : ''}${stage.retired ? ' is-retired' : ''}`}
    >
      {(grip) => (
        <>
          <div className="stage-column-head">
            <button
              type="button"
              className="stage-column-name"
              aria-pressed={stage.id === selected}
              onClick={() => onSelect(stage.id)}
            >
              <StageGlyph {...glyphOf(pipeline, stage)} />
              <b className="cut">{name}</b>
            </button>
            {grip}
          </div>
          <p className="quiet small">{about.filter(Boolean).join(' · ') || t('openShort')}</p>
          <div className="row">
            {served ? <Change now={stage} before={before} /> : null}
            {stage.retired ? <Badge tone="warn">{t('retired')}</Badge> : null}
          </div>
          <Gates
            side="entry"
            stage={stage}
            entity={entity}
            before={before}
            fresh={!served}
            selected={selected}
            onSelect={onSelect}
            onAdd={onAddGate}
          />
          {stage.outcome === 'open' ? (
            <Gates
              side="exit"
              stage={stage}
              entity={entity}
              before={before}
              fresh={!served}
              selected={selected}
              onSelect={onSelect}
              onAdd={onAddGate}
            />
          ) : null}
          {stage.keyActions?.length ? (
            <div className="stage-part">
              <h2>{t('keyActions')}</h2>
              {stage.keyActions.map((action) => (
                <button key={action.id} type="button" className="gate-chip" onClick={() => onSelect(stage.id)}>
                  <IconSquareCheck size={14} stroke={1.5} aria-hidden="true" />
                  <span>
                    {label(action.label, action.id)}{' '}
                    {action.required ? <span className="warn">{t('required')}</span> : null}
                  </span>
                </button>
              ))}
            </div>
          ) : null}
          {stage.guide ? (
            <p className="small faint stage-guide">
              <IconBook2 size={14} stroke={1.5} aria-label={t('guideSet')} /> <span>{label(stage.guide)}</span>
            </p>
          ) : null}
        </>
      )}
    </Movable>
  )
}

function Gates({
  side,
  stage,
  entity,
  before,
  fresh,
  selected,
  onSelect,
  onAdd,
}: {
  readonly side: GateSide
  readonly stage: StageDefinition
  readonly entity: EntityDocument | undefined
  readonly before: StageDefinition | undefined
  /** The whole pipeline is new: then its gates need not say so. */
  readonly fresh: boolean
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onAdd: (side: GateSide, gate: GateDefinition) => void
}) {
  const t = useTexts(pipelineTexts)
  const label = useLabel()
  return (
    <div className="stage-part">
      <h2>{t(side)}</h2>
      <GateChips
        gates={stage[side] ?? []}
        entity={entity}
        selected={selected}
        before={fresh || !before ? undefined : (before[side] ?? [])}
        name={`${label(stage.label, stage.key)}, ${t(side)}`}
        onSelect={onSelect}
        onAdd={(gate) => onAdd(side, gate)}
      />
    </div>
  )
}
