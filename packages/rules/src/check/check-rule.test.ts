import { describe, expect, test } from 'vitest'
import { checkRule, type Json, type RuleType, type Scope, type Shape } from '../index.ts'

const fields: { readonly [key: string]: RuleType } = {
  name: { kind: 'text' },
  amount: { kind: 'number' },
  done: { kind: 'boolean' },
  stage: { kind: 'choice', options: [{ key: 'open' }, { key: 'won' }] },
  account: { kind: 'reference', entity: 'account' },
  lines: { kind: 'collection', entity: 'deal' },
}
const shape: Shape = {
  key: 'deal',
  field: (key) => {
    const type = Object.hasOwn(fields, key) ? fields[key] : undefined
    return type === undefined ? undefined : { key, id: `fld_${key}`, type, label: key }
  },
  keys: () => Object.keys(fields),
}
const scope: Scope = { entity: 'deal', shape: () => shape }
const check = (json: unknown) =>
  checkRule(json, { scope, expects: { kind: 'boolean' }, mode: 'plain', path: '/filter' })
const codes = (json: unknown): string[] => check(json).problems?.map(({ code, path }) => `${code} ${path}`) ?? []

describe('a rule is checked before anything runs it', () => {
  test('every problem is said at once, each with its place', () => {
    expect(codes({ and: [{ '<': [{ var: 'amont' }, 1] }, { '<': [{ var: 'name' }, 3] }, { equals: [1, 2] }] })).toEqual(
      ['unknown_field /filter/and/0/</0/var', 'wrong_type /filter/and/1/</1', 'unknown_operator /filter/and/2/equals'],
    )
  })

  test('a mistyped name comes with the name that was meant, in both languages', () => {
    const [problem] = check({ '<': [{ var: 'amont' }, 1] }).problems ?? []
    expect(problem?.fix).toEqual({ en: 'Did you mean "amount"?', 'zh-CN': '是否指“amount”?' })
  })

  test('a condition must be one', () => {
    expect(codes({ var: 'amount' })).toEqual(['wrong_type /filter'])
    expect(codes('yes')).toEqual(['wrong_type /filter'])
  })

  test('an operator with a slash in its name is escaped in the pointer', () => {
    expect(codes({ '<': [{ '/': [{ var: 'name' }, 2] }, 1] })).toEqual(['wrong_type /filter/</0/~1/0'])
  })
})

describe('hostile JSON is refused, never run', () => {
  const nested = (levels: number): Json => {
    let rule: Json = { var: 'done' }
    for (let level = 0; level < levels; level += 1) rule = { '!': [rule] }
    return rule
  }
  test('20,000 levels do not exhaust the stack', () => {
    expect(codes(nested(20_000))).toEqual(['too_deep /filter'])
  })
  test('31 levels around a field are fine, one more is not', () => {
    expect(check(nested(31)).problems).toBeUndefined()
    expect(codes(nested(32))[0]).toMatch(/^too_deep/)
  })
  test('more than 500 parts are too many', () => {
    const rule = { or: Array.from({ length: 260 }, () => ({ '==': [{ var: 'amount' }, 1] })) }
    expect(codes(rule)).toEqual(['rule_too_complex /filter'])
  })
  test('more than 16 KB are too large', () => {
    expect(codes({ '==': [{ var: 'name' }, 'x'.repeat(17_000)] })).toEqual(['too_large /filter'])
    expect(codes({ '==': [{ var: 'name' }, '中'.repeat(6_000)] })).toEqual(['too_large /filter'])
  })
  test('more than 1,000 values in a list are too many', () => {
    expect(codes({ in: [{ var: 'amount' }, Array.from({ length: 1_001 }, () => 1)] })).toEqual([
      'rule_too_complex /filter/in/1',
    ])
  })
  test.for(['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'isPrototypeOf'])(
    'the name %s of every JavaScript value is no operator, field, part or context name',
    (name) => {
      const operator: unknown = JSON.parse(`{"${name}": ["x"]}`)
      expect(codes(operator)).toEqual([`unknown_operator /filter/${name}`])
      expect(codes({ '==': [{ var: name }, 'x'] })).toEqual(['unknown_field /filter/==/0/var'])
      expect(codes({ '==': [{ var: `stage.${name}` }, 'x'] })).toEqual(['unknown_part /filter/==/0/var'])
      expect(codes({ '==': [{ var: `$${name}` }, 'x'] })).toEqual(['unknown_name /filter/==/0/var'])
    },
  )
  test.for([
    ['NaN', { '<': [{ var: 'amount' }, Number.NaN] }],
    ['Infinity', { '<': [{ var: 'amount' }, Number.POSITIVE_INFINITY] }],
    ['half a surrogate pair', { '==': [{ var: 'name' }, '\ud800'] }],
    ['a NUL', { '==': [{ var: 'name' }, 'a\u0000b'] }],
    ['a function', { '==': [{ var: 'name' }, () => 'x'] }],
  ] as const)('%s is no literal', ([, rule]) => {
    expect(check(rule).problems?.length).toBeGreaterThan(0)
  })
  test.for([[[]], [{}], [null], [undefined], [{ and: { length: 3 } }], [{ var: { toString: 'x' } }], [[[1]]]])(
    '%j is no condition',
    ([rule]) => {
      const result = check(rule)
      expect(result.problems === undefined ? 'accepted' : 'refused').toBe(
        rule === null || rule === undefined ? 'accepted' : 'refused',
      )
    },
  )
  test('a path passes at most two relations', () => {
    expect(codes({ empty: [{ var: 'account.account.name' }] })).toEqual([])
    expect(codes({ empty: [{ var: 'account.account.account.name' }] })).toEqual([
      'rule_too_complex /filter/empty/0/var',
    ])
  })
  test('lists nest at most twice', () => {
    const some = (inner: Json): Json => ({ some: [{ var: 'lines' }, inner] })
    expect(codes(some(some({ var: 'done' })))).toEqual([])
    expect(codes(some(some(some({ var: 'done' }))))).toEqual(['rule_too_complex /filter/some/1/some/1/some/0'])
  })
})
