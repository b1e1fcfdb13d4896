import { describe, expect, it } from 'vitest'
import { bothRules, type FilterNode, filterRule, noFilter, readFilter } from './condition.ts'

const rules: readonly unknown[] = [
  { '==': [{ var: 'name' }, 'x'] },
  { '!=': [{ var: 'name' }, 'x'] },
  { contains: [{ var: 'name' }, 'x', { ci: true }] },
  { startsWith: [{ var: 'name' }, 'x', { ci: true }] },
  { '>': [{ var: 'amount' }, '200000'] },
  { '>=': [{ var: 'amount' }, '200000'] },
  { '<': [{ var: 'closeDate' }, '2026-12-01'] },
  { '<=': [{ var: 'closeDate' }, '2026-12-01'] },
  { between: [{ var: 'amount' }, '1', '2'] },
  { in: [{ var: 'stage' }, ['trial', 'proposal']] },
  { '!': [{ in: [{ var: 'stage' }, ['won']] }] },
  { hasAny: [{ var: 'tags' }, ['a']] },
  { hasNone: [{ var: 'tags' }, ['a']] },
  { inPeriod: [{ var: 'closeDate' }, { period: ['this', 'month'] }] },
  { '==': [{ var: 'owner' }, { var: '$user' }] },
  { '==': [{ var: 'done' }, true] },
  { '!=': [{ var: 'done' }, true] },
  { empty: [{ var: 'budget' }] },
  { notEmpty: [{ var: 'budget' }] },
  { '==': [{ var: 'stage.outcome' }, 'open'] },
  { and: [{ '>': [{ var: 'amount' }, '1'] }, { or: [{ empty: [{ var: 'a' }] }, { empty: [{ var: 'b' }] }] }] },
]

describe('a filter', () => {
  it.each(rules.map((rule) => [JSON.stringify(rule), rule] as const))(
    'is read and written without loss: %s',
    (_, rule) => {
      const node = readFilter(rule)
      expect(filterRule(node)).toEqual(rule)
      const kinds = (each: FilterNode): readonly string[] =>
        each.kind === 'group' ? each.items.flatMap(kinds) : [each.kind]
      expect(kinds(node)).not.toContain('opaque')
    },
  )

  it('keeps what the builder cannot show, as it is', () => {
    const rule = { some: [{ var: 'activities' }, { '==': [{ var: 'done' }, false] }] }
    expect(readFilter(rule).items).toEqual([{ kind: 'opaque', rule }])
    expect(filterRule(readFilter(rule))).toEqual(rule)
  })

  it('keeps a comparison of two fields as it is', () => {
    const rule = { '>': [{ var: 'amount' }, { var: 'budget' }] }
    expect(readFilter(rule).items).toEqual([{ kind: 'opaque', rule }])
  })

  it('asks for nothing when it has no conditions, or only unfinished ones', () => {
    expect(filterRule(noFilter)).toBeUndefined()
    expect(
      filterRule({
        kind: 'group',
        match: 'all',
        items: [
          { kind: 'condition', field: 'amount', operator: 'greater', value: '' },
          { kind: 'condition', field: 'stage', operator: 'anyOf', value: [] },
          { kind: 'condition', field: 'amount', operator: 'between', value: ['1', ''] },
        ],
      }),
    ).toBeUndefined()
  })

  it('joins with another by and', () => {
    const [a, b] = [{ empty: [{ var: 'a' }] }, { empty: [{ var: 'b' }] }]
    expect(bothRules(a, undefined, b)).toEqual({ and: [a, b] })
    expect(bothRules(undefined, b)).toEqual(b)
    expect(bothRules()).toBeUndefined()
  })
})
