import { checkDocuments, parseDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { addStep, editStep, moveStep, newApproval, newStep, removeStep, setLock } from './approval.ts'
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

it('fields are locked while it waits; without fields nothing is', () => {
  const locked = setLock(approval, { fields: ['name'] })
  expect(locked.lock).toEqual({ fields: ['name'], while: ['pending'] })
  expect(setLock(locked, { while: ['pending', 'approved'] }).lock?.while).toEqual(['pending', 'approved'])
  expect(setLock(locked, { fields: [] })).toEqual(approval)
  expect(checkDocuments([deal, locked])).toEqual([])
})
