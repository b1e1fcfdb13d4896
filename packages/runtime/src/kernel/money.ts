import type { Field } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import { compileList } from '@atelier/records'
import { evaluate } from '@atelier/rules'
import type { Batch } from './batch.ts'
import { refuse, same } from './draft.ts'
import { isRule, needsOf } from './entity-needs.ts'
import { type Part, setValue } from './part.ts'
import { fieldProblem } from './problems.ts'
import { ruleOf } from './rules.ts'
import { asSystem } from './session.ts'

type Money = { readonly amount: string; readonly currency: string | null; readonly base: string | null }

function moneyOf(value: Canonical | undefined): Money | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const parts = new Map<string, Canonical>(Object.entries(value))
  const [amount, currency, base] = [parts.get('amount'), parts.get('currency'), parts.get('base')]
  if (typeof amount !== 'string') return undefined
  return {
    amount,
    currency: typeof currency === 'string' ? currency : null,
    base: typeof base === 'string' ? base : null,
  }
}

/**
 * Gives every amount its currency (its own, the workspace's, or the one at the end of a path) and its worth in the workspace's currency
 * by the rate of its day. Without a rate the write is refused: an amount that cannot be added up must not slip into totals.
 */
export async function completeMoney(batch: Batch, part: Part): Promise<void> {
  const { currency: home } = batch.model.workspace
  for (const key of needsOf(batch.model, part.entity).money) {
    const field = part.entity.fields.get(key)
    const money = moneyOf(part.row[key])
    if (field === undefined || money === undefined) continue
    const currency = currencyOf(part, field, money)
    if (currency === undefined) {
      refuse(
        part.draft,
        'invalid',
        fieldProblem(
          'required',
          field,
          (l) => ({ en: `${l.en} needs a currency.`, 'zh-CN': `${l['zh-CN']}缺少币种。` }),
          { place: part.place },
        ),
      )
      continue
    }
    if (currency === null) continue
    const day = dayOf(batch, part, field)
    const old = moneyOf(part.before?.[key])
    const isKept =
      old !== undefined &&
      old.base !== null &&
      same({ ...old }, { amount: money.amount, currency, base: old.base }) &&
      day === dayBefore(batch, part, field)
    const base =
      currency === home
        ? money.amount
        : isKept
          ? old.base
          : await worth(batch, part, field, money.amount, currency, day)
    if (base === undefined) continue
    const rounded = currency === home ? scaleLike(field, base, home) : base
    setValue(part, field, { amount: money.amount, currency, base: rounded })
  }
}

function currencyOf(part: Part, field: Field, money: Money): string | null | undefined {
  const source = field.definition.currency
  if (typeof source !== 'object') return money.currency
  const given = part.given.has(field.key) ? money.currency : null
  let value: unknown = part.record
  for (const step of source.from.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : null
  const named = typeof value === 'string' && value !== '' ? value : null
  if (named === null) return given ?? undefined
  if (given !== null && given !== named) {
    refuse(
      part.draft,
      'invalid',
      fieldProblem(
        'unknown_currency',
        field,
        (l) => ({ en: `${l.en} must be in ${named}.`, 'zh-CN': `${l['zh-CN']}的币种应为 ${named}。` }),
        { place: part.place, params: { value: given, allowed: [named] } },
      ),
    )
    return null
  }
  return named
}

/** The exact product of two decimals, as text. */
export function times(a: string, b: string): string {
  const [x, scaleX] = scaled(a)
  const [y, scaleY] = scaled(b)
  const product = x * y
  const digits = (product < 0n ? -product : product).toString().padStart(scaleX + scaleY + 1, '0')
  const cut = digits.length - scaleX - scaleY
  return `${product < 0n ? '-' : ''}${digits.slice(0, cut)}${cut === digits.length ? '' : `.${digits.slice(cut)}`}`
}

function scaled(text: string): readonly [bigint, number] {
  const [whole = '0', fraction = ''] = text.split('.')
  return [BigInt(`${whole}${fraction}`), fraction.length]
}

// A base amount is kept with the digits of the workspace's currency, as the field type parses it.
function scaleLike(field: Field, amount: string, home: string): string {
  const parsed = (field.type.fromRule ?? field.type.parse)({ amount, currency: home }, field.settings)
  return (parsed.ok ? moneyOf(parsed.value)?.base : undefined) ?? amount
}

function dayOf(batch: Batch, part: Part, field: Field): string {
  const { rateDate } = field.definition
  const rule = isRule(rateDate) ? ruleOf(batch.model, part.entity.key, rateDate, 'formula', 'any') : undefined
  const value = rule === undefined ? null : evaluate(rule, part.env)
  if (typeof value === 'string') return value.slice(0, 10)
  const created = part.draft.before?.['createdAt']
  return (typeof created === 'string' ? created : batch.context.now.toISOString()).slice(0, 10)
}

function dayBefore(batch: Batch, part: Part, field: Field): string {
  const old = part.env.names?.$old
  return typeof old === 'object' && old !== null
    ? dayOf(batch, { ...part, env: { ...part.env, record: { ...old } } }, field)
    : ''
}

async function worth(
  batch: Batch,
  part: Part,
  field: Field,
  amount: string,
  currency: string,
  day: string,
): Promise<string | undefined> {
  const { rates, currency: home } = batch.model.workspace
  const none = (): undefined => {
    refuse(
      part.draft,
      'invalid',
      fieldProblem(
        'no_rate',
        field,
        (l) => ({
          en: `${l.en}: there is no rate from ${currency} to ${home} for ${day}.`,
          'zh-CN': `${l['zh-CN']}:没有 ${day} 从 ${currency} 到 ${home} 的汇率。`,
        }),
        {
          place: part.place,
          params: { from: currency, to: home, on: day },
          fix: { en: 'Enter the rate first.', 'zh-CN': '请先录入汇率。' },
        },
      ),
    )
    return undefined
  }
  if (rates === undefined) return none()
  const compiled = compileList(asSystem(batch.context), {
    entity: rates.entity,
    filter: { and: [{ '==': [{ var: rates.from }, currency] }, { '<=': [{ var: rates.on }, day] }] },
    sort: [`-${rates.on}`],
    fields: [rates.rate],
    limit: 1,
  })
  if (!compiled.ok) return none()
  const { records } = await batch.session.json<{ records: readonly Record<string, unknown>[] }>(compiled.statement)
  const rate = records[0]?.[rates.rate]
  if (typeof rate !== 'string') return none()
  return scaleLike(field, times(amount, rate), home)
}
