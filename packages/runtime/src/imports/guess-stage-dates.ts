import type { Entity } from '@atelier/definitions'

/** A column that holds dates, with the names by which it may tell what it dates. */
export type DateColumn = { readonly column: string; readonly names: readonly string[] }

const ended = /clos|won|sign|成交|关闭|结束|赢单|签约/i
const lost = /clos|lost|成交|关闭|结束|输单|流失/i
/** What every date is called, and every process: no sign of a stage. */
const common = new Set(['date', 'time', 'stage', 'day', 'deal', 'the'])

/** Words of a name, in small letters: `closeDate`, `close_date` and `Close date` are alike. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !common.has(word))

/** How many letters two words begin with in common. */
function sharedStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length++
  return length
}

/** Whether a column's name speaks of a stage: `engage_date` of Engaging, 接洽日期 of 接洽中. */
function speaksOf(stage: readonly string[], column: readonly string[]): boolean {
  const least = (word: string): number => (/\p{Script=Han}/u.test(word) ? 2 : 4)
  return stage
    .flatMap(wordsOf)
    .some((word) =>
      column.flatMap(wordsOf).some((other) => sharedStart(word, other) >= Math.max(least(word), least(other))),
    )
}

/**
 * Which column tells when each stage was entered, as far as their names say so: a column that is called like the stage, and for the ends
 * one that speaks of closing. Undefined when nothing does.
 */
export function guessStageDates(
  entity: Entity,
  columns: readonly DateColumn[],
): Readonly<Record<string, string>> | undefined {
  const found = entity.pipelines
    .flatMap((pipeline) => pipeline.stages)
    .flatMap((stage): readonly (readonly [string, string])[] => {
      const label = typeof stage.label === 'string' ? [stage.label] : Object.values(stage.label ?? {})
      const named = columns.find(({ names }) => speaksOf([stage.key, ...label], names))
      const end = stage.outcome === 'won' ? ended : stage.outcome === 'lost' ? lost : undefined
      const hit = named ?? columns.find(({ names }) => end !== undefined && names.some((name) => end.test(name)))
      return hit ? [[stage.key, hit.column]] : []
    })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}
