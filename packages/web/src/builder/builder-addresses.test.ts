import { describe, expect, it } from 'vitest'
import { addressOfProblem } from './builder-addresses.ts'

const documents = [
  {
    kind: 'entity',
    key: 'order',
    fields: [
      { id: 'fld_name', key: 'name' },
      { id: 'fld_lines', key: 'lines', fields: [{ id: 'fld_price', key: 'price' }] },
    ],
  },
  { kind: 'pipeline', key: 'sales', stages: [{ id: 'stg_new', entry: [{ id: 'gte_budget', fields: ['budget'] }] }] },
  { kind: 'role', key: 'seller' },
  { kind: 'optionset', key: 'region' },
  { kind: 'approval', key: 'discount', steps: [{ id: 'stp_a', approvers: [] }] },
  {
    kind: 'form',
    key: 'lead',
    pages: [{ id: 'pag_1', items: [{ id: 'itm_s', items: [{ id: 'itm_a' }, { id: 'itm_b' }] }] }],
  },
  { kind: 'report', key: 'funnel' },
]

describe('a problem leads to its place', () => {
  it.each([
    ['entity/order', '', '/builder/entities/order'],
    ['entity/order', '/fields/0/label', '/builder/entities/order?part=fld_name'],
    ['entity/order', '/fields/1/fields/0/type', '/builder/entities/order?lines=fld_lines&part=fld_price'],
    ['pipeline/sales', '/stages/0/outcome', '/builder/pipelines/sales?part=stg_new'],
    ['pipeline/sales', '/stages/0/entry/0/fields/0', '/builder/pipelines/sales?part=gte_budget'],
    ['role/seller', '/grants/0', '/builder/roles/seller'],
    ['approval/discount', '/steps/0/approvers', '/builder/approvals/discount?part=stp_a'],
    ['form/lead', '/pages/0/items/0/items/1/visible', '/builder/forms/lead?part=itm_b'],
    ['optionset/region', '/options/0/key', '/builder/option-sets/region'],
    ['report/funnel', '', '/builder/insight'],
    ['entity/gone', '', undefined],
  ])('%s %s: %s', (document, path, address) => {
    expect(addressOfProblem({ document, path }, documents)).toBe(address)
  })
})
