import type { StepDefinition } from '@atelier/definitions'
import type { Effect, PlanContext } from './contract.ts'
import { planStep } from './registry.ts'

export type { Effect, PlanContext } from './contract.ts'

/** Effects to carry out now, in order; `rest` are the steps to plan afterwards, with the record loaded again. */
export type Plan = { readonly effects: readonly Effect[]; readonly rest: readonly StepDefinition[] }

/**
 * Plans steps up to and including the first that changes a record, because what follows must see the change. Call again with `rest` until it
 * is empty.
 */
export function planSteps(steps: readonly StepDefinition[], context: PlanContext): Plan {
  const effects: Effect[] = []
  let todo = steps
  for (let [step, ...rest] = todo; step !== undefined; [step, ...rest] = todo) {
    const plan = planStep(step, context)
    effects.push(...(plan.effects ?? []))
    if (plan.stop === true) return { effects, rest: [] }
    todo = [...(plan.go ?? []), ...rest]
    if (plan.effects?.some((effect) => effect.effect === 'update') && todo.length > 0) return { effects, rest: todo }
  }
  return { effects, rest: [] }
}
