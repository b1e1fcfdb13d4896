import { checkRule, decide, type Env, evaluate, type Json, type Mode } from '@atelier/rules'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import document from '../../schemas/rule-conformance.json' with { type: 'json' }
import { freshDatabase, type TestDatabase } from '../harness/index.ts'
import { accepted, differences, envOf } from './compare.ts'
import {
  createTables,
  type DealRow,
  fill,
  type LineRow,
  noDeal,
  type OrgRow,
  records,
  scope,
  type World,
} from './world.ts'

type Vector = {
  readonly id: string
  readonly mode: Mode
  readonly rule: Json
  readonly row?: Partial<DealRow>
  readonly expect?: unknown
  readonly problem?: string
  readonly at?: string
}
const vectors = document.vectors as readonly Vector[]
const answers = vectors.filter((vector) => vector.problem === undefined)
const refusals = vectors.filter((vector) => vector.problem !== undefined)

const noLine: LineRow = { qty: null, note: null, day: null, ok: null, pick: null, price: null }

/** One record for every vector that has an answer. */
const world: World = {
  orgs: document.orgs as readonly OrgRow[],
  deals: answers.map(({ row }) => ({
    ...noDeal,
    ...row,
    lines: (row?.lines ?? []).map((line) => ({ ...noLine, ...line })),
  })),
}
const { setting } = document

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client(database.url)
  await client.connect()
  await createTables(client)
  await fill(client, world)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

test('there are at least 300 vectors, each with its own id', () => {
  expect(new Set(vectors.map((vector) => vector.id)).size).toBeGreaterThanOrEqual(300)
})

describe('every vector has the answer written down', () => {
  const rows = records(world)
  test.for(answers.map((vector, index) => ({ ...vector, index })))(
    '$id, $mode',
    ({ rule: json, mode, expect: expected, index }) => {
      const { rule, problems } = checkRule(json, { scope, expects: 'any', mode })
      expect(problems).toBeUndefined()
      if (rule === undefined) return
      const env: Env = { ...envOf(setting), record: rows[index] ?? null }
      expect(rule.root.type.kind === 'boolean' ? decide(rule, env).answer : evaluate(rule, env)).toEqual(expected)
    },
  )
})

test('the database answers every vector like the interpreter', { timeout: 60_000 }, async () => {
  for (const [index, { id, rule: json, mode }] of answers.entries()) {
    const rule = accepted(json, mode)
    if (rule === undefined) throw new Error(`${id} is refused`)
    const found = await differences(client, rule, world, setting, { only: index })
    expect({ id, found }).toEqual({ id, found: [] })
  }
})

describe('every refused vector is refused for its reason, at its place', () => {
  test.for(refusals)('$id', ({ rule, mode, problem, at }) => {
    const { problems } = checkRule(rule, { scope, expects: 'any', mode })
    expect(problems?.map((each) => ({ code: each.code, path: each.path }))).toContainEqual({ code: problem, path: at })
  })
})
