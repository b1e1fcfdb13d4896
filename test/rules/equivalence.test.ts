import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, sized, type TestDatabase } from '../harness/index.ts'
import { accepted, differences } from './compare.ts'
import { anyRule } from './generator.ts'
import { type Setting, setting, worldOf } from './samples.ts'
import { createTables, fill, type World } from './world.ts'

const RULES = sized(200, 2_000)
const ROWS = sized(50, 200)
const SEED = 20_261_122

let database: TestDatabase
let client: pg.Client
let world: World

beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client(database.url)
  await client.connect()
  await createTables(client)
  world = fc.sample(worldOf(ROWS), { numRuns: 1, seed: SEED })[0] ?? { orgs: [], deals: [] }
  await fill(client, world)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

/** What the two back ends disagree on, in both modes, with context values bound at once and as placeholders. */
async function disagreements(json: Parameters<typeof accepted>[0], where: Setting) {
  const found = []
  for (const mode of ['plain', 'strict'] as const) {
    const rule = accepted(json, mode)
    if (rule === undefined) continue
    found.push(...(await differences(client, rule, world, where)))
    found.push(...(await differences(client, rule, world, where, { kept: true })))
  }
  return found
}

test(`${RULES} generated rules answer alike in JavaScript and in SQL on ${ROWS} rows, in both modes`, {
  timeout: 600_000,
}, async () => {
  let checked = 0
  await fc.assert(
    fc.asyncProperty(anyRule(3), setting, async ({ json }, where) => {
      if (accepted(json, 'plain') === undefined) return
      checked += 1
      expect(await disagreements(json, where)).toEqual([])
    }),
    { numRuns: Math.ceil(RULES * 1.3), seed: SEED, endOnFailure: false },
  )
  // Nearly all generated rules are well typed: the few that mix currencies are not.
  expect(checked).toBeGreaterThanOrEqual(RULES)
})
