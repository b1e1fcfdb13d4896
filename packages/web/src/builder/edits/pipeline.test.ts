import type { PipelineDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { newPipeline } from './entity.ts'
import {
  addGate,
  addStage,
  editGate,
  editStage,
  moveStage,
  removeGate,
  removeStage,
  setKeyActions,
  turnGate,
} from './pipeline.ts'

const pipeline = newPipeline({
  id: 'pip_sales',
  key: 'sales',
  label: 'Sales',
  entity: 'deal',
  stageIds: ['stg_new', 'stg_go', 'stg_won', 'stg_lost'],
})
const keys = ({ stages }: PipelineDocument) => stages.map((stage) => stage.key)
const stageOf = ({ stages }: PipelineDocument, key: string) => stages.find((stage) => stage.key === key)
const gate = { id: 'gte_budget', gate: 'fields', fields: ['budget'] } as const

describe('stages', () => {
  it('are added behind the last open one', () => {
    const next = addStage(pipeline, { id: 'stg_quote', key: 'quote', label: 'Quote' })
    expect(keys(next)).toEqual(['new', 'inProgress', 'quote', 'won', 'lost'])
    expect(stageOf(next, 'quote')?.outcome).toBe('open')
  })

  it('move to a place', () => {
    expect(keys(moveStage(pipeline, 'stg_go', 0))).toEqual(['inProgress', 'new', 'won', 'lost'])
  })

  it('have the probability that their outcome says', () => {
    expect(stageOf(editStage(pipeline, 'stg_go', { outcome: 'won' }), 'inProgress')).toMatchObject({ probability: '1' })
    const lost = stageOf(editStage(pipeline, 'stg_go', { outcome: 'lost' }), 'inProgress')
    expect(lost).toMatchObject({ probability: '0', from: 'any' })
    const open = stageOf(editStage(pipeline, 'stg_lost', { outcome: 'open' }), 'lost')
    expect(open).not.toHaveProperty('probability')
    expect(open).not.toHaveProperty('from')
    expect(stageOf(editStage(pipeline, 'stg_go', { probability: '0.3' }), 'inProgress')?.probability).toBe('0.3')
  })

  it('that were never published go away, with the moves that name them', () => {
    const withMoves: PipelineDocument = {
      ...pipeline,
      moves: [
        { id: 'mov_a', from: ['new', 'inProgress'], to: 'won' },
        { id: 'mov_b', from: ['inProgress'], to: 'lost' },
        { id: 'mov_c', from: ['new'], to: 'inProgress' },
      ],
    }
    const next = removeStage(withMoves, 'stg_go', false)
    expect(keys(next)).toEqual(['new', 'won', 'lost'])
    expect(next.moves).toEqual([{ id: 'mov_a', from: ['new'], to: 'won' }])
  })

  it('in service are retired, their records moving to one of the same outcome, and can be brought back', () => {
    const retired = removeStage(pipeline, 'stg_go', true)
    expect(stageOf(retired, 'inProgress')).toMatchObject({ retired: true, replacedBy: 'new' })
    expect(removeStage(retired, 'stg_go', true)).toEqual(pipeline)
  })
})

describe('gates', () => {
  const gated = addGate(pipeline, 'stg_go', 'entry', gate)

  it('are added, changed and taken away', () => {
    expect(stageOf(gated, 'inProgress')?.entry).toEqual([gate])
    const changed = editGate(gated, 'stg_go', 'entry', { ...gate, fields: ['budget', 'amount'] })
    expect(stageOf(changed, 'inProgress')?.entry).toEqual([{ ...gate, fields: ['budget', 'amount'] }])
    expect(removeGate(gated, 'stg_go', 'entry', 'gte_budget')).toEqual(pipeline)
  })

  it('turn from before entering to before leaving, and back', () => {
    const turned = turnGate(gated, 'stg_go', 'entry', 'gte_budget')
    expect(stageOf(turned, 'inProgress')?.exit).toEqual([gate])
    expect(stageOf(turned, 'inProgress')).not.toHaveProperty('entry')
    expect(turnGate(turned, 'stg_go', 'exit', 'gte_budget')).toEqual(gated)
  })
})

it('key actions are a list of their own; without any it is left out', () => {
  const next = setKeyActions(pipeline, 'stg_go', [{ id: 'act_call', label: 'Call' }])
  expect(stageOf(next, 'inProgress')?.keyActions).toEqual([{ id: 'act_call', label: 'Call' }])
  expect(setKeyActions(next, 'stg_go', [])).toEqual(pipeline)
})
