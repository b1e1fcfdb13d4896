import { checkRule, decide, type Env, evaluate, type Json, type Mode, type Rule, type RuleType } from '@atelier/rules'
import { ruleToSql } from '@atelier/rules/sql'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import type pg from 'pg'
import type { Setting } from './samples.ts'
import { calendars, orgId, records, scope, sqlEnv, type World } from './world.ts'

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** The environment in which both back ends answer, but for the record. */
export const envOf = (setting: Setting): Omit<Env, 'record'> => ({
  calendars,
  calendar: 'office',
  ...setting,
  workspaceCurrency: 'CNY',
  names: {
    $user: {
      id: orgId(900),
      name: 'ab',
      roles: ['boss', 'a'],
      level: '2.5',
      orgs: [{ id: orgId(1) }, { id: orgId(2) }],
      org: { id: orgId(1) },
    },
    $workspace: { currency: 'CNY' },
    $vars: { limit: '2', word: null, day: '2026-02-28', moment: '2026-11-01T05:30:00Z' },
    param: { period: { start: '2026-01-01', end: '2027-01-01' } },
  },
})

/** One row on which the two back ends disagree. */
export type Difference = {
  readonly row: number
  readonly interpreter: unknown
  readonly database: unknown
  readonly mode: Mode
}

/** A text by which values of a type can be compared across the two. */
const shown = (type: RuleType, column: ReturnType<typeof sql>): ReturnType<typeof sql> => {
  if (type.kind === 'datetime')
    return sql`cast(cast(extract(epoch from ${column}) * 1000000 as numeric(30, 0)) as text)`
  if (type.kind === 'boolean') return sql`cast(${column} as text)`
  if (['number', 'money', 'duration'].includes(type.kind)) return sql`cast(trim_scale(${column}) as text)`
  return sql`cast(${column} as text)`
}

/** The interpreter's answer in the same form. */
function ours(rule: Rule, env: Env): string | null {
  if (rule.root.type.kind === 'boolean') {
    const { answer } = decide(rule, env)
    return answer === 'undecided' ? null : String(answer)
  }
  const value = evaluate(rule, env)
  if (value === null || value === undefined) return null
  switch (rule.root.type.kind) {
    case 'datetime':
      return microsOf(String(value))
    case 'money':
      return amountOf(value)
    case 'reference':
      return typeof value === 'object' && 'id' in value ? String(value.id) : null
    case 'duration':
      return String(secondsOf(String(value)))
    case 'time':
      return String(value)
    default:
      return String(value)
  }
}
const amountOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'amount' in value ? String(value.amount) : null
function microsOf(iso: string): string {
  const fraction = /\.(\d+)Z$/.exec(iso)?.[1] ?? ''
  const seconds = BigInt(Date.parse(iso.replace(/\.\d+Z$/, 'Z'))) / 1000n
  return String(seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0')))
}
function secondsOf(iso: string): string {
  const match = /^(-)?PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(\.\d+)?S)?$/.exec(iso)
  const whole = BigInt(match?.[2] ?? 0) * 3600n + BigInt(match?.[3] ?? 0) * 60n + BigInt(match?.[4] ?? 0)
  return `${match?.[1] ?? ''}${whole}${match?.[5] ?? ''}`
}

/** Checks a rule in a mode; undefined when it is not accepted. */
export function accepted(json: Json, mode: Mode): Rule | undefined {
  return checkRule(json, { scope, expects: 'any', mode }).rule
}

/** Runs a rule over every row of the world, or one of them, in both back ends. */
export async function differences(
  client: pg.Client,
  rule: Rule,
  world: World,
  setting: Setting,
  { only, kept = false }: { only?: number; kept?: boolean } = {},
): Promise<Difference[]> {
  const base = envOf(setting)
  const rows = records(world)
  const expression = ruleToSql(rule, sqlEnv({ ...base, record: null }, kept))
  const compiled = sql`select ${shown(rule.root.type, expression)} as value from deal as d order by d.id`.compile(
    compiler,
  )
  const answer = await client.query<{ value: string | null }>(compiled.sql, [...compiled.parameters])
  return rows.flatMap((record, row) => {
    if (only !== undefined && row !== only) return []
    const interpreter = ours(rule, { ...base, record })
    const database = answer.rows[row]?.value ?? null
    return interpreter === database ? [] : [{ row, interpreter, database, mode: rule.mode }]
  })
}

/** The text and parameters of a rule's SQL. */
export function compiledSql(rule: Rule, setting: Setting): { sql: string; parameters: readonly unknown[] } {
  const { sql: text, parameters } = sql`${ruleToSql(rule, sqlEnv({ ...envOf(setting), record: null }))}`.compile(
    compiler,
  )
  return { sql: text, parameters }
}
