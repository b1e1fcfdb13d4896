import { moneyParts, type RuleType } from '@atelier/rules'
import type { Canonical, FieldSettings, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { digitsOf, splitCurrency } from '../../currencies.ts'
import { groupThousands } from '../../decimal.ts'
import { precisionOf } from '../../definition.ts'
import { type NumberLimits, numericType, parseNumber, parseNumberCell, roundedNumber } from '../../number-value.ts'
import { accept, empty, isEmpty, refuse, words, wrongType } from '../../problem.ts'

/** Where the currency comes from: the workspace, the value itself, what it was computed from, or another field of the record. */
type Source =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'own' }
  | { readonly kind: 'from'; readonly path: string }
  /** `path` names the currency field that everything it is made from shares. */
  | { readonly kind: 'computed'; readonly path: string | undefined }

function sourceOf(field: FieldSettings): Source {
  const { currency: stated, result } = field.definition
  const path =
    typeof stated === 'object' && stated !== null && 'from' in stated && typeof stated.from === 'string'
      ? stated.from
      : undefined
  if (result === 'money') return stated === 'workspace' ? { kind: 'workspace' } : { kind: 'computed', path }
  if (stated === 'own') return { kind: 'own' }
  return path === undefined ? { kind: 'workspace' } : { kind: 'from', path }
}

const scaleOf = (field: FieldSettings): number => {
  const { currency, currencies } = field.workspace
  return digitsOf(sourceOf(field).kind === 'workspace' ? [currency] : [currency, ...currencies])
}

type Limits = { readonly amount: NumberLimits; readonly base: NumberLimits }
const known = new WeakMap<FieldSettings, Limits>()

function bothLimits(field: FieldSettings): Limits {
  let both = known.get(field)
  if (both === undefined) {
    const precision = precisionOf(field, 30)
    const amount = { precision, scale: scaleOf(field) }
    both = { amount, base: { precision: precision + 6, scale: digitsOf([field.workspace.currency]) } }
    known.set(field, both)
  }
  return both
}

const limits = (field: FieldSettings): NumberLimits => bothLimits(field).amount
const baseLimits = (field: FieldSettings): NumberLimits => bothLimits(field).base

type Amount = (value: unknown, limits: NumberLimits) => Parsed<string | null>

/**
 * `{amount, currency}`, or the amount alone where the currency is known from elsewhere. `base` is known at once in the workspace's
 * own currency; else, and for a currency that another field gives, the write kernel fills it in.
 */
function parseMoney(input: unknown, field: FieldSettings, readAmount: Amount, takesBase = false): Parsed<Canonical> {
  if (isEmpty(input)) return empty
  const isParts = typeof input === 'object' && !Array.isArray(input)
  const entries = new Map(isParts ? Object.entries(input) : [['amount', input]])
  const known = takesBase ? ['amount', 'currency', 'base'] : ['amount', 'currency']
  const unknown = [...entries.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined || !entries.has('amount')) {
    return wrongType(
      'money like {"amount": "12.50", "currency": "CNY"}',
      '金额，例如 {"amount": "12.50", "currency": "CNY"}',
    )
  }
  const amount = readAmount(entries.get('amount'), limits(field))
  if (!amount.ok)
    return isParts ? { ok: false, problems: amount.problems.map((each) => ({ ...each, path: '/amount' })) } : amount
  if (amount.value === null) return empty
  if (sourceOf(field).kind === 'computed') return withComputedBase(amount.value, entries, field)
  const currency = settleCurrency(entries.get('currency'), field)
  return currency.ok ? withBase(amount.value, currency.value, field) : currency
}

/** A computed amount brings its currency and what it is worth along; one without a currency is in the workspace's. */
function withComputedBase(
  amount: string,
  parts: ReadonlyMap<string, unknown>,
  field: FieldSettings,
): Parsed<Canonical> {
  const given = parts.get('currency')
  const currency = typeof given === 'string' ? given : field.workspace.currency
  if (currency === field.workspace.currency) return withBase(amount, currency, field)
  const base = roundedNumber(parts.get('base'), baseLimits(field))
  return base.ok ? accept({ amount, currency, base: base.value }) : base
}

/** The amount in the workspace's currency needs no rate; one that no column could keep is refused there. */
function withBase(amount: string, currency: string | null, field: FieldSettings): Parsed<Canonical> {
  if (currency !== field.workspace.currency) return accept({ amount, currency, base: null })
  const base = roundedNumber(amount, baseLimits(field))
  return base.ok ? accept({ amount, currency, base: base.value }) : base
}

function settleCurrency(given: unknown, field: FieldSettings): Parsed<string | null> {
  const source = sourceOf(field)
  const { currency: own, currencies } = field.workspace
  if (isEmpty(given)) {
    if (source.kind === 'workspace') return accept(own)
    if (source.kind === 'from') return empty
    return wrongType('money with its currency', '带币种的金额', {
      fix: words(
        `Send {"amount": …, "currency": "${own}"}`,
        `请同时提供币种，例如 {"amount": …, "currency": "${own}"}`,
      ),
    })
  }
  if (typeof given !== 'string') return wrongType('the code of a currency', '币种代码', { path: '/currency' })
  const isKnown = given === own || currencies.includes(given)
  if (!isKnown || (source.kind === 'workspace' && given !== own)) {
    const allowed = source.kind === 'workspace' ? [own] : [...new Set([own, ...currencies])]
    return refuse(
      'unknown_currency',
      `The currency ${given.slice(0, 20)} is not used here`,
      `此处不使用币种 ${given.slice(0, 20)}`,
      {
        path: '/currency',
        params: { value: given.slice(0, 20), allowed },
        fix: words(`Use ${allowed.join(', ')}`, `请使用 ${allowed.join('、')}`),
      },
    )
  }
  return accept(given)
}

const partOf = (value: unknown, part: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, part)?.value : null

const textPart = (value: unknown, part: string): string | null => {
  const found = partOf(value, part)
  return typeof found === 'string' ? found : null
}

function ruleType(field: FieldSettings): RuleType {
  const source = sourceOf(field)
  if (source.kind === 'workspace') return { kind: 'money', currency: 'workspace' }
  if (source.kind === 'own' || source.path === undefined) return { kind: 'money' }
  return { kind: 'money', currency: source.path }
}

function parseMoneyCell(
  cell: string,
  reading: Parameters<typeof parseNumberCell>[1],
  field: FieldSettings,
): Parsed<Canonical> {
  const { currency, rest } = splitCurrency(cell.normalize('NFKC'), field.workspace.currency)
  const amount = parseNumberCell(rest, reading, limits(field))
  if (!amount.ok || amount.value === null) return amount
  const assumed = sourceOf(field).kind === 'own' ? field.workspace.currency : undefined
  return parseMoney({ amount: amount.value, currency: currency ?? assumed }, field, parseNumber)
}

/** An amount with its currency, and what it is worth in the workspace's. */
export const money = defineFieldType({
  key: 'money',
  label: { en: 'Money', 'zh-CN': '金额' },
  summary: { en: 'An amount with its currency', 'zh-CN': '带币种的金额' },
  group: 'number',
  properties: {
    currency: {
      oneOf: [
        { enum: ['workspace', 'own'] },
        {
          type: 'object',
          required: ['from'],
          properties: { from: { type: 'string', minLength: 1, maxLength: 200 } },
          additionalProperties: false,
        },
      ],
    },
    rateDate: { $ref: '#/$defs/rule' },
  },
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType,
  parts: () => moneyParts,
  columns: (field) => [
    { part: '', type: numericType(limits(field)) },
    { part: 'currency', type: 'text', collation: 'C' },
    { part: 'base', type: numericType(baseLimits(field)) },
  ],
  // What an amount is worth in the workspace's currency is nobody's to write, but rules carry it along.
  parse: (input, field) => parseMoney(input, field, parseNumber, sourceOf(field).kind === 'computed'),
  fromRule: (value, field) => parseMoney(value, field, roundedNumber, true),
  answer: (value) =>
    value === null ? null : { amount: textPart(value, 'amount'), currency: textPart(value, 'currency') },
  toColumns: (value) => ({
    '': textPart(value, 'amount'),
    currency: textPart(value, 'currency'),
    base: textPart(value, 'base'),
  }),
  index: 'onDemand',
  uniqueable: false,
  parseCell: parseMoneyCell,
  formatText: (value) => {
    const amount = textPart(value, 'amount')
    const currency = textPart(value, 'currency')
    return amount === null ? '' : `${currency === null ? '' : `${currency} `}${groupThousands(amount)}`
  },
  examples: [
    {
      definition: {},
      values: [
        { input: '12.5', canonical: { amount: '12.50', currency: 'CNY', base: '12.50' }, cell: '¥12.50' },
        { input: 1200, canonical: { amount: '1200.00', currency: 'CNY', base: '1200.00' }, cell: 'RMB 1,200' },
        {
          input: { amount: '-3', currency: 'CNY' },
          canonical: { amount: '-3.00', currency: 'CNY', base: '-3.00' },
          cell: '-3元',
        },
        { input: 15000, canonical: { amount: '15000.00', currency: 'CNY', base: '15000.00' }, cell: '1.5万元' },
        { input: { amount: null, currency: 'CNY' }, canonical: null, cell: '' },
      ],
      refused: [
        { input: '12.505', code: 'too_many_decimals' },
        { input: '10000000000000000', code: 'out_of_range' },
        { input: { amount: '1', currency: 'USD' }, code: 'unknown_currency' },
        { input: { currency: 'CNY' }, code: 'wrong_type' },
        { input: { amount: '1', currency: 'CNY', base: '2' }, code: 'wrong_type' },
        { input: { amount: '1', currency: 'CNY', rate: '2' }, code: 'wrong_type' },
        { input: '¥5', code: 'wrong_type' },
      ],
    },
    {
      definition: { currency: 'own' },
      values: [
        {
          input: { amount: '90', currency: 'USD' },
          canonical: { amount: '90.00', currency: 'USD', base: null },
          cell: '$90',
        },
        {
          input: { amount: '7', currency: 'CNY' },
          canonical: { amount: '7.00', currency: 'CNY', base: '7.00' },
          cell: '7',
        },
      ],
      refused: [
        { input: '90', code: 'wrong_type' },
        { input: { amount: '1', currency: 'XXX' }, code: 'unknown_currency' },
      ],
      stored: [{ amount: '90.00', currency: 'USD', base: '640.35' }],
    },
    {
      definition: { currency: { from: 'currency' } },
      values: [
        { input: '8.80', canonical: { amount: '8.80', currency: null, base: null } },
        {
          input: { amount: 5, currency: 'EUR' },
          canonical: { amount: '5.00', currency: 'EUR', base: null },
          cell: '5 EUR',
        },
      ],
      refused: [{ input: { amount: 'x' }, code: 'wrong_type' }],
    },
  ],
})
