import { options } from '../documents.ts'
import { type FieldKey, fieldKeys } from '../rows.ts'

/** Values of an opportunity as both yardsticks take them. */
export type Values = Partial<Record<FieldKey, string | boolean | null>>

export type Problem = { readonly code: string; readonly field: string }

type Check = (value: unknown) => boolean

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most
const number =
  (scale: number, min = Number.NEGATIVE_INFINITY): Check =>
  (value) =>
    (typeof value === 'string' || typeof value === 'number') &&
    new RegExp(`^-?\\d{1,18}(\\.\\d{1,${Math.max(scale, 1)}})?$`).test(String(value)) &&
    Number(value) >= min
const among =
  (keys: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && keys.includes(value)
const id: Check = (value) => typeof value === 'string' && uuid.test(value)
const date: Check = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

const checks: Readonly<Record<FieldKey, Check>> = {
  name: text(200),
  account: id,
  owner: id,
  stage: among(options.stage),
  amount: number(2, 0),
  budget: number(2),
  probability: number(4),
  quantity: number(0, 0),
  score: number(0),
  closeDate: date,
  startDate: date,
  followUpAt: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  source: among(options.source),
  segment: among(options.segment),
  isKey: (value) => typeof value === 'boolean',
  contactName: text(200),
  contactEmail: (value) => text(200)(value) && /^\S+@\S+$/.test(String(value)),
  competitor: text(200),
  nextStep: text(200),
  need: text(20_000),
}

const isField = (key: string): key is FieldKey => key in checks

/** The values of a body that its writer may write, and every problem. A new record needs a name and an account. */
export function validate(
  body: unknown,
  writable: readonly string[],
  isNew: boolean,
): { readonly values: Values; readonly problems: readonly Problem[] } {
  const values: Values = {}
  const problems: Problem[] = []
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { values, problems: [{ code: 'wrong_type', field: '' }] }
  for (const [field, value] of Object.entries(body)) {
    if (!isField(field) || !writable.includes(field)) problems.push({ code: 'unknown_field', field })
    else if (value !== null && !checks[field](value)) problems.push({ code: 'wrong_type', field })
    else values[field] = typeof value === 'number' ? String(value) : value
  }
  for (const field of ['name', 'account'] as const)
    if (isNew ? !values[field] : field in values && !values[field]) problems.push({ code: 'required', field })
  return { values, problems }
}

/** What a list asks for: one stage, from an amount on, the largest first. */
export type Asked = {
  readonly stage: string
  readonly least: string
  readonly limit: number
  readonly after: { readonly amount: string; readonly id: string } | undefined
}

/** Reads the one kind of list that is measured; anything else is a bug of the benchmark. */
export function readAsked(query: (name: string) => string | undefined): Asked {
  const [stage, least] = JSON.parse(query('filter') ?? '{}').and
  const [amount, id] = JSON.parse(Buffer.from(query('after') ?? 'W10', 'base64url').toString('utf8'))
  if (query('sort') !== '-amount' || query('count') !== 'capped') throw new Error('Not the list that is measured')
  return {
    stage: String(stage['=='][1]),
    least: String(least['>='][1]),
    limit: Number(query('limit') ?? 50),
    after: amount === undefined ? undefined : { amount: String(amount), id: String(id) },
  }
}

/** The place behind a row in that list. */
export const cursorOf = (amount: string, id: string): string =>
  Buffer.from(JSON.stringify([amount, id])).toString('base64url')

/** How far totals are counted. */
export const countCap = 10_000

export { fieldKeys }
