import type { Calendar, WorkingHours } from '@atelier/rules'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, sized, type TestDatabase } from '../harness/index.ts'
import { accepted, differences } from './compare.ts'
import { one, ZONES } from './samples.ts'
import { createTables, fill, noDeal } from './world.ts'

const CALENDARS = sized(15, 500)
const ROWS = 30
const SEED = 20_261_122

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client(database.url)
  await client.connect()
  await createTables(client)
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

/** Shifts of a day that do not overlap: the hours between an even number of different times. */
const hours: fc.Arbitrary<readonly WorkingHours[]> = fc
  .uniqueArray(
    one([
      '00:00',
      '00:30',
      '01:00',
      '02:00',
      '02:30',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '13:00',
      '18:00',
      '23:30',
      '24:00',
    ]),
    {
      minLength: 0,
      maxLength: 6,
    },
  )
  .map((times) => {
    const sorted = times.toSorted()
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
      from: sorted[2 * index] ?? '00:00',
      to: sorted[2 * index + 1] ?? '24:00',
    }))
  })
const days = [
  '2026-03-08',
  '2026-03-29',
  '2026-11-01',
  '2026-11-02',
  '2026-04-05',
  '2026-10-04',
  '1969-12-31',
  '2100-01-01',
  '1971-06-01',
]
const calendar: fc.Arbitrary<Calendar> = fc.record({
  zone: one([...ZONES, 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu', 'America/Sao_Paulo']),
  week: fc.array(hours, { minLength: 7, maxLength: 7 }),
  holidays: fc.subarray(days),
  workdays: fc.uniqueArray(fc.oneof(one(days), fc.record({ date: one(days), hours })), {
    maxLength: 3,
    selector: (each) => (typeof each === 'string' ? each : each.date),
  }),
})

const iso = (at: number): string => new Date(at).toISOString()
const minute = 60_000
/** Moments of every kind: around changes of clocks, around the ends of the table, anywhere, and near one another. */
const moment: fc.Arbitrary<string> = fc.oneof(
  fc
    .record({ on: one(days), minutes: fc.integer({ min: -30 * 60, max: 54 * 60 }), micros: fc.nat(2) })
    .map(({ on, minutes, micros }) =>
      iso(Date.parse(on) + minutes * minute).replace('Z', `${['', '001', '999'][micros]}Z`),
    ),
  fc.integer({ min: Date.parse('1960-01-01'), max: Date.parse('2110-01-01') }).map(iso),
  fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') }).map(iso),
)
const row = fc.record({
  at1: fc.option(moment, { freq: 20 }),
  at2: fc.option(moment, { freq: 20 }),
  d1: fc.option(one(days), { freq: 20 }),
  d2: fc.option(
    fc.oneof(
      one(days),
      moment.map((at) => at.slice(0, 10)),
    ),
    { freq: 20 },
  ),
  dur: fc.option(
    fc.oneof(
      fc.integer({ min: -4_000_000, max: 4_000_000 }).map(String),
      one(['0', '0.000001', '-0.5', '1e9'.replace('e9', '000000000'), '28800']),
    ),
    { freq: 20 },
  ),
})

const rules = [
  { businessTimeBetween: [{ var: 'at1' }, { var: 'at2' }] },
  { businessDaysBetween: [{ var: 'd1' }, { var: 'd2' }] },
  { businessDaysBetween: [{ var: 'at1' }, { var: 'd2' }] },
  { addBusinessTime: [{ var: 'at1' }, { var: 'dur' }] },
  ...['P0D', 'P1D', '-P1D', 'P12D', '-P7D', 'P400D'].map((days) => ({ addBusinessTime: [{ var: 'at1' }, days] })),
]

test(`working time is the same in JavaScript and in SQL in ${CALENDARS} calendars`, { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(calendar, fc.array(row, { minLength: ROWS, maxLength: ROWS }), async (office, rows) => {
      const world = { orgs: [], deals: rows.map((each) => ({ ...noDeal, ...each })) }
      await fill(client, world)
      const setting = {
        zone: 'Asia/Shanghai',
        now: '2026-11-22T04:00:00Z',
        weekStart: 1,
        fiscalYearStart: '01-01',
        calendars: { office },
      }
      for (const json of rules) {
        const rule = accepted(json, 'plain')
        if (rule === undefined) throw new Error(JSON.stringify(json))
        expect({ json, found: await differences(client, rule, world, setting) }).toEqual({ json, found: [] })
      }
    }),
    { numRuns: CALENDARS, seed: SEED, endOnFailure: true },
  )
})

test('the hour that comes twice at midnight belongs to the day whose clocks show it', async () => {
  // In Havana 00:00 to 01:00 of the first of November comes twice; a day that ends at 24:00 ends at the second.
  const moments = ['2026-10-31T15:00:00Z', '2026-11-01T04:30:00Z', '2026-11-01T05:30:00Z']
  const rows = moments.flatMap((at1) => moments.map((at2) => ({ ...noDeal, at1, at2 })))
  const world = { orgs: [], deals: rows }
  await fill(client, world)
  const hours = [{ from: '00:00', to: '24:00' }]
  const havana: Calendar = { zone: 'America/Havana', week: [hours, hours, hours, hours, hours, hours, hours] }
  const rule = accepted(rules[0] ?? null, 'plain')
  if (rule === undefined) throw new Error('The rule is not accepted')
  const setting = { zone: 'UTC', now: '2026-11-22T04:00:00Z', weekStart: 1, fiscalYearStart: '01-01' }
  expect(await differences(client, rule, world, { ...setting, calendars: { office: havana } })).toEqual([])
})
