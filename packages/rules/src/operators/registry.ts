import { aggregateOperators } from './aggregates.ts'
import { arithmeticOperators } from './arithmetic.ts'
import { businessOperators } from './business.ts'
import { comparisonOperators } from './comparison.ts'
import { firstOperators } from './first.ts'
import { listOperators } from './lists.ts'
import { logicOperators } from './logic.ts'
import { membershipOperators } from './membership.ts'
import { moneyOperators } from './money.ts'
import type { Operator } from './operator.ts'
import { peopleOperators } from './people.ts'
import { periodOperators } from './periods.ts'
import { quantifierOperators } from './quantifiers.ts'
import { textOperators } from './text.ts'
import { timeOperators } from './time.ts'

/** Every operator of the language. A new one is a file (or a place in its family's file) and a name here. */
export const operators: readonly Operator[] = [
  ...comparisonOperators,
  ...membershipOperators,
  ...logicOperators,
  ...arithmeticOperators,
  ...quantifierOperators,
  ...aggregateOperators,
  ...firstOperators,
  ...textOperators,
  ...listOperators,
  ...timeOperators,
  ...periodOperators,
  ...businessOperators,
  ...moneyOperators,
  ...peopleOperators,
]

const byName = new Map(operators.map((operator) => [operator.name, operator]))

export const operatorNames: readonly string[] = [...byName.keys(), 'var', 'param', 'measure', 'dimension']

/** An operator by name; undefined for anything else, names of the prototype included. */
export const findOperator = (name: string): Operator | undefined => byName.get(name)
