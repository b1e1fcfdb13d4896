import { checkRule, evaluate, describe as inWords, type Json, renameInRule } from '@atelier/rules'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, sized, type TestDatabase } from '../harness/index.ts'
import { accepted, compiledSql, differences, envOf } from './compare.ts'
import { booleanRule } from './generator.ts'
import { type Setting, setting, worldOf } from './samples.ts'
import { createTables, fill, records, scope, shapes, type World } from './world.ts'

const RUNS = sized(100, 1_000)
const SEED = 1_122
const here: Setting = { now: '2026-11-22T04:00:00Z', zone: 'Asia/Shanghai', weekStart: 1, fiscalYearStart: '01-01' }

let database: TestDatabase
let client: pg.Client
let world: World
beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client(database.url)
  await client.connect()
  await createTables(client)
  world = fc.sample(worldOf(20), { numRuns: 1, seed: SEED })[0] ?? { orgs: [], deals: [] }
  await fill(client, world)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

/** The answers of a rule for every row, in plain mode; undefined for a rule that is not accepted. */
function answers(json: Json, where: Setting, mode: 'plain' | 'strict' = 'plain'): unknown[] | undefined {
  const rule = accepted(json, mode)
  if (rule === undefined) return undefined
  return records(world).map((record) => evaluate(rule, { ...envOf(where), record }))
}

describe('laws that hold for every rule', () => {
  const law = (name: string, claim: (a: Json, b: Json, where: Setting) => void): void => {
    test(name, () => {
      fc.assert(
        fc.property(booleanRule('deal', 2), booleanRule('deal', 2), setting, (a, b, where) => claim(a, b, where)),
        { numRuns: RUNS, seed: SEED },
      )
    })
  }

  law('a filter and its negation together are all records, in plain mode', (a, _b, where) => {
    const [yes, no] = [answers({ and: [a] }, where), answers({ '!': [a] }, where)]
    expect(no).toEqual(yes?.map((each) => !each))
  })
  law('De Morgan holds in both modes', (a, b, where) => {
    for (const mode of ['plain', 'strict'] as const) {
      expect(answers({ '!': [{ and: [a, b] }] }, where, mode)).toEqual(
        answers({ or: [{ '!': [a] }, { '!': [b] }] }, where, mode),
      )
    }
  })
  law('a double negation says nothing', (a, _b, where) => {
    for (const mode of ['plain', 'strict'] as const) {
      expect(answers({ '!': [{ '!': [a] }] }, where, mode)).toEqual(answers({ and: [a] }, where, mode))
    }
  })
  law('whatever strict mode decides without an if, plain mode decides too', (a, _b, where) => {
    const strict = answers({ and: [a] }, where, 'strict')
    const plain = answers({ and: [a] }, where)
    expect(plain?.every((each) => typeof each === 'boolean')).toBe(strict === undefined ? undefined : true)
  })
  law('every rule has a sentence in both languages', (a) => {
    const rule = accepted(a, 'plain')
    if (rule === undefined) return
    expect(inWords(rule, 'en')).not.toMatch(/\{\w+\}|undefined/)
    expect(inWords(rule, 'zh-CN')).not.toMatch(/\{\w+\}|undefined/)
  })
  law('renaming a field changes no answer', (a, _b, where) => {
    const renamed = renameInRule(a, ({ kind, text }) => (kind === 'path' && text === 't1' ? 'title' : undefined))
    const deal = shapes.deal
    const rule = checkRule(renamed, {
      scope: {
        ...scope,
        shape: (key) => {
          const shape = shapes[key]
          if (key !== 'deal' || shape === undefined || deal === undefined) return shape
          const t1 = deal.field('t1')
          return {
            ...shape,
            field: (name) => (name === 'title' && t1 !== undefined ? { ...t1, key: 'title' } : shape.field(name)),
          }
        },
      },
      expects: 'any',
      mode: 'plain',
    }).rule
    if (rule === undefined) return
    const rows = records(world).map((record) =>
      evaluate(rule, { ...envOf(where), record: { ...record, title: record.t1 } }),
    )
    expect(rows).toEqual(answers(a, where))
  })
})

describe('no text of a rule reaches the database as SQL', () => {
  const HOSTILE = [
    "'; drop table deal; --",
    '" or 1=1 --',
    '$1',
    '$$x$$',
    '\\',
    "\\'; select pg_sleep(9)",
    '%',
    '_',
    '{}',
    '{"a"}',
    "a','b",
    '/* */',
    '?',
    ':x',
    '\u2028',
    '😀',
    'a\nb',
    "E'\\x27'",
    'NULL',
    'true) or (true',
  ]
  test.for(HOSTILE)('%j is bound in every place that takes a text, and both back ends agree on it', async (text) => {
    const rules: Json[] = [
      { '==': [{ var: 't1' }, text] },
      { '!=': [{ var: 't1' }, text, { ci: true }] },
      { '<': [{ var: 't1' }, text] },
      { in: [{ var: 't1' }, [text, 'a']] },
      { hasAny: [{ var: 'tags' }, [text]] },
      { contains: [{ var: 't1' }, text] },
      { startsWith: [{ var: 't1' }, text, { ci: true }] },
      { endsWith: [{ var: 't1' }, text] },
      { cat: [{ var: 't1' }, text] },
      { replace: [{ var: 't1' }, text, text] },
      { coalesce: [{ var: 't1' }, text] },
      { some: [{ var: 'lines' }, { '==': [{ var: 'note' }, text] }] },
    ]
    for (const json of rules) {
      const rule = accepted(json, 'plain')
      if (rule === undefined) throw new Error(`refused: ${JSON.stringify(json)}`)
      const { sql } = compiledSql(rule, here)
      expect(sql.replace(/\$\d+/g, '')).not.toContain(text.length > 3 ? text : `'${text}'`)
      expect(await differences(client, rule, world, here)).toEqual([])
    }
  })
})

describe('an index can answer a filter', () => {
  const sqlOf = (json: Json): string => {
    const rule = accepted(json, 'plain')
    return rule === undefined ? 'refused' : compiledSql(rule, here).sql
  }
  test('a comparison with a value stands bare beside its null check', () => {
    expect(sqlOf({ '<': [{ var: 'n1' }, '5'] })).toBe('("d"."n1" < cast($1 as numeric) and "d"."n1" is not null)')
    expect(sqlOf({ '==': [{ var: 'pick' }, 'a'] })).toBe('("d"."pick" = cast($1 as text) and "d"."pick" is not null)')
    expect(sqlOf({ '==': [{ var: 'org' }, { var: '$user.org' }] })).toBe(
      '("d"."org" = cast($1 as uuid) and "d"."org" is not null)',
    )
    expect(sqlOf({ in: [{ var: 'pick' }, ['a', 'b']] })).toBe(
      '("d"."pick" = any(cast($1 as text[])) and "d"."pick" is not null)',
    )
    expect(sqlOf({ startsWith: [{ var: 't1' }, 'a'] })).toBe(
      '("d"."t1" like cast($1 as text) and "d"."t1" is not null)',
    )
    expect(sqlOf({ empty: [{ var: 't1' }] })).toBe('("d"."t1" is null)')
  })
  test('Postgres uses the index', async () => {
    await client.query('create index deal_n1 on deal (n1); set enable_seqscan = off')
    const { sql, parameters } = compiledSql(
      accepted({ and: [{ '<': [{ var: 'n1' }, '5'] }, { '!=': [{ var: 't1' }, 'x'] }] }, 'plain') ??
        expect.fail('refused'),
      here,
    )
    const plan = await client.query<{ 'QUERY PLAN': string }>(`explain select 1 from deal d where ${sql}`, [
      ...parameters,
    ])
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Cond: ((n1 < ')
  })
})
