import { describe, expect, it } from 'vitest'
import {
  checkForm,
  computedRow,
  computedValues,
  dependents,
  fieldPlaces,
  fillsOf,
  formFor,
  formState,
  layoutOf,
  relatedRecord,
  validate,
  valuesToSend,
  wantedOf,
} from './index.ts'
import { dealForm, sampleEntity, sampleEnv, sampleModel } from './testing/sample-model.ts'

const deal = sampleEntity('deal')
const layout = layoutOf(deal, dealForm, 'create')
const state = (values: Record<string, unknown>, env = sampleEnv) => formState(sampleModel, layout, values, env)
const codes = (values: Record<string, unknown>, env = sampleEnv) =>
  validate(sampleModel, layout, values, env).map(({ code, path }) => `${code} ${path}`)

describe('a generated layout', () => {
  it('begins with the title, then what is required, in sections by kind', () => {
    const [page] = layoutOf(deal, undefined, 'edit').pages
    const sections = page?.items.map((item) =>
      item.kind === 'section' ? item.items.flatMap((each) => (each.kind === 'field' ? [each.field.key] : [])) : [],
    )
    expect(sections).toEqual([
      ['name', 'region', 'lostReason', 'competitor', 'nextStep'],
      ['close', 'amount', 'rate', 'nextStepAt'],
      ['owner', 'account'],
      ['note'],
      ['weighted'],
      ['items'],
    ])
  })
  it('asks in a hurry for what is required, and for five fields at most', () => {
    expect(fieldPlaces(layoutOf(deal, undefined, 'quick')).map(({ item }) => item.field.key)).toEqual([
      'name',
      'close',
      'owner',
      'note',
      'amount',
    ])
  })
  it('is used where no form fits', () => {
    expect(formFor(sampleModel, deal, 'create', {}, sampleEnv)?.key).toBe('dealMain')
    expect(formFor(sampleModel, deal, 'view', {}, sampleEnv)?.key).toBe('dealMain')
    expect(formFor(sampleModel, deal, 'quick', {}, sampleEnv)).toBeUndefined()
  })
})

describe('the state of a form', () => {
  it('shows a section only while its condition holds, and asks inside it only then', () => {
    expect(state({ stage: 'new' }).get('itm_reason')).toMatchObject({ visible: false, required: undefined })
    expect(state({ stage: 'lost' }).get('itm_reason')).toMatchObject({ visible: true, required: { by: 'form' } })
    expect(state({ stage: 'lost', lostReason: 'price' }).get('itm_competitor')?.visible).toBe(false)
    expect(state({ stage: 'lost', lostReason: 'competitor' }).get('itm_competitor')?.visible).toBe(true)
    expect(state({ stage: 'new', lostReason: 'competitor' }).get('itm_competitor')?.visible).toBe(false)
  })
  it('takes a new record to stand where it will start', () => {
    const open = { id: 'i', type: 'field', field: 'note', visible: { '==': [{ var: 'stage' }, 'new'] } } as const
    const asked = layoutOf(deal, { ...dealForm, pages: [{ id: 'p', items: [open] }] }, 'create')
    expect(formState(sampleModel, asked, {}, sampleEnv).get('i')?.visible).toBe(true)
    expect(formState(sampleModel, asked, {}, { ...sampleEnv, before: {} }).get('i')?.visible).toBe(false)
  })
  it('follows the rules of the entity, with the words of their author', () => {
    expect(state({}).get('itm_nextAt')?.required).toBeUndefined()
    expect(state({ nextStep: 'Call' }).get('itm_nextAt')?.required).toEqual({
      by: 'rule',
      words: { en: 'Say when', 'zh-CN': '请填写时间' },
    })
    expect(state({ close: '2026-11-21' }).get('itm_close')?.warnings).toEqual([
      { en: 'That day has passed', 'zh-CN': '日期已过' },
    ])
  })
  it('judges `readonly` by the record as it was stored', () => {
    expect(state({ stage: 'won' }).get('itm_amount')?.readonly).toBeUndefined()
    expect(state({ stage: 'new' }, { ...sampleEnv, before: { stage: 'won' } }).get('itm_amount')?.readonly?.by).toBe(
      'rule',
    )
  })
  it('lets the rights of the person win', () => {
    const env = { ...sampleEnv, access: new Map([['name', 'read'] as const]) }
    expect(state({}, env).get('itm_name')).toMatchObject({ required: undefined, readonly: { by: 'access' } })
  })
  it('leaves to the server what it cannot see here', () => {
    expect(state({ account: { id: 'a1', label: 'Acme' } }).get('itm_note')?.required).toBeUndefined()
    const related = new Map([['a1', { id: 'a1', region: 'north' }]])
    expect(
      state({ account: { id: 'a1', label: 'Acme' } }, { ...sampleEnv, related }).get('itm_note')?.required?.by,
    ).toBe('rule')
  })
  it('knows which places a value affects', () => {
    const affected = dependents(sampleModel, layout)
    expect([...(affected.get('lostReason') ?? [])]).toEqual(['itm_competitor'])
    expect([...(affected.get('nextStep') ?? [])]).toEqual(['itm_nextAt'])
    expect(affected.has('name')).toBe(false)
  })
})

describe('computed values', () => {
  it('are defaults of a new record, then formulas', () => {
    const made = computedValues(sampleModel, layout, { amount: { amount: '100' } }, sampleEnv)
    expect(made).toMatchObject({ rate: '0.5000', close: '2026-12-22', weighted: { amount: '50.00', currency: 'CNY' } })
  })
  it('do not bring back a default that somebody has emptied', () => {
    expect(
      computedValues(sampleModel, layout, { rate: null }, { ...sampleEnv, touched: new Set(['rate']) }),
    ).not.toHaveProperty('rate')
  })
  it('give no defaults to a record that is stored', () => {
    expect(computedValues(sampleModel, layout, {}, { ...sampleEnv, before: {} })).not.toHaveProperty('close')
  })
  it('work out the cells of a row', () => {
    const lines = sampleEntity('deal.items')
    expect(computedRow(sampleModel, lines, { price: '12.50' }, {}, sampleEnv)).toEqual({
      quantity: '1',
      total: '12.50',
    })
    expect(computedRow(sampleModel, lines, { quantity: '3', price: '12.50' }, {}, sampleEnv)).toEqual({
      total: '37.50',
    })
  })
  it('fill other fields when a record is picked and known', () => {
    const account = deal.fields.get('account')
    if (!account) throw new Error('The sample has accounts')
    expect(wantedOf(sampleModel, deal, account)).toEqual(['region'])
    const picked = { account: { id: 'a1', label: 'Acme' } }
    expect(fillsOf(sampleModel, deal, account, picked, sampleEnv)).toEqual({})
    const known = relatedRecord(sampleModel, 'account', { id: 'a1', region: 'east' }, sampleEnv)
    const env = { ...sampleEnv, related: new Map(known ? [['a1', known]] : []) }
    expect(fillsOf(sampleModel, deal, account, picked, env)).toEqual({ region: 'east' })
    expect(fillsOf(sampleModel, deal, account, { ...picked, region: 'west' }, env)).toEqual({})
  })
})

describe('validation', () => {
  it('names what is missing and what cannot be read', () => {
    expect(codes({})).toEqual(['required /name'])
    expect(codes({ name: 'A name that is too long for it', amount: { amount: 'ten' } })).toEqual([
      'too_long /name',
      'wrong_type /amount/amount',
    ])
    expect(codes({ name: 'A', nextStep: 'Call' })).toEqual(['required /nextStepAt'])
  })
  it('says which cell of which row', () => {
    const items = [{ product: 'P', quantity: '1' }, { quantity: '1.5' }]
    expect(codes({ name: 'A', items })).toEqual(['required /items/1/product', 'too_many_decimals /items/1/quantity'])
  })
  it('does not ask for what the server fills in, unless somebody has emptied it', () => {
    expect(codes({ name: 'A' })).toEqual([])
    expect(codes({ name: 'A' }, { ...sampleEnv, touched: new Set(['close']) })).toEqual(['required /close'])
  })
  it('lets an older record be that lacks what became required since', () => {
    expect(codes({}, { ...sampleEnv, before: {} })).toEqual([])
    expect(codes({}, { ...sampleEnv, before: { name: 'Was here', close: '2026-11-30' } })).toEqual([
      'required /name',
      'required /close',
    ])
  })
})

describe('what a save sends', () => {
  const sent = (values: Record<string, unknown>, touched: readonly string[], before?: Record<string, unknown>) =>
    valuesToSend(sampleModel, layout, values, {
      ...sampleEnv,
      touched: new Set(touched),
      ...(before ? { before } : {}),
    })
  it('is what somebody touched, as requests write it', () => {
    expect(sent({ name: 'A', close: '2026-12-22', account: { id: 'a1', label: 'Acme' } }, ['name', 'account'])).toEqual(
      { name: 'A', account: 'a1' },
    )
  })
  it('leaves computed cells and the keys of the grid out of rows', () => {
    const items = [{ $row: 'row-1', product: 'P', quantity: '2', price: '', total: '4.00' }]
    expect(sent({ items }, ['items'])).toEqual({ items: [{ product: 'P', quantity: '2', price: null }] })
  })
  it('empties what is hidden and says so, and keeps the rest', () => {
    expect(sent({ stage: 'lost', lostReason: 'price', competitor: 'Rival' }, ['competitor', 'lostReason'])).toEqual({
      lostReason: 'price',
    })
    expect(
      sent({ stage: 'lost', lostReason: 'price', competitor: 'Rival' }, ['lostReason'], { competitor: 'Rival' }),
    ).toEqual({ lostReason: 'price', competitor: null })
  })
})

describe('checking a form', () => {
  const withItem = (item: (typeof dealForm.pages)[number]['items'][number]) =>
    checkForm(sampleModel, { ...dealForm, pages: [{ id: 'p', items: [item] }] })
  it('finds nothing wrong with a good one', () => expect(checkForm(sampleModel, dealForm)).toEqual([]))
  it('refuses to loosen what the entity asks for', () => {
    expect(withItem({ id: 'i', type: 'field', field: 'name', required: false })).toMatchObject([
      { code: 'form_loosens', path: '/pages/0/items/0/required' },
    ])
    expect(withItem({ id: 'i', type: 'field', field: 'weighted', readonly: false })).toMatchObject([
      { code: 'form_loosens' },
    ])
    expect(withItem({ id: 'i', type: 'field', field: 'name', visible: true, whenHidden: 'clear' })).toMatchObject([
      { code: 'form_loosens', path: '/pages/0/items/0/whenHidden' },
    ])
  })
  it('names unknown fields and rules that mean nothing, with their place', () => {
    expect(withItem({ id: 'i', type: 'field', field: 'nmae' })).toMatchObject([
      { code: 'unknown_field', path: '/pages/0/items/0/field' },
    ])
    expect(withItem({ id: 'i', type: 'field', field: 'name', visible: { '==': [{ var: 'nope' }, 1] } })).toMatchObject([
      { code: 'unknown_field' },
    ])
  })
})
