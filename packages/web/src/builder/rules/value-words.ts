import type { RuleType } from '@atelier/rules'
import { type FormatSettings, formatBig, formatDateTime, type Label, type TranslateOf } from '@atelier/ui'
import type { ruleTexts } from './rule-texts.ts'

type Words = {
  readonly t: TranslateOf<typeof ruleTexts>
  readonly label: (label: Label | undefined, fallback: string) => string
  /** Names of records, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly format: FormatSettings
}

const has = <Key extends string>(value: unknown, key: Key): value is Readonly<Record<Key, unknown>> =>
  typeof value === 'object' && value !== null && key in value

/** A value that a rule saw, as people read it. */
export function valueWords(value: unknown, type: RuleType, words: Words): string {
  const { t, label, names, format } = words
  if (value === null || value === undefined || value === '') return t('empty')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (Array.isArray(value)) {
    if (type.kind === 'collection') return t('others', { count: value.length })
    return value.length === 0
      ? t('empty')
      : value.map((each) => valueWords(each, type, words)).join(format.language.startsWith('zh') ? '、' : ', ')
  }
  if (has(value, 'amount'))
    return `${formatBig(String(value.amount), format)} ${has(value, 'currency') ? (value.currency ?? '') : ''}`.trim()
  if (has(value, 'id')) return names.get(String(value.id)) ?? String(value.id).slice(0, 8)
  const text = has(value, 'key') ? String(value.key) : String(value)
  if (type.kind === 'choice' || type.kind === 'choices') {
    const option = type.options?.find((each) => each.key === text)
    return label(option?.label, text)
  }
  if (type.kind === 'number' || type.kind === 'money') return formatBig(text, format)
  if (type.kind === 'datetime') return formatDateTime(text, format)
  return names.get(text) ?? text
}
