import type { ApprovalStep, Label, RuleJson, StepDefinition } from '@atelier/definitions'
import { insertPart, movePart, removePart } from './lists.ts'

/** One of the ways that go through a step: a case of a branch, or one of several side by side. */
export type Way<S> = {
  readonly id: string
  readonly label?: Label
  readonly when?: RuleJson
  readonly steps: readonly S[]
}

/** How steps of one sort hold other steps. */
export type StepShape<S> = {
  readonly ways: (step: S) => readonly Way<S>[]
  /** The step with the steps of each of its ways changed. */
  readonly mapWays: (step: S, change: (steps: readonly S[], way: string) => readonly S[]) => S
}

type Identified = { readonly id: string }

/** Actions of automations, of stages and of what follows an approval. */
export const actionShape: StepShape<StepDefinition> = {
  ways: (step) => ('type' in step && step.type === 'branch' ? step.cases : []),
  mapWays: (step, change) =>
    'type' in step && step.type === 'branch'
      ? { ...step, cases: step.cases.map((each) => ({ ...each, steps: change(each.steps, each.id) })) }
      : step,
}

/** Steps of an approval. */
export const approvalShape: StepShape<ApprovalStep> = {
  ways: (step) => (step.type === 'branch' ? step.cases : step.type === 'parallel' ? step.branches : []),
  mapWays: (step, change) =>
    step.type === 'branch'
      ? { ...step, cases: step.cases.map((each) => ({ ...each, steps: change(each.steps, each.id) })) }
      : step.type === 'parallel'
        ? { ...step, branches: step.branches.map((each) => ({ ...each, steps: change(each.steps, each.id) })) }
        : step,
}

/** Where a step stands: the way that holds it (none: the outermost list), and its place there. */
export type StepPlace<S> = {
  readonly step: S
  readonly way: string | undefined
  readonly index: number
  readonly count: number
}

/** A step at any depth, with its place; undefined when there is none with this id. */
export function findStep<S extends Identified>(
  shape: StepShape<S>,
  steps: readonly S[],
  id: string,
  way?: string,
): StepPlace<S> | undefined {
  for (const [index, step] of steps.entries()) {
    if (step.id === id) return { step, way, index, count: steps.length }
    for (const each of shape.ways(step)) {
      const found = findStep(shape, each.steps, id, each.id)
      if (found) return found
    }
  }
  return undefined
}

/** A way at any depth, with the step that it goes through. */
export function findWay<S extends Identified>(
  shape: StepShape<S>,
  steps: readonly S[],
  id: string,
): { readonly step: S; readonly way: Way<S> } | undefined {
  for (const step of steps) {
    for (const way of shape.ways(step)) {
      const found = way.id === id ? { step, way } : findWay(shape, way.steps, id)
      if (found) return found
    }
  }
  return undefined
}

/** The steps with one list of them changed: that of a way, or the outermost. */
export function changeList<S extends Identified>(
  shape: StepShape<S>,
  steps: readonly S[],
  way: string | undefined,
  change: (steps: readonly S[]) => readonly S[],
): readonly S[] {
  if (way === undefined) return change(steps)
  return steps.map((step) =>
    shape.ways(step).length === 0
      ? step
      : shape.mapWays(step, (own, id) => (id === way ? change(own) : changeList(shape, own, way, change))),
  )
}

/** The steps with one of them, at any depth, in another form. */
export const replaceStep = <S extends Identified>(shape: StepShape<S>, steps: readonly S[], next: S): readonly S[] => {
  const place = findStep(shape, steps, next.id)
  return place
    ? changeList(shape, steps, place.way, (own) => own.map((each) => (each.id === next.id ? next : each)))
    : steps
}

export const insertStep = <S extends Identified>(
  shape: StepShape<S>,
  steps: readonly S[],
  step: S,
  way?: string,
  index?: number,
): readonly S[] => changeList(shape, steps, way, (own) => insertPart(own, step, index))

export const dropStep = <S extends Identified>(shape: StepShape<S>, steps: readonly S[], id: string): readonly S[] => {
  const place = findStep(shape, steps, id)
  return place ? changeList(shape, steps, place.way, (own) => removePart(own, id)) : steps
}

/** Moves a step to another place of the list it stands in, or into another list; never into itself. */
export function relocateStep<S extends Identified>(
  shape: StepShape<S>,
  steps: readonly S[],
  id: string,
  index: number,
  way: string | undefined = findStep(shape, steps, id)?.way,
): readonly S[] {
  const place = findStep(shape, steps, id)
  if (!place) return steps
  if (place.way === way) return changeList(shape, steps, way, (own) => movePart(own, id, index))
  if (way !== undefined && findWay(shape, [place.step], way)) return steps
  return insertStep(shape, dropStep(shape, steps, id), place.step, way, index)
}

/** Every step, those inside others included, in the order in which one reads them. */
export const allSteps = <S extends Identified>(shape: StepShape<S>, steps: readonly S[]): readonly S[] =>
  steps.flatMap((step) => [step, ...shape.ways(step).flatMap((way) => allSteps(shape, way.steps))])
