import type { FieldType } from '@atelier/fields'
import { fieldTypes } from '@atelier/fields'
import { type FieldSql, fieldSql } from '@atelier/fields/sql'
import { exampleField } from '@atelier/fields/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTable, columnOf, fillTable, indexTable, openTable, run, samplesOf } from './table.ts'

beforeAll(openTable)
afterAll(closeTable)

const types: readonly FieldType[] = fieldTypes
const kept = types.flatMap((type) => {
  const half = fieldSql(type.key)
  return type.storage === 'columns' ? [[type.key, type, half] as const] : []
})

test('every type that is kept in columns has its half in SQL', () => {
  expect(kept.filter(([, , half]) => half === undefined)).toEqual([])
  for (const type of types)
    if (type.storage === 'links' || type.storage === 'rows') expect(fieldSql(type.key)).toBeUndefined()
})

describe.each(kept)('%s', (_key, type, given) => {
  const half: FieldSql = given ?? { canonical: () => sql`null`, rule: () => sql`null` }

  describe.each(type.examples.map((example) => [JSON.stringify(example.definition), example] as const))(
    '%s',
    (_, example) => {
      const field = exampleField(type, example)
      const samples = samplesOf(example)

      beforeAll(async () => {
        await fillTable(type, field, samples)
      })

      test('comes back from Postgres as it was stored, as value and as answer', async () => {
        const answer = half.answer ?? half.canonical
        const rows = await run(
          sql`select ${half.canonical(columnOf, field)} as value, ${answer(columnOf, field)} as answer from t order by n`,
        )
        expect(rows.map((row) => row.value)).toEqual(samples)
        expect(rows.map((row) => row.answer)).toEqual(
          samples.map((value) => (type.answer ? type.answer(value, field) : value)),
        )
      })

      test('is text of one JSON whatever the session is set to', async () => {
        const [row] = await run(
          sql`select json_agg(json_build_object('v', ${half.canonical(columnOf, field)}) order by n)::text as text from t`,
        )
        expect(JSON.parse(String(row?.text))).toEqual(samples.map((v) => ({ v })))
      })

      test('sorts, empties apart', async () => {
        if (half.sort === undefined) return
        const rows = await run(sql`select n from t order by ${half.sort(columnOf, field)} nulls last, n`)
        expect(rows).toHaveLength(samples.length)
        const filled = rows.filter(({ n }) => samples[Number(n)] !== null)
        const isPartial = type.key === 'stage'
        if (!isPartial) expect(rows.slice(0, filled.length)).toEqual(filled)
      })

      test('every part that a rule reads is what JavaScript reads', async () => {
        const parts = type.parts?.(field) ?? {}
        for (const [name, part] of Object.entries(parts)) {
          const rows = await run(sql`select to_json(${half.rule(columnOf, name, field)}) as part from t order by n`)
          const expected = samples.map((value) => part.read(value) ?? null)
          expect(
            rows.map((row) => comparable(row.part)),
            name,
          ).toEqual(expected.map(comparable))
        }
      })

      test('the columns take an index of the type asked for', async () => {
        if (type.index === 'never') return
        const method = type.columns(field)[0]?.type.endsWith('[]') ? 'gin' : 'btree'
        await indexTable(method)
      })
    },
  )
})

/** Numbers by value, instants by moment. */
function comparable(part: unknown): unknown {
  if (typeof part === 'string' && /^-?\d+(\.\d+)?$/.test(part)) return Number(part)
  if (typeof part === 'string' && /^\d{4}-\d\d-\d\dT/.test(part)) return Date.parse(part)
  return part
}
