import { checkDocuments, type EntityDocument, parseDocument } from '@atelier/definitions'
import { fieldTypes } from '@atelier/fields'
import { describe, expect, it } from 'vitest'
import {
  addField,
  editField,
  fieldsAt,
  followPipeline,
  leavePipeline,
  moveField,
  newEntity,
  newPipeline,
  removeField,
} from './entity.ts'
import { isOffered, newField } from './new-field.ts'

const deal = newEntity({ id: 'ent_deal', key: 'deal', label: 'Deal', titleId: 'fld_name', titleLabel: 'Name' })
const account = newEntity({ id: 'ent_acc', key: 'account', label: 'Account', titleId: 'fld_acc', titleLabel: 'Name' })
const amount = { id: 'fld_amount', key: 'amount', type: 'money' } as const
const order = (entity: EntityDocument) => entity.fields.map((field) => field.key)
const pipeline = newPipeline({
  id: 'pip_deal',
  key: 'deal',
  label: 'Deal',
  entity: 'deal',
  stageIds: ['stg_a', 'stg_b', 'stg_c', 'stg_d'],
})

describe('a new entity', () => {
  it('can be published as it is', () => {
    expect(parseDocument(deal, '').problems ?? []).toEqual([])
    expect(checkDocuments([deal])).toEqual([])
  })

  it('can be published with its pipeline', () => {
    expect(parseDocument(pipeline, '').problems ?? []).toEqual([])
    expect(checkDocuments([followPipeline(deal, 'deal', 'fld_stage'), pipeline])).toEqual([])
  })
})

describe('every type that the palette offers', () => {
  const offered = fieldTypes.filter((type) => isOffered(type.key, false)).map((type) => type.key)

  it.each(offered)('makes a field that can be read: %s', (type) => {
    const field = newField({
      type,
      label: 'X',
      name: 'X',
      fields: deal.fields,
      entities: [deal, account],
      entity: deal,
    })
    const problems = parseDocument(addField(deal, {}, field), '').problems ?? []
    // What a computed field reads is chosen afterwards; the checker says so until then.
    expect(problems.map((problem) => problem.path)).toEqual(
      type === 'rollup' ? ['/fields/1/over'] : type === 'lookup' ? ['/fields/1/path'] : [],
    )
  })

  it('is published without problems, unless its source must still be chosen', () => {
    const complete = offered.filter((type) => type !== 'rollup' && type !== 'lookup')
    const full = complete.reduce((entity, type) => {
      const given = { type, label: type, name: type, fields: entity.fields, entities: [deal, account], entity }
      return addField(entity, {}, newField(given))
    }, deal)
    expect(checkDocuments([full, account])).toEqual([])
  })

  it('leaves out stages and what only the engine uses', () => {
    expect(offered).not.toContain('stage')
    expect(offered).not.toContain('id')
    expect(isOffered('lines', true)).toBe(false)
    expect(isOffered('text', true)).toBe(true)
  })
})

describe('fields', () => {
  const two = addField(deal, {}, amount)

  it('are added at the end, or where they were dropped', () => {
    expect(order(two)).toEqual(['name', 'amount'])
    expect(order(addField(deal, {}, amount, 0))).toEqual(['amount', 'name'])
  })

  it('move to a place', () => {
    expect(order(moveField(two, {}, 'fld_amount', 0))).toEqual(['amount', 'name'])
    expect(moveField(two, {}, 'fld_gone', 0).fields).toEqual(two.fields)
  })

  it('lose a property that is set to nothing', () => {
    const required = editField(two, {}, 'fld_amount', { required: true })
    expect(fieldsAt(required, {})[1]).toEqual({ ...amount, required: true })
    expect(fieldsAt(editField(required, {}, 'fld_amount', { required: undefined }), {})[1]).toEqual(amount)
  })

  it('go away; when it named the records, another text does', () => {
    const code = addField(deal, {}, { id: 'fld_code', key: 'code', type: 'text' })
    expect(removeField(code, {}, 'fld_name').titleField).toBe('code')
    expect(removeField(deal, {}, 'fld_name')).not.toHaveProperty('titleField')
    expect(removeField(two, {}, 'fld_amount')).toEqual(deal)
  })

  it('of line items are edited like those of the entity', () => {
    const lines = addField(deal, {}, { id: 'fld_items', key: 'items', type: 'lines', fields: [] })
    const place = { lines: 'fld_items' }
    const filled = addField(lines, place, amount)
    expect(fieldsAt(filled, place)).toEqual([amount])
    expect(fieldsAt(editField(filled, place, 'fld_amount', { key: 'price' }), place)[0]?.key).toBe('price')
    expect(removeField(filled, place, 'fld_amount').titleField).toBe('name')
    expect(order(filled)).toEqual(['name', 'items'])
  })
})

describe('an entity and its pipelines', () => {
  const staged = followPipeline(deal, 'sales', 'fld_stage')

  it('gets a stage field with the first, and tells it of the next', () => {
    expect(staged.fields.at(-1)).toMatchObject({ key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] })
    const both = followPipeline(staged, 'renewal', 'fld_other')
    expect(both.fields.at(-1)?.pipelines).toEqual([{ pipeline: 'sales' }, { pipeline: 'renewal' }])
    expect(followPipeline(both, 'sales', 'fld_other')).toBe(both)
  })

  it('loses the stage field with the last', () => {
    const both = followPipeline(staged, 'renewal', 'fld_other')
    expect(leavePipeline(both, 'sales').fields.at(-1)?.pipelines).toEqual([{ pipeline: 'renewal' }])
    expect(leavePipeline(staged, 'sales')).toEqual(deal)
    expect(leavePipeline(deal, 'sales')).toBe(deal)
  })
})
