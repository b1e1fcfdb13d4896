import { expect, describe as group, test } from 'vitest'
import {
  checkRule,
  decide,
  dependencies,
  describe,
  type Env,
  explain,
  type Json,
  type Mode,
  moneyParts,
  type Rule,
  type RuleType,
  renameInRule,
  ruleKeys,
  type Scope,
  type Shape,
  stageParts,
} from './index.ts'

type Given = { readonly [key: string]: readonly [RuleType, string, string] }
const entity = (key: string, given: Given): Shape => ({
  key,
  field: (name) => {
    const found = Object.hasOwn(given, name) ? given[name] : undefined
    if (found === undefined) return undefined
    const [type, en, zh] = found
    const parts = type.kind === 'money' ? { parts: moneyParts } : name === 'stage' ? { parts: stageParts() } : {}
    return { key: name, id: `fld_${name}`, type, label: { en, 'zh-CN': zh }, ...parts }
  },
})
const shapes: { readonly [key: string]: Shape } = {
  deal: entity('deal', {
    amount: [{ kind: 'money', currency: 'workspace' }, 'Amount', '金额'],
    discount: [{ kind: 'number' }, 'Discount', '折扣'],
    stage: [{ kind: 'choice', options: [{ key: 'won', label: { en: 'Won', 'zh-CN': '赢单' } }] }, 'Stage', '阶段'],
    owner: [{ kind: 'reference', entity: 'user' }, 'Owner', '负责人'],
    closeDate: [{ kind: 'date' }, 'Close date', '预计成交日'],
    lines: [{ kind: 'collection', entity: 'line' }, 'Lines', '明细'],
  }),
  line: entity('line', {
    quantity: [{ kind: 'number' }, 'Quantity', '数量'],
    product: [{ kind: 'reference', entity: 'user' }, 'Product', '产品'],
  }),
  user: entity('user', { name: [{ kind: 'text' }, 'Name', '姓名'] }),
}
const scope: Scope = {
  entity: 'deal',
  shape: (key) => shapes[key],
  names: { $user: { type: { kind: 'reference', entity: 'user' }, required: true } },
}
function ruleOf(json: Json, mode: Mode = 'plain'): Rule {
  const { rule, problems } = checkRule(json, { scope, expects: 'any', mode })
  if (rule === undefined) throw new Error(JSON.stringify(problems))
  return rule
}
const env: Env = {
  record: {
    id: 'd1',
    lines: [
      { id: 'l1', quantity: '2' },
      { id: 'l2', quantity: null },
    ],
  },
  now: '2026-11-22T04:00:00Z',
  zone: 'UTC',
}

group('a rule in plain words', () => {
  test.for<[Json, string, string]>([
    [{ '>': [{ var: 'discount' }, '0.15'] }, 'Discount is more than 0.15', '折扣 大于 0.15'],
    [{ '==': [{ var: 'stage' }, 'won'] }, 'Stage is “Won”', '阶段 等于 「赢单」'],
    [{ '==': [{ var: 'owner' }, { var: '$user' }] }, 'Owner is the current user', '负责人 等于 当前用户'],
    [
      { inPeriod: [{ var: 'closeDate' }, { period: ['last', 3, 'month'] }] },
      'Close date is in the last 3 months',
      '预计成交日 在过去 3 个月内',
    ],
    [
      {
        or: [
          { and: [{ empty: [{ var: 'discount' }] }, { empty: [{ var: 'owner' }] }] },
          { '==': [{ var: 'stage.outcome' }, 'lost'] },
        ],
      },
      '(Discount is empty and Owner is empty) or Stage › outcome is “lost”',
      '(折扣 为空 且 负责人 为空) 或 阶段的结果 等于 「输单」',
    ],
    [
      { some: [{ var: 'lines' }, { '>': [{ var: 'quantity' }, 1] }] },
      'some of Lines satisfy: Quantity is more than 1',
      '明细 中有一条满足:数量 大于 1',
    ],
    [
      { sum: [{ var: 'lines' }, { var: 'quantity' }, { '>': [{ var: 'quantity' }, 1] }] },
      'the sum of Quantity over Lines where Quantity is more than 1',
      '明细 的数量合计(其中 数量 大于 1)',
    ],
  ])('%j', ([json, en, zh]) => {
    expect(describe(ruleOf(json), 'en')).toBe(en)
    expect(describe(ruleOf(json), 'zh-CN')).toBe(zh)
  })
})

group('what a rule reads', () => {
  test('paths go through relations and lists, without parts', () => {
    const found = dependencies(
      ruleOf({
        and: [
          { '==': [{ var: 'stage.outcome' }, 'won'] },
          { some: [{ var: 'lines' }, { '==': [{ var: 'product.name' }, 'x'] }] },
        ],
      }),
    )
    expect(found.paths).toEqual([['stage'], ['lines'], ['lines', 'product', 'name']])
    expect(found).toMatchObject({ volatile: false, tier: 'everywhere', approvals: [], names: [] })
  })
  test('a clock makes it volatile, a name of the context is kept apart', () => {
    const found = dependencies(
      ruleOf({ or: [{ '<': [{ var: 'closeDate' }, { today: [] }] }, { '==': [{ var: 'owner' }, { var: '$user' }] }] }),
    )
    expect(found.volatile).toBe(true)
    expect(found.names).toEqual([{ name: '$user', path: [] }])
  })
  test('working days run everywhere, and an approval is named', () => {
    const days = ruleOf({ '>': [{ businessDaysBetween: [{ var: 'closeDate' }, { today: [] }] }, 3] })
    expect(dependencies(days).tier).toBe('everywhere')
    expect(dependencies(ruleOf({ in: [{ approvalState: ['quoteDiscount'] }, ['approved']] })).approvals).toEqual([
      { path: [], key: 'quoteDiscount' },
    ])
    const ofLines = { some: [{ var: 'lines' }, { '==': [{ approvalState: ['x'] }, 'approved'] }] }
    expect(dependencies(ruleOf(ofLines)).approvals).toEqual([{ path: ['lines'], key: 'x' }])
  })
})

group('why a rule answers as it does', () => {
  test('an undecided answer names the field that is empty', () => {
    const rule = ruleOf({ and: [{ '==': [{ var: 'stage' }, null] }, { '<': [{ var: 'discount' }, '0.2'] }] }, 'strict')
    expect(decide(rule, env)).toEqual({
      answer: 'undecided',
      empty: [{ path: 'discount', field: 'discount', label: { en: 'Discount', 'zh-CN': '折扣' }, at: '/and/1/</0' }],
    })
  })
  test('an explanation shows every value that was seen, elements of lists included', () => {
    const tree = explain(ruleOf({ some: [{ var: 'lines' }, { '>': [{ var: 'quantity' }, 1] }] }), env)
    expect(tree).toMatchObject({ operator: 'some', value: true, count: 2 })
    expect(tree.elements?.map(({ id, children }) => [id, children[0]?.value])).toEqual([
      ['l1', true],
      ['l2', false],
    ])
  })
})

group('keys in raw rules', () => {
  const rule: Json = {
    and: [
      { '>': [{ var: 'amount.base' }, '1'] },
      { first: [{ var: 'lines' }, { var: 'quantity' }, '-quantity'] },
      { approvalState: ['x'] },
    ],
  }
  test('every key is listed with its place', () => {
    expect(ruleKeys(rule)).toEqual([
      { kind: 'path', text: 'amount.base', at: '/and/0/>/0/var' },
      { kind: 'path', text: 'lines', at: '/and/1/first/0/var' },
      { kind: 'path', text: 'quantity', at: '/and/1/first/1/var' },
      { kind: 'sort', text: 'quantity', at: '/and/1/first/2' },
      { kind: 'approval', text: 'x', at: '/and/2/approvalState/0' },
    ])
  })
  test('a renamed key is rewritten, everything else stays the same value', () => {
    const renamed = renameInRule(rule, ({ kind, text }) =>
      text === 'quantity' ? 'count' : kind === 'path' ? text.replace(/^amount/, 'value') : undefined,
    )
    expect(renamed).toEqual({
      and: [
        { '>': [{ var: 'value.base' }, '1'] },
        { first: [{ var: 'lines' }, { var: 'count' }, '-count'] },
        { approvalState: ['x'] },
      ],
    })
    expect(renameInRule(rule, () => undefined)).toBe(rule)
  })
})
