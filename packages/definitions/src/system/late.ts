import type { Duration, PipelineDocument, RuleJson } from '../documents/index.ts'

/**
 * Whether a stay in a stage lasted longer than the stage expects, or does so by now, as a rule over the stage history: in each stage by its own
 * `expect`, on its own clock. Undefined when no stage expects anything.
 */
export function lateRule(pipelines: readonly PipelineDocument[]): RuleJson | undefined {
  const end = { coalesce: [{ var: 'leftAt' }, { now: [] }] }
  const cases = pipelines.flatMap((pipeline) =>
    pipeline.stages.flatMap(({ key, expect }) =>
      expect === undefined
        ? []
        : [
            { and: [{ '==': [{ var: 'pipeline' }, pipeline.key] }, { '==': [{ var: 'stage' }, key] }] },
            { '>': [end, later({ var: 'enteredAt' }, expect, pipeline.calendar)] },
          ],
    ),
  )
  return cases.length === 0 ? undefined : { if: [...cases, false] }
}

const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/
const units = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const

/** A moment a duration later: on the calendar clock unit by unit, on the business clock by the calendar. */
function later(from: RuleJson, duration: Duration, calendar: string | undefined): RuleJson {
  if (typeof duration !== 'string' && duration.clock === 'business')
    return { addBusinessTime: [from, duration.for, ...(calendar === undefined ? [] : [calendar])] }
  const found = parts.exec(typeof duration === 'string' ? duration : duration.for)
  return units.reduce<RuleJson>((at, unit, index) => {
    const count = Number(found?.[index + 1] ?? 0)
    return count === 0 ? at : { dateAdd: [at, count, unit] }
  }, from)
}
