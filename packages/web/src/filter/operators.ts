import type { FieldView } from '@atelier/ui'
import type { Operator } from './condition.ts'

const presence: readonly Operator[] = ['empty', 'notEmpty']
const textual: readonly Operator[] = ['contains', 'is', 'isNot', 'startsWith', ...presence]
const numeric: readonly Operator[] = ['greater', 'atLeast', 'less', 'atMost', 'is', 'between', ...presence]
const temporal: readonly Operator[] = ['inPeriod', 'is', 'less', 'greater', 'between', ...presence]
const choice: readonly Operator[] = ['anyOf', 'noneOf', ...presence]
const many: readonly Operator[] = ['hasAny', 'hasNone', ...presence]

/** The operators that a person is offered for a field, the likeliest first; none for fields that cannot be filtered. */
export function operatorsFor(field: FieldView): readonly Operator[] {
  switch (
    field.type === 'formula' || field.type === 'rollup' || field.type === 'lookup'
      ? (field.result ?? 'number')
      : field.type
  ) {
    case 'number':
    case 'percent':
    case 'money':
      return numeric
    case 'date':
    case 'datetime':
      return temporal
    case 'choice':
    case 'currency':
      return choice
    case 'stage':
      return ['anyOf', 'noneOf']
    case 'choices':
    case 'tags':
    case 'references':
      return many
    case 'boolean':
      return ['yes', 'no']
    case 'reference':
    case 'team':
      return choice
    case 'user':
    case 'owner':
      return ['isMe', ...choice]
    case 'lines':
    case 'file':
      return []
    default:
      return textual
  }
}

/** Whether a condition with this operator needs a value. */
export const needsValue = (operator: Operator): boolean =>
  !['isMe', 'yes', 'no', 'empty', 'notEmpty'].includes(operator)

/** The periods offered for dates, in the rule language's form. */
export const periods: readonly (readonly [name: PeriodName, period: readonly (string | number)[]])[] = [
  ['today', ['this', 'day']],
  ['thisWeek', ['this', 'week']],
  ['nextWeek', ['next', 1, 'week']],
  ['thisMonth', ['this', 'month']],
  ['lastMonth', ['last', 1, 'month']],
  ['nextMonth', ['next', 1, 'month']],
  ['thisQuarter', ['this', 'quarter']],
  ['lastQuarter', ['last', 1, 'quarter']],
  ['thisYear', ['this', 'year']],
  ['lastYear', ['last', 1, 'year']],
  ['last7Days', ['rolling', 7, 'day']],
  ['last30Days', ['rolling', 30, 'day']],
]
export type PeriodName =
  | 'today' | 'thisWeek' | 'nextWeek' | 'thisMonth' | 'lastMonth' | 'nextMonth'
  | 'thisQuarter' | 'lastQuarter' | 'thisYear' | 'lastYear' | 'last7Days' | 'last30Days' // biome-ignore format: a list

/** The name of a period, if it is one of those offered. */
export const periodName = (period: unknown): PeriodName | undefined =>
  periods.find(([, each]) => JSON.stringify(each) === JSON.stringify(period))?.[0]
