import type { Tier, Words } from '../types.ts'
import type { Operator } from './operator.ts'
import { operators } from './registry.ts'

/** What a builder shows of an operator. */
export type OperatorInfo = {
  readonly name: string
  readonly group: Operator['group']
  readonly words: Words
  readonly tier: Tier
}

/** Every operator, for pickers and documentation. */
export const operatorInfos = (): readonly OperatorInfo[] =>
  operators.map(({ name, group, words, tier }) => ({ name, group, words, tier: tier ?? 'everywhere' }))
