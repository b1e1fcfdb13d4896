import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRuleText, ruleToText } from './rule-text.ts'

const v = (path: string) => ({ var: path })
const pairs: readonly (readonly [text: string, rule: unknown])[] = [
  ['amount * probability', { '*': [v('amount'), v('probability')] }],
  ['a + b + c', { '+': [v('a'), v('b'), v('c')] }],
  ['a + b - c', { '-': [{ '+': [v('a'), v('b')] }, v('c')] }],
  ['a - (b + c)', { '-': [v('a'), { '+': [v('b'), v('c')] }] }],
  ['a * (1 - 0.15)', { '*': [v('a'), { '-': [1, '0.15'] }] }],
  ['(a / b) / c', { '/': [{ '/': [v('a'), v('b')] }, v('c')] }],
  ['-5', -5],
  ['-(5)', { '-': [5] }],
  ['-a * 2', { '*': [{ '-': [v('a')] }, 2] }],
  ['stage.outcome = "won" and amount >= 100', { and: [{ '==': [v('stage.outcome'), 'won'] }, { '>=': [v('amount'), 100] }] }],
  ['a = 1 or b = 2 and c = 3', { or: [{ '==': [v('a'), 1] }, { and: [{ '==': [v('b'), 2] }, { '==': [v('c'), 3] }] }] }],
  ['(a = 1 or b = 2) and c = 3', { and: [{ or: [{ '==': [v('a'), 1] }, { '==': [v('b'), 2] }] }, { '==': [v('c'), 3] }] }],
  ['not stage in ["won", "lost"]', { '!': [{ in: [v('stage'), ['won', 'lost']] }] }],
  ['not (a = 1 and b = 2)', { '!': [{ and: [{ '==': [v('a'), 1] }, { '==': [v('b'), 2] }] }] }],
  ['if(empty(a), 0, sum(items, price * quantity))', { if: [{ empty: [v('a')] }, 0, { sum: [v('items'), { '*': [v('price'), v('quantity')] }] }] }],
  ['contains(name, "x", {"ci":true})', { contains: [v('name'), 'x', { ci: true }] }],
  ['inPeriod(closeDate, period("this", "month"))', { inPeriod: [v('closeDate'), { period: ['this', 'month'] }] }],
  ['owner = $user', { '==': [v('owner'), v('$user')] }],
  ['about@opportunity.stage = "new"', { '==': [v('about@opportunity.stage'), 'new'] }],
  ['today()', { today: [] }],
  ['true', true],
] // biome-ignore format: one pair a line

describe('a rule as text', () => {
  it.each(pairs)('%s', (text, rule) => {
    expect(readRuleText(text)).toMatchObject({ ok: true, rule })
    expect(ruleToText(rule)).toBe(text)
  })

  it('reads what a Chinese keyboard writes', () => {
    expect(readRuleText('（a ＋ 1）')).toMatchObject({ ok: false })
    expect(readRuleText('if（a ≥ 1，“大”，“小”）')).toMatchObject({
      ok: true,
      rule: { if: [{ '>=': [v('a'), 1] }, '大', '小'] },
    })
    expect(readRuleText('a × b ÷ c')).toMatchObject({ ok: true, rule: { '/': [{ '*': [v('a'), v('b')] }, v('c')] } })
  })

  it('takes JSON as the rule it is', () => {
    const rule = { some: [v('items'), { '>': [v('price'), '10'] }] }
    expect(readRuleText(JSON.stringify(rule))).toMatchObject({ ok: true, rule })
    expect(ruleToText({ '!': { a: 1 } })).toBe('{"!":{"a":1}}')
    expect(ruleToText(v('and'))).toBe('{"var":"and"}')
  })

  it('knows where each part stands', () => {
    const read = readRuleText('(amount / won) > 2')
    expect(read.ok && [...read.ranges]).toEqual([
      ['', [1, 18]],
      ['/>/0', [1, 13]],
      ['/>/0/~1/0', [1, 7]],
      ['/>/0/~1/1', [10, 13]],
      ['/>/1', [17, 18]],
    ])
  })

  it.each([
    ['', 0, 'unfinished'],
    ['amount *', 8, 'unfinished'],
    ['amount * )', 9, 'unexpected'],
    ['a = 1 = 2', 6, 'unexpected'],
    ['name = "x', 7, 'badText'],
    ['a # b', 2, 'unexpected'],
    ['sum(items', 9, 'unfinished'],
    ['and a', 0, 'unexpected'],
    ['{"a": ', 0, 'unfinished'],
  ])('says where %j cannot be read', (text, at, reason) => {
    expect(readRuleText(text)).toEqual({ ok: false, at, reason })
  })

  it('is read back as the same rule, whatever the rule', () => {
    const literal = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constantFrom('0.15', '-3.20', '12', null))
    const { rule } = fc.letrec((tie) => ({
      rule: fc.oneof(
        { maxDepth: 5 },
        literal,
        fc.constantFrom(v('amount'), v('$user.team'), v('or'), v('about@deal.stage'), { var: ['x'] }),
        fc.array(literal, { maxLength: 3 }),
        fc
          .tuple(
            fc.constantFrom('+', '-', '*', '/', 'and', 'or', '!', '==', 'in', '<', 'if', 'sum', 'not', 'a b'),
            fc.array(tie('rule'), { maxLength: 3 }),
          )
          .map(([name, args]) => ({ [name]: args })),
      ),
    }))
    fc.assert(
      fc.property(rule, (each) => {
        expect(readRuleText(ruleToText(each))).toMatchObject({ ok: true, rule: each })
      }),
      {
        seed: 7,
        numRuns: 1000,
      },
    )
  })
})
