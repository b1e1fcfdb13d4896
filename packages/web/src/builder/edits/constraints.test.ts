import { checkDocuments } from '@atelier/definitions'
import { expect, it } from 'vitest'
import {
  addInvariant,
  addUnique,
  constraintsAt,
  editInvariant,
  editUnique,
  removeInvariant,
  removeUnique,
} from './constraints.ts'
import { newEntity } from './entity.ts'

const deal = newEntity({ id: 'ent_deal', key: 'deal', label: 'Deal', titleId: 'fld_name', titleLabel: 'Name' })
const lines = { id: 'fld_lines', key: 'items', type: 'lines', fields: [{ id: 'fld_q', key: 'q', type: 'number' }] }
const order = { ...deal, fields: [...deal.fields, lines] }

it('fields are unique together, and the document says nothing of it once the last is gone', () => {
  const added = addUnique(deal, {}, 'unq_1', ['name'])
  expect(added.unique).toEqual([{ id: 'unq_1', fields: ['name'] }])
  expect(checkDocuments([added])).toEqual([])
  expect(editUnique(added, {}, 'unq_1', { empty: 'same' }).unique).toEqual([
    { id: 'unq_1', fields: ['name'], empty: 'same' },
  ])
  expect(removeUnique(added, {}, 'unq_1')).toEqual(deal)
})

it('an invariant is added, changed and taken away, of lines as of entities', () => {
  const at = { lines: 'fld_lines' }
  const added = addInvariant(order, at, 'inv_1')
  expect(constraintsAt(added, at).invariants).toEqual([{ id: 'inv_1', always: true, mode: 'refuse' }])
  const always = { '>': [{ var: 'q' }, 0] }
  const changed = editInvariant(added, at, 'inv_1', { always, mode: 'watch' })
  expect(constraintsAt(changed, at).invariants).toEqual([{ id: 'inv_1', always, mode: 'watch' }])
  expect(constraintsAt(changed, {}).invariants).toEqual([])
  expect(removeInvariant(changed, at, 'inv_1')).toEqual(order)
})
