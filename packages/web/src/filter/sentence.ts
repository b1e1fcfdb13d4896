import { valueUi } from '@atelier/fields/ui'
import { type FieldView, type FormatSettings, formatBig, type TranslateOf } from '@atelier/ui'
import { isTemporal } from '../fields/registry.ts'
import { asText } from '../fields/values.ts'
import type { Filterable } from '../workspace/model.ts'
import { fieldOf } from '../workspace/model.ts'
import type { Condition, Group, Opaque } from './condition.ts'
import type { filterTexts } from './filter-texts.ts'
import { needsValue, periodName } from './operators.ts'

type T = TranslateOf<typeof filterTexts>

/** What a sentence needs of its reader: language, labels, names of references, and how numbers look. */
export type SentenceContext = {
  readonly entity: Filterable
  readonly t: T
  readonly label: (label: FieldView['label'], fallback: string) => string
  readonly nameOf: (id: string) => string
  readonly format: FormatSettings
}

/** The field of a condition; `stage.outcome` and `stage.pipeline` read as choices of their own. */
export function conditionField(entity: Filterable, path: string, t: T): FieldView | undefined {
  const own = fieldOf(entity, path)
  if (own || !entity.stage) return own
  if (path === `${entity.stage.key}.pipeline`) {
    const options = entity.pipelines.map((pipeline) => ({ key: pipeline.key, label: pipeline.label }))
    return { key: path, type: 'choice', label: t('pipeline'), options }
  }
  if (path !== `${entity.stage.key}.outcome`) return undefined
  return {
    key: path,
    type: 'choice',
    label: t('outcome'),
    options: (['open', 'won', 'lost'] as const).map((key) => ({ key, label: t(key) })),
  }
}

function oneValue(field: FieldView, value: unknown, { label, nameOf, format, t }: SentenceContext): string {
  const option = [...(field.stages ?? []), ...(field.options ?? [])].find((each) => each.key === value)
  if (option) return label(option.label, option.key)
  const { kind, figure } = valueUi(field)
  if (kind === 'reference' || kind === 'references' || kind === 'people') return nameOf(asText(value))
  // What is compared is the amount, whatever its currency.
  if (kind === 'money') return formatBig(asText(value), format)
  if (figure) return figure(asText(value), format)
  const period = periodName(value)
  return period ? t(period) : asText(value)
}

/** A condition in three pieces: field, comparison, value. */
export function conditionWords(
  condition: Condition,
  context: SentenceContext,
): { field: string; operator: string; value?: string } {
  const { entity, t, label } = context
  if (condition.field === '') return { field: t('chooseField'), operator: '…' }
  const field = conditionField(entity, condition.field, t)
  const name = field ? label(field.label, field.key) : condition.field
  const dates = field !== undefined && isTemporal(field)
  const operator =
    dates && condition.operator === 'less'
      ? t('before')
      : dates && condition.operator === 'greater'
        ? t('after')
        : t(condition.operator)
  if (!field || !needsValue(condition.operator)) return { field: name, operator }
  const { value } = condition
  if (condition.operator === 'inPeriod') return { field: name, operator, value: oneValue(field, value, context) }
  const values = Array.isArray(value) ? value : [value]
  const join = condition.operator === 'between' ? ' – ' : context.format.language.startsWith('zh') ? '、' : ', '
  return { field: name, operator, value: values.map((each) => oneValue(field, each, context)).join(join) }
}

/** A group or a rule that cannot be taken apart, as one piece. */
export function groupWords(
  node: Group | Opaque,
  { t }: SentenceContext,
): { field: string; operator: string; value?: string } {
  if (node.kind === 'opaque') return { field: t('advanced'), operator: '' }
  return { field: t(node.match), operator: '', value: t('conditions', { count: node.items.length }) }
}

/** Ids of referenced records that the sentence names. */
export function referencedIds(
  node: Group,
  entity: Filterable,
): readonly { readonly entity: string; readonly id: string }[] {
  return node.items.flatMap((item) => {
    if (item.kind === 'group') return referencedIds(item, entity)
    if (item.kind === 'opaque') return []
    const target = fieldOf(entity, item.field)?.target
    const values = Array.isArray(item.value) ? item.value : [item.value]
    return target ? values.flatMap((id) => (typeof id === 'string' && id !== '' ? [{ entity: target, id }] : [])) : []
  })
}
