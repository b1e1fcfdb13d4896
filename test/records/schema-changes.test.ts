import type { Document, EntityDocument, FieldDefinition } from '@atelier/definitions'
import { compileList, planSchema, uniqueOf } from '@atelier/records'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWorkspace, type TestWorkspace } from './workspace.ts'

const note = (fields: readonly FieldDefinition[], more: Partial<EntityDocument> = {}): EntityDocument => ({
  kind: 'entity',
  specVersion: 1,
  id: 'ent_note',
  key: 'note',
  fields,
  ...more,
})
const title: FieldDefinition = { id: 'fld_title', key: 'title', type: 'text' }
const rate: FieldDefinition = { id: 'fld_rate', key: 'rate', type: 'number', precision: 6, scale: 1 }

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openWorkspace([note([title, rate])])
})
afterEach(() => workspace.close())

const publish = (...documents: readonly Document[]) => workspace.publish(documents)
const all = async (field: string, entity = 'note') => {
  const page = await workspace.json<{ records: Record<string, unknown>[] }>(
    compileList(workspace.as(), { entity, limit: 50, fields: [field], sort: ['createdAt'] }),
  )
  return page.records.map((record) => record[field])
}

describe('publishing', () => {
  test('the same definitions again changes nothing', async () => {
    expect(await publish(note([title, rate]))).toEqual([])
  })

  test('a new key or label is no change of the database', async () => {
    await workspace.insert('note', { title: 'kept' })
    expect(
      await publish(note([{ ...title, key: 'headline', label: { en: 'Headline' } }, rate], { key: 'memo' })),
    ).toEqual([])
    expect(await all('headline', 'memo')).toEqual(['kept'])
  })

  test('a new field adds a column without touching rows', async () => {
    await workspace.insert('note', { title: 'kept' })
    const steps = await publish(note([title, rate, { id: 'fld_day', key: 'day', type: 'date' }]))
    expect(steps).toEqual(['alter table "ws ""test"""."r_ent_note" add column "f_fld_day" date'])
    expect(await all('day')).toEqual([null])
  })

  test('a field that goes keeps its values for when it comes back', async () => {
    await workspace.insert('note', { title: 'kept' })
    expect(await publish(note([rate]))).toEqual([])
    await workspace.insert('note', { rate: '1.0' })
    expect(await publish(note([title, rate]))).toEqual([])
    expect(await all('title')).toEqual(['kept', null])
  })

  test('an entity that goes keeps its records for when it comes back', async () => {
    await workspace.insert('note', { title: 'kept' })
    expect(await publish()).toEqual([])
    expect(await publish(note([title, rate]))).toEqual([])
    expect(await all('title')).toEqual(['kept'])
  })

  test('another type starts a column of its own, takes over what fits and keeps what does not', async () => {
    for (const text of ['12', '3.5', '12.345', 'twelve', '1e3', ''])
      await workspace.insert('note', { title: text === '' ? null : text })
    await publish(note([{ ...title, type: 'number', precision: 6, scale: 2 }, rate]))
    expect(await all('title')).toEqual(['12.00', '3.50', null, null, null, null])
    await workspace.insert('note', { title: '8.00' })
    await publish(note([title, rate]))
    // What was said meanwhile is kept, what the number could not hold was never lost.
    expect(await all('title')).toEqual(['12', '3.5', '12.345', 'twelve', '1e3', null, '8.00'])
  })

  test('text becomes a choice where it is one of its options', async () => {
    for (const text of ['red', 'blue', "o'range"]) await workspace.insert('note', { title: text })
    const options = [
      { id: 'opt_r', key: 'red' },
      { id: 'opt_g', key: 'green' },
    ]
    await publish(note([{ ...title, type: 'choice', options }, rate]))
    expect(await all('title')).toEqual(['red', null, null])
    await publish(note([title, rate]))
    expect(await all('title')).toEqual(['red', 'blue', "o'range"])
  })

  test('a wider number needs no new column, a narrower one keeps what it cannot hold', async () => {
    await workspace.insert('note', { rate: '12345.6' })
    await workspace.insert('note', { rate: '2.0' })
    const steps = await publish(note([title, { ...rate, precision: 9 }]))
    expect(steps).toEqual(['alter table "ws ""test"""."r_ent_note" alter column "f_fld_rate" type numeric(9,1)'])
    await publish(note([title, { ...rate, precision: 3, scale: 0 }]))
    expect(await all('rate')).toEqual([null, '2'])
    await publish(note([title, { ...rate, precision: 9 }]))
    expect(await all('rate')).toEqual(['12345.6', '2.0'])
  })

  test('an index of a filled table is built without a lock, and goes when nobody asks for it', async () => {
    const steps = await publish(
      note([
        { ...title, unique: true },
        { ...rate, index: true },
      ]),
    )
    expect(steps).toHaveLength(2)
    for (const step of steps) expect(step).toMatch(/^create (unique )?index concurrently if not exists "i_/)
    const gone = await publish(note([title, rate]))
    for (const step of gone) expect(step).toMatch(/^drop index concurrently if exists/)
  })

  test('names of any length and letters stay apart and within what Postgres keeps', async () => {
    const long = `fld_${'A'.repeat(60)}`
    await publish(
      note([
        title,
        rate,
        { id: long, key: 'upper', type: 'text' },
        { id: long.toLowerCase(), key: 'lower', type: 'text' },
        { id: 'fld_amount', key: 'amount', type: 'money' },
        { id: 'fld_amount_currency', key: 'other', type: 'text' },
      ]),
    )
    await workspace.insert('note', {
      upper: 'U',
      lower: 'l',
      amount: { amount: '1.00', currency: 'USD', base: '1.00' },
      other: 'o',
    })
    const page = await workspace.json<{ records: object[] }>(
      compileList(workspace.as(), { entity: 'note', limit: 1, fields: ['upper', 'lower', 'amount', 'other'] }),
    )
    expect(page.records[0]).toMatchObject({
      upper: 'U',
      lower: 'l',
      amount: { amount: '1.00', currency: 'USD' },
      other: 'o',
    })
  })

  test('gives the plan without doing anything', () => {
    const plan = planSchema({ schema: 'x', from: undefined, model: workspace.model() })
    expect(plan.steps[0]?.describe).toEqual({
      en: expect.stringContaining('table'),
      'zh-CN': expect.stringContaining('表'),
    })
    expect(plan.steps.every((step) => step.kind === 'instant')).toBe(true)
  })
})

describe('a unique field', () => {
  const violated = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (reason: { code?: string; constraint?: string }) => reason,
    )
    return (
      error && { code: error.code, unique: uniqueOf(workspace.model(), workspace.physical(), error.constraint ?? '') }
    )
  }

  test('refuses a second record, but not beside one in the bin, nor empties', async () => {
    await publish(note([{ ...title, unique: true }, rate]))
    const id = await workspace.insert('note', { title: 'one' })
    await workspace.insert('note', {})
    await workspace.insert('note', {})
    expect(await violated(workspace.insert('note', { title: 'one' }))).toEqual({
      code: '23505',
      unique: { entity: 'note', unique: 'unq_fld_title', fields: ['title'] },
    })
    await workspace.write({
      records: [{ entity: 'note', update: [{ id, version: 1, values: {}, deletedAt: '2026-11-22T00:00:00Z' }] }],
    })
    expect(await violated(workspace.insert('note', { title: 'one' }))).toBeUndefined()
  })

  test('may count empties as the same and hold for some records only', async () => {
    const unique = [
      { id: 'unq_both', fields: ['title', 'rate'], empty: 'same' as const, filter: { '>': [{ var: 'rate' }, '1'] } },
    ]
    await publish(note([title, rate], { unique }))
    await workspace.insert('note', { rate: '1.0' })
    await workspace.insert('note', { rate: '1.0' })
    await workspace.insert('note', { rate: '2.0' })
    expect((await violated(workspace.insert('note', { rate: '2.0' })))?.unique?.unique).toBe('unq_both')
  })
})
