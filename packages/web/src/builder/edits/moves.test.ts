import { checkDocuments, type PipelineDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { followPipeline, newEntity, newPipeline } from './entity.ts'
import {
  addMoveGate,
  editMove,
  editMoveGate,
  listedMove,
  removeMoveGate,
  setForward,
  splitMove,
  toggleMove,
} from './moves.ts'

const deal = newEntity({ id: 'ent_deal', key: 'deal', label: 'Deal', titleId: 'fld_name', titleLabel: 'Name' })
const any = newPipeline({
  id: 'pip_deal',
  key: 'deal',
  label: 'Deal',
  entity: 'deal',
  stageIds: ['stg_a', 'stg_b', 'stg_c', 'stg_d'],
})
let count = 0
const id = () => `mov_${count++}`
const list = (pipeline: PipelineDocument) => pipeline.moves?.map((move) => `${move.from.join('+')}>${move.to}`)
const explicit = setForward(any, 'explicit', id)

describe('a pipeline that goes by listed moves', () => {
  it('begins with one stage after another, and can be published', () => {
    expect(list(explicit)).toEqual(['new>inProgress', 'inProgress>won'])
    expect(checkDocuments([followPipeline(deal, 'deal', 'fld_stage'), explicit])).toEqual([])
  })

  it('gives its list up when it goes otherwise', () => {
    expect(setForward(explicit, 'any', id)).toEqual(any)
    expect(setForward(any, 'any', id)).toBe(any)
  })

  it('lists a move with those to the same stage, in the order of stages, and takes it off again', () => {
    const direct = toggleMove(explicit, 'new', 'won', id)
    expect(list(direct)).toEqual(['new>inProgress', 'new+inProgress>won'])
    expect(listedMove(direct, 'new', 'won')?.to).toBe('won')
    expect(toggleMove(direct, 'new', 'won', id)).toEqual(explicit)
    expect(list(toggleMove(explicit, 'inProgress', 'won', id))).toEqual(['new>inProgress'])
  })

  it('keeps moves with conditions apart', () => {
    const [first] = explicit.moves ?? []
    if (!first) throw new Error('no move')
    const gated = { ...explicit, moves: [{ ...first, for: ['role:head'] }] }
    expect(list(toggleMove(gated, 'won', 'inProgress', id))).toEqual(['new>inProgress', 'won>inProgress'])
  })
})

describe('a single move', () => {
  const both = toggleMove(explicit, 'new', 'won', id)

  it('leaves the list it shares before it gets conditions of its own', () => {
    const own = splitMove(both, 'new', 'won', () => 'mov_own')
    expect(list(own ?? both)).toEqual(['new>inProgress', 'inProgress>won', 'new>won'])
    expect(own && splitMove(own, 'new', 'won', id)).toBeUndefined()
  })

  it('says who may make it, and has gates', () => {
    const gate = { id: 'gte_1', gate: 'fields', fields: ['name'] } as const
    const first = explicit.moves?.[0]?.id ?? ''
    const told = editMove(addMoveGate(explicit, first, gate), first, { for: ['role:head'] })
    expect(told.moves?.[0]).toMatchObject({ for: ['role:head'], gates: [gate] })
    const changed = editMoveGate(told, first, { ...gate, fields: [] })
    expect(changed.moves?.[0]?.gates).toEqual([{ ...gate, fields: [] }])
    expect(editMove(removeMoveGate(changed, first, 'gte_1'), first, { for: undefined })).toEqual(explicit)
  })
})
