import type { RecordJson } from '@atelier/api'
import type { EntityDocument, GateDefinition, PipelineDocument } from '@atelier/definitions'
import { Badge, StageGlyph, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconCheck, IconClock, IconRubberStamp, IconX } from '@atelier/ui/icons'
import { gatesOf, reach } from '@atelier/workflow'
import type { ReactNode } from 'react'
import { FieldCell } from '../../fields/Field.tsx'
import { isEmpty } from '../../fields/values.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { daysOf } from '../parts/DaysInput.tsx'
import { glyphOf } from './glyph.ts'
import { tryTexts } from './try-texts.ts'
import { useGateWords } from './use-gate-words.ts'
import type { TriedMove, TriedRefusal } from './use-tried-moves.ts'

const gateOf = (refusal: TriedRefusal): unknown => refusal.params?.['gate']

/** One stage that a record was tried for: the verdict, and behind it each gate with what stands there now. */
export function TriedStage({
  pipeline,
  entity,
  served,
  from,
  move,
  record,
  open,
  onOpen,
}: {
  readonly pipeline: PipelineDocument
  readonly entity: EntityDocument
  readonly served: EntityView
  readonly from: string
  readonly move: TriedMove
  readonly record: RecordJson | undefined
  readonly open: boolean
  readonly onOpen: () => void
}) {
  const t = useTexts(tryTexts)
  const label = useLabel()
  const stage = pipeline.stages.find((each) => each.key === move.stage)
  const before = pipeline.stages.find((each) => each.key === from)
  if (!stage || !before) return null
  const waits = move.waitsFor ?? []
  const verdict = move.current
    ? ({ tone: 'plain', text: t('here') } as const)
    : !move.allowed
      ? ({ tone: 'warn', text: t('missing', { count: move.refusals.length }) } as const)
      : waits.length > 0
        ? ({ tone: 'accent', text: t('waits') } as const)
        : ({ tone: 'good', text: t('passes') } as const)
  const gates = gatesOf(pipeline, before, stage, reach(pipeline, before, stage, from, 'any').direction)
  const known = new Set<unknown>(gates.map((gate) => gate.id))
  const others = move.refusals.filter((refusal) => !known.has(gateOf(refusal)))
  return (
    <li className={`tried-stage${open ? ' is-on' : ''}`}>
      <button
        type="button"
        className="tried-head"
        aria-expanded={open && !move.current}
        disabled={move.current}
        onClick={onOpen}
      >
        <StageGlyph {...glyphOf(pipeline, stage)} />
        <span className="cut grow">{label(stage.label, stage.key)}</span>
        <Badge tone={verdict.tone}>{verdict.text}</Badge>
      </button>
      {open && !move.current ? (
        <div className="tried-body">
          <ul>
            {others.map((refusal) => (
              <Line key={`${refusal.code} ${refusal.message}`} state="refused" text={refusal.message}>
                {refusal.fix}
              </Line>
            ))}
            {gates.map((gate) => (
              <GateLine
                key={gate.id}
                gate={gate}
                entity={entity}
                served={served}
                record={record}
                waits={gate.gate === 'approval' && waits.includes(gate.approval)}
                refusals={move.refusals.filter((refusal) => gateOf(refusal) === gate.id)}
              />
            ))}
          </ul>
          {others.length + gates.length === 0 ? <p className="small quiet">{t('noGates')}</p> : null}
          {move.needsReason ? <p className="small quiet">{t('asksReason')}</p> : null}
          <After pipeline={pipeline} stage={move.stage} approvals={waits} />
        </div>
      ) : null}
    </li>
  )
}

function Line({
  state,
  text,
  children,
}: {
  readonly state: 'refused' | 'waits' | 'passes'
  readonly text: ReactNode
  readonly children?: ReactNode
}) {
  const t = useTexts(tryTexts)
  const [Icon, tone, name] =
    state === 'refused'
      ? ([IconX, 'bad', t('refused')] as const)
      : state === 'waits'
        ? ([IconRubberStamp, 'warn', t('waits')] as const)
        : ([IconCheck, 'good', t('passes')] as const)
  return (
    <li className="tried-line">
      <Icon size={14} stroke={1.5} className={tone} aria-label={name} role="img" />
      <div>
        <p>{text}</p>
        {children ? <div className="small quiet">{children}</div> : null}
      </div>
    </li>
  )
}

function GateLine({
  gate,
  entity,
  served,
  record,
  waits,
  refusals,
}: {
  readonly gate: GateDefinition
  readonly entity: EntityDocument
  readonly served: EntityView
  readonly record: RecordJson | undefined
  readonly waits: boolean
  readonly refusals: readonly TriedRefusal[]
}) {
  const t = useTexts(tryTexts)
  const label = useLabel()
  const separator = useLanguage().startsWith('zh') ? '；' : '; '
  const words = useGateWords(entity)(gate)
  const fields = gate.gate === 'fields' ? gate.fields : []
  return (
    <Line
      state={refusals.length > 0 ? 'refused' : waits ? 'waits' : 'passes'}
      text={
        <>
          <span className="quiet">{words.kind}</span> {words.text}
        </>
      }
    >
      {refusals.length > 0 && gate.gate !== 'fields' ? (
        <p>{refusals.map((refusal) => refusal.message).join(separator)}</p>
      ) : null}
      {record && fields.length > 0 ? (
        <dl className="tried-values">
          {fields.map((key) => {
            const id = entity.fields.find((each) => each.key === key)?.id
            const view = fieldOf(served, served.source.fields.find((each) => each.id === id)?.key ?? '')
            const value = view ? record[view.key] : undefined
            return (
              <div key={key}>
                <dt>{t('actual', { field: label(entity.fields.find((each) => each.key === key)?.label, key) })}</dt>
                <dd>{view && !isEmpty(value) ? <FieldCell field={view} value={value} /> : t('empty')}</dd>
              </div>
            )
          })}
        </dl>
      ) : null}
    </Line>
  )
}

/** What would follow the move. */
function After({
  pipeline,
  stage: key,
  approvals,
}: {
  readonly pipeline: PipelineDocument
  readonly stage: string
  readonly approvals: readonly string[]
}) {
  const t = useTexts(tryTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const stage = pipeline.stages.find((each) => each.key === key)
  const days = daysOf(stage?.expect)
  const steps = stage?.onEnter?.length ?? 0
  if (days === undefined && steps === 0 && approvals.length === 0) return null
  return (
    <div className="tried-after small">
      <h3>{t('after')}</h3>
      <ul>
        {approvals.map((approval) => (
          <li key={approval}>
            <IconRubberStamp size={14} stroke={1.5} aria-hidden="true" />{' '}
            {t('starts', {
              approval: label(ofKind(documents, 'approval').find((each) => each.key === approval)?.label, approval),
            })}
          </li>
        ))}
        {steps > 0 ? (
          <li>
            <IconCheck size={14} stroke={1.5} aria-hidden="true" /> {t('steps', { count: steps })}
          </li>
        ) : null}
        {days === undefined ? null : (
          <li>
            <IconClock size={14} stroke={1.5} aria-hidden="true" /> {t('ages', { count: days })}
          </li>
        )}
      </ul>
    </div>
  )
}
