import { findOperator } from '../operators/registry.ts'
import type { Env, Mode } from '../types.ts'
import { newRun, type Run } from './run.ts'

/** A run over `env` with every operator at hand. Throws when `env` has no valid instant or zone: the caller's mistake. */
export const startRun = (env: Env, mode: Mode, onEmpty?: Run['onEmpty']): Run =>
  newRun(
    env,
    mode,
    (node, run) => {
      const operator = findOperator(node.name)
      if (operator === undefined) throw new TypeError(`No operator ${node.name}`)
      return operator.evaluate(node, run)
    },
    onEmpty,
  )
