import type { RuleType, TypeKind, Words } from '../types.ts'
import { words } from '../words.ts'

const NAMES: { readonly [kind in TypeKind]: Words } = {
  boolean: words('yes or no', '是否'),
  number: words('a number', '数字'),
  text: words('a text', '文本'),
  date: words('a date', '日期'),
  datetime: words('a date with time', '日期时间'),
  time: words('a time of day', '时间'),
  duration: words('a duration', '时长'),
  currency: words('a currency', '币种'),
  period: words('a period', '期间'),
  choice: words('an option', '选项'),
  choices: words('several options', '多个选项'),
  reference: words('a record', '记录'),
  references: words('several records', '多条记录'),
  money: words('money', '金额'),
  collection: words('a list of records', '记录列表'),
}

/** What a type is called in a problem. */
export const typeName = (type: RuleType): Words =>
  type.kind === 'reference' ? words(`a record (${type.entity})`, `记录(${type.entity})`) : NAMES[type.kind]

/** Whether a value of `actual` may stand where `expected` is asked for. Nothing converts by itself. */
export function fits(actual: RuleType, expected: RuleType): boolean {
  if (actual.kind === 'reference' && expected.kind === 'reference') return actual.entity === expected.entity
  if (actual.kind === 'currency' && expected.kind === 'text') return true
  return actual.kind === expected.kind
}

/** The type that holds both: money of two currencies is money of an unknown one. */
export function together(a: RuleType, b: RuleType): RuleType {
  if (a.kind === 'money' && b.kind === 'money' && a.currency !== b.currency) return { kind: 'money' }
  return a
}
