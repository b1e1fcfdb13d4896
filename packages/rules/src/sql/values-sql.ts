import { decimalText } from '../decimal.ts'
import { dayText } from '../time/civil.ts'
import { clockText } from '../time/durations.ts'
import { momentText } from '../time/instant.ts'
import type { RuleType } from '../types.ts'
import { asDecimal, asMoney, asRef, namesIn, type Value } from '../values.ts'
import type { Facet } from './compiler.ts'

/** A value of the interpreter as the driver binds it. */
export function boundValue(value: Value, type: RuleType, facet: Facet): unknown {
  if (value === null || typeof value === 'boolean') return value
  switch (type.kind) {
    case 'number':
    case 'duration': {
      const number = asDecimal(value)
      return number === null ? null : decimalText(number)
    }
    case 'money': {
      const money = asMoney(value)
      const amount = facet === 'amount' ? money?.amount : money?.base
      return amount === null || amount === undefined ? null : decimalText(amount)
    }
    case 'date':
      return typeof value === 'number' ? dayText(value) : null
    case 'time':
      return typeof value === 'number' ? clockText(value) : null
    case 'datetime':
      return typeof value === 'bigint' ? momentText(value) : null
    case 'reference':
      return asRef(value)?.id ?? null
    case 'choices':
    case 'references':
    case 'collection':
      return [...namesIn(value)]
    default:
      return typeof value === 'string' ? value : null
  }
}
