import { checkDocuments, parseDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import {
  addAction,
  countActions,
  editAction,
  editTrigger,
  isEnabled,
  newAction,
  newAutomation,
  removeAction,
  setEnabled,
  setRun,
  setTrigger,
} from './automation.ts'
import { newEntity } from './entity.ts'

const deal = newEntity({ id: 'ent_deal', key: 'deal', label: 'Deal', titleId: 'fld_name', titleLabel: 'Name' })
const automation = newAutomation({
  id: 'aut_a',
  key: 'newDeal',
  label: 'New deal',
  entity: 'deal',
  person: 'creator',
  stepId: 'stp_a',
})
const given = { field: 'name', date: 'createdAt' }

it('a new automation can be published as it is', () => {
  expect(parseDocument(automation, '').problems ?? []).toEqual([])
  expect(checkDocuments([deal, automation])).toEqual([])
})

describe('what sets it off', () => {
  it('becomes another and keeps its condition', () => {
    const filtered = editTrigger(automation, automation.trigger, { filter: { '!!': [{ var: 'name' }] } })
    expect(setTrigger(filtered, 'field.changed', given).trigger).toEqual({
      on: 'field.changed',
      field: 'name',
      filter: { '!!': [{ var: 'name' }] },
    })
    const timed = setTrigger(automation, 'time.reached', given)
    expect(timed.trigger).toEqual({ on: 'time.reached', field: 'createdAt', offsets: ['P0D'], at: '09:00' })
    expect(checkDocuments([deal, timed])).toEqual([])
    expect(setTrigger(automation, 'record.created', given)).toBe(automation)
  })
})

it('is on unless switched off; how it runs is said only where it differs', () => {
  expect(isEnabled(automation)).toBe(true)
  expect(setEnabled(automation, false).enabled).toBe(false)
  expect(setEnabled(setEnabled(automation, false), true)).toEqual(automation)
  expect(setRun(automation, { as: 'owner' }).run).toEqual({ as: 'owner' })
  expect(setRun(setRun(automation, { as: 'owner' }), { as: undefined })).toEqual(automation)
})

it('every kind of action can be put in, inside branches too', () => {
  const branch = newAction('branch', 'creator', { step: 'stp_b', way: 'cas_a' })
  const task = newAction('createTask', 'creator', { step: 'stp_c', way: 'cas_b' })
  const steps = addAction(addAction(automation.steps, branch), task, 'cas_a')
  expect(countActions(steps)).toBe(3)
  const stopped = addAction(steps, newAction('stop', 'creator', { step: 'stp_d', way: 'cas_c' }), 'cas_a')
  const written = addAction(stopped, { id: 'stp_e', action: 'updateRecord', set: { name: 'x' } })
  expect(parseDocument({ ...automation, steps: written }, '').problems ?? []).toEqual([])
  expect(countActions(removeAction(written, 'stp_b'))).toBe(2)
  const [first] = written
  expect(
    first && 'action' in first && first.action === 'notify' && editAction(written, first, { to: ['starter'] })[0],
  ).toEqual({ id: 'stp_a', action: 'notify', to: ['starter'] })
})
