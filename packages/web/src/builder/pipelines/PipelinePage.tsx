import type { GateDefinition, PipelineDocument } from '@atelier/definitions'
import { Button, StageGlyph, useDragSensors, useDragWords, useLabel, useTexts } from '@atelier/ui'
import { IconPlayerPlay, IconPlus } from '@atelier/ui/icons'
import { closestCenter, DndContext, type DragEndEvent } from '@dnd-kit/core'
import { horizontalListSortingStrategy, SortableContext } from '@dnd-kit/sortable'
import { usePage } from '../../app/use-page.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, pipelineByKey } from '../draft/document.ts'
import { editMoveGate, removeMoveGate } from '../edits/moves.ts'
import { keyFor, newId } from '../edits/names.ts'
import { addGate, addStage, editGate, type GateSide, moveStage, removeGate, turnGate } from '../edits/pipeline.ts'
import { Frame } from '../frame/Frame.tsx'
import { servedOf } from '../parts/Change.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { GateProperties } from './GateProperties.tsx'
import { glyphOf } from './glyph.ts'
import { MoveMatrix } from './MoveMatrix.tsx'
import { MoveProperties } from './MoveProperties.tsx'
import { PipelineProperties } from './PipelineProperties.tsx'
import { pipelineTexts } from './pipeline-texts.ts'
import { StageColumn } from './StageColumn.tsx'
import { StageProperties } from './StageProperties.tsx'
import { TestDrawer } from './TestDrawer.tsx'
import { tryTexts } from './try-texts.ts'

/** One pipeline: its stages as columns, properties of a stage or a gate on the right. */
export function PipelinePage({ pipeline: key }: { readonly pipeline: string }) {
  const { documents } = useDraft()
  const pipeline = pipelineByKey(documents, key)
  return pipeline ? <OnePipeline pipeline={pipeline} /> : <NotFound />
}

function findGate(pipeline: PipelineDocument, id: string | undefined) {
  for (const stage of pipeline.stages)
    for (const side of ['entry', 'exit'] as const) {
      const gate = stage[side]?.find((each) => each.id === id)
      if (gate) return { stage, side, gate }
    }
  return undefined
}

function findMove(pipeline: PipelineDocument, id: string | undefined) {
  for (const move of pipeline.moves ?? []) {
    const gate = move.gates?.find((each) => each.id === id)
    if (move.id === id || gate) return { move, gate }
  }
  return undefined
}

function OnePipeline({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const t = useTexts(pipelineTexts)
  const tt = useTexts(tryTexts)
  const label = useLabel()
  const sensors = useDragSensors()
  const accessibility = useDragWords({
    nameOf: (id) => label(pipeline.stages.find((each) => each.id === id)?.label, id),
  })
  const { query, setQuery } = usePage()
  const { documents, inService, put } = useDraft()
  const entity = entityByKey(documents, pipeline.entity)
  const served = servedOf(inService, pipeline)
  const servedPipeline = served?.kind === 'pipeline' ? served : undefined
  const select = (id: string | undefined) => setQuery({ part: id, try: undefined }, { replace: true })
  const found = findGate(pipeline, query.part)
  const stage = found?.stage ?? pipeline.stages.find((each) => each.id === query.part)
  const ofMove = findMove(pipeline, query.part)
  const stageName = (key: string | undefined) =>
    label(pipeline.stages.find((each) => each.key === key)?.label, key ?? '')
  const moveName = ofMove
    ? t('moveName', { from: ofMove.move.from.map(stageName).join(' / '), to: stageName(ofMove.move.to) })
    : ''
  const addNewGate = (stageId: string, side: GateSide, gate: GateDefinition) => {
    put(addGate(pipeline, stageId, side, gate))
    select(gate.id)
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return
    put(
      moveStage(
        pipeline,
        String(active.id),
        pipeline.stages.findIndex((each) => each.id === over.id),
      ),
    )
  }
  const addNewStage = () => {
    const id = newId('stg')
    put(
      addStage(pipeline, {
        id,
        key: keyFor(
          'stage',
          'stage',
          pipeline.stages.map((each) => each.key),
        ),
        label: { en: 'New stage', 'zh-CN': '新阶段' },
      }),
    )
    select(id)
  }
  const properties = () => {
    if (query.try !== undefined && entity)
      return {
        title: <b>{tt('try')}</b>,
        onClose: () => setQuery({ try: undefined }, { replace: true }),
        body: <TestDrawer pipeline={pipeline} entity={entity} />,
      }
    if (found)
      return {
        title: (
          <span className="stage-name">
            <StageGlyph {...glyphOf(pipeline, found.stage)} />
            <b>
              {t('gate')} · {label(found.stage.label, found.stage.key)}
            </b>
          </span>
        ),
        onClose: () => select(found.stage.id),
        body: (
          <GateProperties
            key={found.gate.id}
            pipeline={pipeline}
            entity={entity}
            gate={found.gate}
            onChange={(gate) => put(editGate(pipeline, found.stage.id, found.side, gate), gate.id)}
            onDelete={() => {
              put(removeGate(pipeline, found.stage.id, found.side, found.gate.id))
              select(found.stage.id)
            }}
            turn={
              found.stage.outcome === 'open'
                ? {
                    text: t(found.side === 'entry' ? 'toExit' : 'toEntry'),
                    act: () => put(turnGate(pipeline, found.stage.id, found.side, found.gate.id)),
                  }
                : undefined
            }
          />
        ),
      }
    if (ofMove) {
      const { move, gate } = ofMove
      return {
        title: <b>{moveName}</b>,
        onClose: () => select(gate ? move.id : undefined),
        body: gate ? (
          <GateProperties
            key={gate.id}
            pipeline={pipeline}
            entity={entity}
            gate={gate}
            onChange={(next) => put(editMoveGate(pipeline, move.id, next), gate.id)}
            onDelete={() => {
              put(removeMoveGate(pipeline, move.id, gate.id))
              select(move.id)
            }}
          />
        ) : (
          <MoveProperties
            key={move.id}
            pipeline={pipeline}
            entity={entity}
            move={move}
            name={moveName}
            onSelect={select}
          />
        ),
      }
    }
    if (stage)
      return {
        title: (
          <span className="stage-name">
            <StageGlyph {...glyphOf(pipeline, stage)} />
            <b>{label(stage.label, stage.key)}</b>
          </span>
        ),
        onClose: () => select(undefined),
        body: (
          <StageProperties
            key={stage.id}
            pipeline={pipeline}
            stage={stage}
            served={servedPipeline?.stages.some((each) => each.id === stage.id) === true}
            onGone={() => select(undefined)}
          />
        ),
      }
    return { title: <b>{t('pipeline')}</b>, body: <PipelineProperties pipeline={pipeline} entity={entity} /> }
  }
  return (
    <Frame about={pipeline.entity} right={properties()}>
      <div className="builder-page is-wide">
        <div className="row builder-page-head">
          <h1>{label(pipeline.label, pipeline.key)}</h1>
          <span className="quiet small grow">
            {label(entity?.label, pipeline.entity)} · {t('stages', { count: pipeline.stages.length })}
          </span>
          {entity ? (
            <Button
              leftSection={<IconPlayerPlay size={14} stroke={1.5} />}
              aria-pressed={query.try !== undefined}
              onClick={() => setQuery({ try: query.try === undefined ? '1' : undefined }, { replace: true })}
            >
              {tt('try')}
            </Button>
          ) : null}
          <Button leftSection={<IconPlus size={14} stroke={1.5} />} onClick={addNewStage}>
            {t('addStage')}
          </Button>
        </div>
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          accessibility={accessibility}
          onDragEnd={onDragEnd}
        >
          <SortableContext items={pipeline.stages.map((each) => each.id)} strategy={horizontalListSortingStrategy}>
            <div className="stage-columns">
              {pipeline.stages.map((each, index) => (
                <StageColumn
                  key={each.id}
                  pipeline={pipeline}
                  stage={each}
                  index={index}
                  entity={entity}
                  served={servedPipeline}
                  selected={query.part}
                  onSelect={select}
                  onMove={(to) => put(moveStage(pipeline, each.id, to))}
                  onAddGate={(side, gate) => addNewGate(each.id, side, gate)}
                />
              ))}
            </div>
          </SortableContext>
        </DndContext>
        <MoveMatrix pipeline={pipeline} onSelect={select} />
      </div>
    </Frame>
  )
}
