import type { Calendar } from '@atelier/rules'
import fc from 'fast-check'
import { type DealRow, type LineRow, ORGS, type OrgRow, type World } from './world.ts'

/** Values at the edges of every type, so that few rows meet many of them. */
export const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '0.1',
  '0.2',
  '-0.5',
  '2.5',
  '-2.5',
  '0.15',
  '3',
  '7',
  '100',
  '9007199254740993',
  '99999999999999999999999999.123456789012',
  '-0.000000000001',
  '1.005',
]
export const TEXTS = [
  'a',
  'A',
  'ab',
  'aB',
  'b',
  'İ',
  'ı',
  'i',
  'ß',
  'SS',
  'ΑΣ',
  'ας',
  'é',
  'e',
  'Ａ１',
  '１',
  '😀',
  '😀a',
  '\uffff',
  '50%',
  'a_b',
  'a\\b',
  ' ',
  '\u3000x\u00a0',
  '中文',
  "x'; drop table deal; --",
  'ﬃ',
  '\t',
  'ab ab',
  '\u0301',
]
export const DATES = [
  '0001-01-01',
  '9999-12-31',
  '2024-02-29',
  '2023-02-28',
  '2026-01-31',
  '2026-02-28',
  '2025-12-29',
  '2026-01-01',
  '2026-03-08',
  '2026-11-01',
  '2026-11-22',
  '2026-11-23',
  '2026-12-31',
  '2020-12-31',
  '2026-04-05',
  '1900-03-01',
]
export const MOMENTS = [
  '2026-03-08T06:59:59.999999Z',
  '2026-03-08T07:00:00Z',
  '2026-11-01T05:30:00Z',
  '2026-11-01T06:30:00Z',
  '2026-11-22T00:00:00Z',
  '2026-11-21T16:00:00Z',
  '2026-11-21T15:59:59.999Z',
  '2000-02-29T12:00:00Z',
  '1969-12-31T23:59:59.5Z',
  '2026-01-01T00:00:00Z',
  '9998-06-01T00:00:00Z',
  '1902-01-01T00:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-11-01T04:30:00Z',
]
const CLOCKS = ['00:00:00', '09:30:00', '23:59:59.999999', '12:00:00']
const SECONDS = ['0', '60', '300', '86400', '-1', '0.5']
export const KEYS = ['a', 'b', 'c']
export const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'America/Havana',
  'UTC',
  'Australia/Lord_Howe',
]

export const one = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 3 })

const org: fc.Arbitrary<OrgRow> = fc.record({
  name: maybe(one(TEXTS)),
  size: maybe(one(NUMBERS)),
  opened: maybe(one(DATES)),
  kind: maybe(one(KEYS)),
  boss: maybe(fc.nat(ORGS - 1)),
})
const line: fc.Arbitrary<LineRow> = fc.record({
  qty: maybe(one(NUMBERS)),
  note: maybe(one(TEXTS)),
  day: maybe(one(DATES)),
  ok: maybe(fc.boolean()),
  pick: maybe(one(KEYS)),
  price: maybe(one(NUMBERS)),
})
const keys = fc.subarray(KEYS)
const deal: fc.Arbitrary<DealRow> = fc.record({
  n1: maybe(one(NUMBERS)),
  n2: maybe(one(NUMBERS)),
  t1: maybe(one(TEXTS)),
  t2: maybe(one(TEXTS)),
  d1: maybe(one(DATES)),
  d2: maybe(one(DATES)),
  at1: maybe(one(MOMENTS)),
  at2: maybe(one(MOMENTS)),
  tm: maybe(one(CLOCKS)),
  dur: maybe(one(SECONDS)),
  flag: maybe(fc.boolean()),
  pick: maybe(one(KEYS)),
  many: maybe(keys),
  tags: maybe(fc.subarray(['x', 'y', '中文'])),
  cur: maybe(one(['CNY', 'USD'])),
  m1: maybe(one(NUMBERS)),
  m2: maybe(one(NUMBERS)),
  m3: maybe(one(NUMBERS)),
  stage: maybe(one(KEYS)),
  org: maybe(fc.nat(ORGS - 1)),
  org2: maybe(fc.nat(ORGS - 1)),
  score: maybe(one(NUMBERS)),
  partners: fc.uniqueArray(fc.nat(ORGS - 1), { maxLength: 3 }),
  lines: fc.array(line, { maxLength: 3 }),
})

/** A world of so many rows. */
export const worldOf = (rows: number): fc.Arbitrary<World> =>
  fc.record({
    orgs: fc.array(org, { minLength: ORGS, maxLength: ORGS }),
    deals: fc.array(deal, { minLength: rows, maxLength: rows }),
  })

/** Zone, weeks and fiscal years in which a rule is evaluated. */
export const setting = fc.record({
  zone: one(ZONES),
  now: one(['2026-11-22T04:00:00Z', '2026-03-08T06:59:59Z', '2024-02-29T23:30:00Z', '2026-12-31T20:00:00Z']),
  weekStart: one([1, 7, 6]),
  fiscalYearStart: one(['01-01', '04-01', '10-16']),
})
export type Setting = {
  zone: string
  now: string
  weekStart: number
  fiscalYearStart: string
  calendars?: { readonly [key: string]: Calendar }
}
