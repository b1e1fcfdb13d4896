import { decimalText, parseDecimal } from '../decimal.ts'
import { parseDay } from '../time/civil.ts'
import { parseClock, parseDuration } from '../time/durations.ts'
import { parseMoment } from '../time/instant.ts'
import type { Json, RuleType, Words } from '../types.ts'
import type { Value } from '../values.ts'
import { nearest, words } from '../words.ts'
import { type Checker, meant, report } from './checker.ts'
import { typeName } from './type-names.ts'

/** Whether the JSON is a literal: not an operator and not a list. */
export const isLiteral = (json: Json | undefined): boolean =>
  json === undefined || json === null || typeof json !== 'object'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const CURRENCY = /^[A-Z]{3}$/

const HOW: { readonly [kind in RuleType['kind']]?: Words } = {
  number: words('Write a whole number, or a decimal in quotes such as "0.15"', '请写整数,或带引号的小数,例如 "0.15"'),
  money: words('Write the amount in quotes, such as "12.50"', '请写带引号的金额,例如 "12.50"'),
  date: words('Write it as "2026-11-22"', '请写成 "2026-11-22"'),
  datetime: words(
    'Write it with its offset, as "2026-11-22T09:30:00+08:00"',
    '请带时区偏移,例如 "2026-11-22T09:30:00+08:00"',
  ),
  time: words('Write it as "09:30"', '请写成 "09:30"'),
  duration: words('Write it as "PT8H" or "P3D"', '请写成 "PT8H" 或 "P3D"'),
  boolean: words('Write true or false', '请写 true 或 false'),
  currency: words('Write its three letters, such as "CNY"', '请写三位字母代码,例如 "CNY"'),
  reference: words("Write the record's id", '请写记录的 id'),
}

/** A literal read as `type`: `null` and `""` are empty for every type. `undefined`: a problem was reported. */
export function checkLiteral(json: Json | undefined, type: RuleType, at: string, checker: Checker): Value | undefined {
  if (json === undefined || json === null || json === '') return null
  const value = read(json, type, checker)
  if (value !== undefined) return checkOption(value, type, at, checker)
  const fix = HOW[type.kind]
  const name = typeName(type)
  return report(
    checker,
    'wrong_type',
    at,
    words(`${show(json)} is not ${name.en}`, `${show(json)} 不是${name['zh-CN']}`),
    { params: { expected: type.kind }, ...(fix === undefined ? {} : { fix }) },
  )
}

/** A literal cut short, for messages. */
const show = (json: Json): string => {
  const text = JSON.stringify(json)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** Text that Postgres can hold: well formed and without U+0000. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000')

function read(json: Json, type: RuleType, checker: Checker): Value | undefined {
  if (type.kind === 'boolean') return typeof json === 'boolean' ? json : undefined
  if (type.kind === 'number') return parseDecimal(json)
  if (type.kind === 'money') {
    const amount = parseDecimal(json)
    return amount === undefined ? undefined : { kind: 'money', amount, currency: null, base: amount }
  }
  if (typeof json !== 'string' || !isStorable(json)) return undefined
  switch (type.kind) {
    case 'text':
      return json.normalize('NFC')
    case 'choice':
      return json.normalize('NFC')
    case 'currency':
      return CURRENCY.test(json) ? json : undefined
    case 'date':
      return parseDay(json)
    case 'datetime':
      return parseMoment(json)
    case 'time':
      return parseClock(json)
    case 'duration':
      return parseDuration(json)
    case 'reference': {
      const isId = checker.scope.isId ?? ((text: string) => UUID.test(text))
      const id = checker.scope.isId === undefined ? json.toLowerCase() : json
      return isId(json) ? { kind: 'ref', id, data: { id } } : undefined
    }
    default:
      return undefined
  }
}

function checkOption(value: Value, type: RuleType, at: string, checker: Checker): Value | undefined {
  if (type.kind !== 'choice' || type.options === undefined || typeof value !== 'string') return value
  const keys = type.options.map((option) => option.key)
  if (keys.includes(value)) return value
  const near = nearest(value, keys)
  return report(checker, 'unknown_option', at, words(`There is no option "${value}"`, `没有选项“${value}”`), {
    fix: words(`The options are: ${keys.slice(0, 20).join(', ')}`, `可选:${keys.slice(0, 20).join('、')}`),
    ...meant(near, { option: value }),
  })
}

/** A name for a literal value: two literals with one name are the same value. */
export const literalName = (json: Json): string => {
  const number = parseDecimal(json)
  return number === undefined ? JSON.stringify(json) : decimalText(number)
}
