import { describe, expect, test } from 'vitest'
import document from '../../../../schemas/rule-conformance.json' with { type: 'json' }
import { checkRule, decide, type Env, type Json, type Scope } from '../index.ts'
import { operatorInfos } from './infos.ts'

/** Operators that appear anywhere in a rule. */
function operatorsIn(json: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(json)) for (const item of json) operatorsIn(item, found)
  else if (typeof json === 'object' && json !== null) {
    for (const [name, value] of Object.entries(json)) {
      found.add(name)
      operatorsIn(value, found)
    }
  }
  return found
}

describe('every operator', () => {
  const infos = operatorInfos()
  test('has a name of its own', () => {
    expect(new Set(infos.map(({ name }) => name)).size).toBe(infos.length)
  })
  test('is one that the manual lists, and the manual lists no other', () => {
    expect(infos.map(({ name }) => name).toSorted()).toEqual(
      (
        '+ - * / div mod abs round floor ceil min max cat upper lower trim length left right contains startsWith endsWith replace if coalesce ' +
        'today now dateAdd dateDiff startOf endOf year quarter month day weekday dateOf period inPeriod start end shift businessDaysBetween ' +
        'businessTimeBetween addBusinessTime == != < <= > >= in between empty notEmpty hasAny hasAll hasNone and or ! some all none count sum avg ' +
        'first money convert hasRole inTeam canRead approvalState'
      )
        .split(' ')
        .toSorted(),
    )
  })
  test.for([...infos])('$name has words in both languages', ({ words }) => {
    expect(words.en).not.toBe('')
    expect(words['zh-CN']).not.toBe('')
  })
  const answered = operatorsIn(document.vectors.filter((vector) => 'expect' in vector).map((vector) => vector.rule))
  // These read what no vector's record holds: calendars, approvals, the reader.
  const elsewhere = [
    'businessDaysBetween',
    'businessTimeBetween',
    'addBusinessTime',
    'canRead',
    'approvalState',
    'inTeam',
  ]
  test.for(infos.filter(({ name }) => !elsewhere.includes(name)))('$name has conformance vectors', ({ name }) => {
    expect([...answered]).toContain(name)
  })
})

describe('what reads people and approvals', () => {
  const scope: Scope = {
    entity: 'quote',
    shape: () => ({ key: 'quote', field: () => undefined }),
    names: { $user: { keys: {} } },
    approvals: ['discount'],
    teams: ['east'],
    roles: ['sales'],
    canRead: true,
  }
  const env: Env = {
    record: { id: 'q1', $approvals: { discount: 'approved' } },
    names: { $user: { id: 'u1', roles: ['sales'], teams: [{ id: 't1', key: 'east' }] } },
    now: '2026-11-22T04:00:00Z',
    zone: 'UTC',
    canRead: (record, entity) => entity === 'quote' && record.id === 'q1',
  }
  const answer = (json: Json): unknown => {
    const { rule, problems } = checkRule(json, { scope, expects: { kind: 'boolean' }, mode: 'strict' })
    return rule === undefined ? problems.map(({ code }) => code) : decide(rule, env).answer
  }
  test('roles and teams go by key', () => {
    expect(answer({ hasRole: ['sales'] })).toBe(true)
    expect(answer({ inTeam: ['east'] })).toBe(true)
    expect(answer({ inTeam: ['esat'] })).toEqual(['unknown_team'])
    expect(answer({ hasRole: ['salse'] })).toEqual(['unknown_role'])
  })
  test("an approval's state is read from the record in scope", () => {
    expect(answer({ in: [{ approvalState: ['discount'] }, ['notNeeded', 'approved']] })).toBe(true)
    expect(answer({ '==': [{ approvalState: ['discount'] }, 'aproved'] })).toEqual(['unknown_option'])
    expect(answer({ '==': [{ approvalState: ['other'] }, 'approved'] })).toEqual(['unknown_approval'])
  })
  test('whether the reader may read it is asked of the caller', () => {
    expect(answer({ canRead: [] })).toBe(true)
  })
})
