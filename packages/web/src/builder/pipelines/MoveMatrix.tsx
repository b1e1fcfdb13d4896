import type { PipelineDocument, StageDefinition } from '@atelier/definitions'
import { StageGlyph, Tooltip, useLabel, useTexts } from '@atelier/ui'
import { IconArrowBackUp, IconCheck, IconLock } from '@atelier/ui/icons'
import { reach } from '@atelier/workflow'
import { useDraft } from '../draft/DraftContext.tsx'
import { listedMove, splitMove, toggleMove } from '../edits/moves.ts'
import { newId } from '../edits/names.ts'
import { glyphOf } from './glyph.ts'
import { pipelineTexts } from './pipeline-texts.ts'
import './try.css'

/** Which stage leads to which, as the engine judges it; where moves are listed, a click lists one or takes it off. */
export function MoveMatrix({
  pipeline,
  onSelect,
}: {
  readonly pipeline: PipelineDocument
  readonly onSelect: (part: string) => void
}) {
  const t = useTexts(pipelineTexts)
  const label = useLabel()
  const stages = pipeline.stages.filter((stage) => stage.retired !== true)
  const listed = pipeline.forward === 'explicit'
  return (
    <section className="builder-sheet">
      <div className="row builder-page-head move-head">
        <h2>{t('matrix')}</h2>
        <span className="quiet small grow">{t(listed ? 'matrixListed' : 'matrixByRule')}</span>
        <span className="small quiet row">
          <IconCheck size={14} stroke={1.5} aria-hidden="true" /> {t('moveAllowed')}
          <IconArrowBackUp size={14} stroke={1.5} aria-hidden="true" /> {t('moveBack')}
        </span>
      </div>
      <div className="matrix-scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{t('moveFrom')}</th>
              {stages.map((stage) => (
                <th key={stage.id} scope="col">
                  {label(stage.label, stage.key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stages.map((from) => (
              <tr key={from.id}>
                <th scope="row">
                  <span className="stage-name">
                    <StageGlyph {...glyphOf(pipeline, from)} />
                    {label(from.label, from.key)}
                  </span>
                </th>
                {stages.map((to) => (
                  <td key={to.id} className={from === to ? 'is-same' : undefined}>
                    {from === to ? null : <Cell pipeline={pipeline} from={from} to={to} onSelect={onSelect} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Cell({
  pipeline,
  from,
  to,
  onSelect,
}: {
  readonly pipeline: PipelineDocument
  readonly from: StageDefinition
  readonly to: StageDefinition
  readonly onSelect: (part: string) => void
}) {
  const t = useTexts(pipelineTexts)
  const label = useLabel()
  const { put } = useDraft()
  const move = listedMove(pipeline, from.key, to.key)
  const { direction, refusals } = reach(pipeline, from, to, from.key, 'any')
  const allowed = refusals.length === 0
  const name = t('moveName', { from: label(from.label, from.key), to: label(to.label, to.key) })
  const Icon = direction === 'backward' ? IconArrowBackUp : IconCheck
  const mark = allowed ? <Icon size={16} stroke={1.5} aria-hidden="true" /> : null
  // What another rule allows already needs no place in the list.
  if (pipeline.forward !== 'explicit' || (allowed && !move)) {
    return (
      <span className="move-cell is-fixed" role="img" aria-label={`${name}: ${t(allowed ? 'moveYes' : 'moveNo')}`}>
        {mark}
      </span>
    )
  }
  const hasConditions = move !== undefined && (move.for !== undefined || move.gates !== undefined)
  const openConditions = () => {
    const own = splitMove(pipeline, from.key, to.key, () => newId('mov'))
    if (own) put(own)
    const opened = listedMove(own ?? pipeline, from.key, to.key)
    if (opened) onSelect(opened.id)
  }
  return (
    <span className="move-cells">
      <button
        type="button"
        className="move-cell"
        aria-label={name}
        aria-pressed={move !== undefined}
        onClick={() => put(toggleMove(pipeline, from.key, to.key, () => newId('mov')))}
      >
        {mark}
      </button>
      {move ? (
        <Tooltip label={t(hasConditions ? 'moveConditions' : 'moveAddConditions')}>
          <button
            type="button"
            className={`move-lock${hasConditions ? ' is-on' : ''}`}
            aria-label={`${name}: ${t('moveConditionsShort')}`}
            onClick={openConditions}
          >
            <IconLock size={12} stroke={1.5} aria-hidden="true" />
          </button>
        </Tooltip>
      ) : null}
    </span>
  )
}
