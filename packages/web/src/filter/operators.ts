import type { FieldView } from '@atelier/ui'
import { valueKind } from '../fields/registry.ts'
import type { Operator } from './condition.ts'

const presence: readonly Operator[] = ['empty', 'notEmpty']
const textual: readonly Operator[] = ['contains', 'is', 'isNot', 'startsWith', ...presence]
const numeric: readonly Operator[] = ['greater', 'atLeast', 'less', 'atMost', 'is', 'between', ...presence]
const temporal: readonly Operator[] = ['inPeriod', 'is', 'less', 'greater', 'between', ...presence]
const choice: readonly Operator[] = ['anyOf', 'noneOf', ...presence]
const many: readonly Operator[] = ['hasAny', 'hasNone', ...presence]

/** The operators that a person is offered for a field, the likeliest first; none for fields that cannot be filtered. */
export function operatorsFor(field: FieldView): readonly Operator[] {
  // A record that follows a process always stands somewhere.
  if (field.stages !== undefined) return ['anyOf', 'noneOf']
  switch (valueKind(field)) {
    case 'number':
    case 'money':
      return numeric
    case 'date':
    case 'datetime':
      return temporal
    case 'choice':
    case 'currency':
      return choice
    case 'choices':
    case 'references':
      return many
    case 'boolean':
      return ['yes', 'no']
    case 'reference':
      return choice
    case 'people':
      return field.target === 'user' ? ['isMe', ...choice] : choice
    case 'collection':
    case 'files':
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
