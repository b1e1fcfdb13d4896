import { checkDocuments, parseDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import {
  addStep,
  addWay,
  editStep,
  editWay,
  moveStep,
  newApproval,
  newLadderAction,
  newStep,
  newStepOf,
  removeStep,
  removeWay,
  setLadder,
  setLock,
} from './approval.ts'
import { newEntity } from './entity.ts'

const deal = newEntity({ id: 'ent_deal', key: 'deal', label: 'Deal', titleId: 'fld_name', titleLabel: 'Name' })
const approval = newApproval({ id: 'apr_a', key: 'discount', label: 'Discount', entity: 'deal', stepId: 'stp_a' })
const ids = (each: typeof approval) => each.steps.map((step) => step.id)

it('a new approval can be published as it is', () => {
  expect(parseDocument(approval, '').problems ?? []).toEqual([])
  expect(checkDocuments([deal, approval])).toEqual([])
})

describe('its steps', () => {
  const finance = newStep('stp_b', 'Finance')
  const two = addStep(approval, finance)

  it('come one after another and change places', () => {
    expect(ids(two)).toEqual(['stp_a', 'stp_b'])
    expect(ids(addStep(two, newStep('stp_c', 'Head'), 1))).toEqual(['stp_a', 'stp_c', 'stp_b'])
    expect(ids(moveStep(two, 'stp_b', 0))).toEqual(['stp_b', 'stp_a'])
  })

  it('are changed, and one always stays', () => {
    expect(editStep(two, finance, { mode: 'all', due: 'P2D' }).steps[1]).toMatchObject({ mode: 'all', due: 'P2D' })
    expect(ids(removeStep(two, 'stp_a'))).toEqual(['stp_b'])
    expect(removeStep(approval, 'stp_a')).toBe(approval)
  })
})

describe('ways', () => {
  let next = 0
  const id = (prefix: string) => `${prefix}_${++next}`
  const branch = newStepOf('branch', id)
  const parallel = newStepOf('parallel', id)
  const both = addStep(addStep(approval, branch), parallel)
  const ways = (step: unknown) => JSON.stringify(step).match(/"(cas|brn)_\d+"/g)?.length

  it('of a branch go by condition, the last without one; those side by side are all taken', () => {
    expect(parseDocument(both, '').problems ?? []).toEqual([])
    expect(checkDocuments([deal, both])).toEqual([])
    const more = addWay(both, branch, id).steps[1]
    expect(more?.type === 'branch' && more.cases.map((each) => each.when)).toEqual([true, true, undefined])
    expect(ways(addWay(both, parallel, id).steps[2])).toBe(3)
  })

  it('are named, given a condition, and taken away down to what makes sense', () => {
    const [first] = branch.type === 'branch' ? branch.cases : []
    const when = { '==': [{ var: 'name' }, 'x'] }
    const named = editWay(both, branch, first?.id ?? '', { label: 'Small', when })
    expect(JSON.stringify(named.steps[1])).toContain('"label":"Small"')
    expect(checkDocuments([deal, named])).toEqual([])
    expect(ways(removeWay(both, branch, first?.id ?? '').steps[1])).toBe(1)
    expect(removeWay(both, parallel, 'brn_x')).toBe(both)
  })

  it('keep a step where they are side by side, and may be empty in a branch', () => {
    const inside = (step: typeof branch) =>
      (step.type === 'parallel' ? step.branches : step.type === 'branch' ? step.cases : [])[0]?.steps[0]?.id ?? ''
    expect(removeStep(both, inside(parallel))).toBe(both)
    expect(removeStep(both, inside(branch))).not.toBe(both)
    const twice = addStep(both, newStep('stp_x', 'X'), 0, parallel.type === 'parallel' ? parallel.branches[0]?.id : '')
    expect(removeStep(twice, 'stp_x')).toEqual(both)
  })
})

it('a step whose time has come has a ladder', () => {
  const [step] = approval.steps
  if (step?.type !== 'approve') throw new Error('it asks nobody')
  const rungs = [
    { id: 'rng_a', after: '-P1D', steps: [newLadderAction('urge', 'stp_u')] },
    { id: 'rng_b', after: 'P2D', steps: [newLadderAction('escalate', 'stp_e'), newLadderAction('notify', 'stp_n')] },
  ]
  const laddered = setLadder(approval, step, rungs)
  expect(parseDocument(laddered, '').problems ?? []).toEqual([])
  expect(checkDocuments([deal, laddered])).toEqual([])
  expect(setLadder(laddered, { ...step, onDue: rungs }, [])).toEqual(approval)
})

it('fields are locked while it waits; without fields nothing is', () => {
  const locked = setLock(approval, { fields: ['name'] })
  expect(locked.lock).toEqual({ fields: ['name'], while: ['pending'] })
  expect(setLock(locked, { while: ['pending', 'approved'] }).lock?.while).toEqual(['pending', 'approved'])
  expect(setLock(locked, { fields: [] })).toEqual(approval)
  expect(checkDocuments([deal, locked])).toEqual([])
})
