import type { Canonical, FieldSettings, FieldType } from '@atelier/fields'
import { fieldTypes } from '@atelier/fields'
import { type FieldSql, fieldSql } from '@atelier/fields/sql'
import { exampleField } from '@atelier/fields/testing'
import { checkRule, decide, type Env, type FieldShape, type Rule, type Scope } from '@atelier/rules'
import { ruleToSql, type SqlEnv } from '@atelier/rules/sql'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTable, columnOf, fillTable, openTable, run, samplesOf } from './table.ts'

beforeAll(openTable)
afterAll(closeTable)

const types: readonly FieldType[] = fieldTypes
const now = '2026-11-22T06:05:00.000Z'

/** The literal that stands for a value in a rule. */
function literalOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { amount, currency, key }: { amount?: unknown; currency?: unknown; key?: unknown } = value
  return amount === undefined ? key : { money: [amount, currency] }
}

/** Every rule about one path that its operators could make of the values; those that the type does not allow are dropped by the checker. */
function candidates(path: string, values: readonly unknown[]): readonly unknown[] {
  const place = { var: path }
  const literals = values.map(literalOf).filter((each) => each !== null && each !== undefined)
  const elements = literals.flat()
  const [first = '', second = first] = elements
  return [
    { empty: [place] },
    { notEmpty: [place] },
    { '!': [{ empty: [place] }] },
    ...['==', '!=', '<', '<=', '>', '>='].flatMap((operator) =>
      elements.map((each) => ({ [operator]: [place, each] })),
    ),
    ...['contains', 'startsWith', 'endsWith'].flatMap((operator) =>
      elements.flatMap((each) => [
        { [operator]: [place, String(each).slice(0, 2)] },
        { [operator]: [place, String(each).slice(-2), { ci: true }] },
      ]),
    ),
    { between: [place, first, second] },
    { between: [place, second, first] },
    { in: [place, elements] },
    { in: [place, [second]] },
    { hasAny: [place, [first]] },
    { hasAll: [place, elements] },
    { hasNone: [place, [second]] },
    { '!': [{ '==': [place, first] }] },
    { '>': [{ length: [place] }, 2] },
    { '>': [{ '+': [place, 1] }, 2] },
  ]
}

const shape = (type: FieldType, field: FieldSettings): FieldShape => {
  const parts = type.parts?.(field)
  return {
    id: 'fld_example',
    key: field.key,
    label: field.key,
    type: type.ruleType(field),
    ...(parts ? { parts } : {}),
  }
}

/** Postgres has no `uuid` less than another and so on: the checker must have refused what cannot be compared. */
function allowed(
  type: FieldType,
  field: FieldSettings,
  samples: readonly Canonical[],
): readonly { rule: Rule; json: unknown }[] {
  const own = shape(type, field)
  const entity = { key: 'deal', field: (key: string) => (key === field.key ? own : undefined) }
  const scope: Scope = {
    entity: 'deal',
    shape: (key) => (key === 'deal' ? entity : undefined),
    workspaceCurrency: 'CNY',
    currencies: ['CNY', 'USD', 'EUR', 'JPY'],
  }
  const parts = Object.entries(own.parts ?? {})
  const rules = [
    ...candidates(field.key, samples),
    ...parts.flatMap(([name, part]) =>
      candidates(
        `${field.key}.${name}`,
        samples.map((value) => part.read(value)),
      ),
    ),
  ]
  return rules.flatMap((json) => {
    const { rule } = checkRule(json, { scope, mode: 'plain', expects: { kind: 'boolean' } })
    return rule ? [{ rule, json }] : []
  })
}

function environment(half: FieldSql, field: FieldSettings, env: Env): SqlEnv {
  const none = (): never => {
    throw new Error('examples have no relations')
  }
  return {
    alias: 't',
    env,
    column: (_alias, _entity, _field, part) => half.rule(columnOf, part, field),
    relation: none,
    identity: none,
  }
}

const answer = (value: unknown) => (value === null || value === undefined ? 'undecided' : value)

const kept = types.flatMap((type) => {
  const half = fieldSql(type.key)
  if (type.storage !== 'columns' || half === undefined) return []
  return type.examples.map(
    (example) => [`${type.key} ${JSON.stringify(example.definition)}`, type, half, example] as const,
  )
})

describe.each(kept)('%s', (_name, type, half, example) => {
  test('every operator that it allows answers alike in JavaScript and in SQL, in both modes', async () => {
    const field = exampleField(type, example)
    const samples = samplesOf(example)
    const rules = allowed(type, field, samples)
    expect(rules.length).toBeGreaterThan(3)
    await fillTable(type, field, samples)
    const env = (record: Canonical): Env => ({
      record: { [field.key]: record },
      now,
      zone: 'UTC',
      workspaceCurrency: 'CNY',
    })
    for (const mode of ['plain', 'strict'] as const) {
      const columns = rules.map(({ rule }, index) => {
        const condition: RawBuilder<unknown> = ruleToSql(rule, environment(half, field, env(null)), mode)
        return sql`(${condition}) as ${sql.ref(`r${index}`)}`
      })
      const rows = await run(sql`select ${sql.join(columns)} from t order by n`)
      const differences = rules.flatMap(({ rule, json }, index) =>
        samples.flatMap((value, n) => {
          const inSql = answer(rows[n]?.[`r${index}`])
          const inJavaScript = decide(rule, env(value), mode).answer
          return inSql === inJavaScript ? [] : [{ mode, rule: JSON.stringify(json), value, inSql, inJavaScript }]
        }),
      )
      expect(differences).toEqual([])
    }
  })
})
