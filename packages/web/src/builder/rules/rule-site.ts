import { type Model, modeOf, type Place, scopeOf } from '@atelier/definitions'
import { type CheckResult, checkRule, type Problem, type RuleType } from '@atelier/rules'
import type { ReadText, TextRange } from './rule-text.ts'

/** Where a rule of the draft stands: over records of which entity, at which place of a document, and what it must come to. */
export type RuleSite = {
  readonly entity: string | undefined
  readonly place: Place
  /** A condition when left out. */
  readonly expects?: RuleType | 'any'
  /** The entity of `$record`, where it is another one. */
  readonly record?: string
}

/** Checks a rule where it stands, as publishing will; problems carry their place in the rule. */
export function checkAt(model: Model, site: RuleSite, rule: unknown): CheckResult {
  const scope = scopeOf(model, site.entity, site.place, site.record ?? site.entity)
  return checkRule(rule, { scope, expects: site.expects ?? { kind: 'boolean' }, mode: modeOf(site.place) })
}

/** Where in the text a problem is: its own place, or the nearest part around it that the text shows. */
export function rangeOf(problem: Problem, read: ReadText): TextRange | undefined {
  if (!read.ok) return undefined
  for (let path = problem.path; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const range = read.ranges.get(path)
    if (range || path === '') return range
  }
}

/** The text with the word that a problem names replaced by what was most likely meant; undefined when nothing is offered. */
export function repaired(text: string, problem: Problem, range: TextRange | undefined): string | undefined {
  const { suggestion, entity: _, ...named } = problem.params ?? {}
  if (typeof suggestion !== 'string' || !range) return undefined
  const [start, end] = range
  const wrong = Object.values(named).findLast(
    (value) => typeof value === 'string' && value !== '' && text.slice(start, end).includes(value),
  )
  if (typeof wrong !== 'string') return undefined
  const at = text.slice(start, end).lastIndexOf(wrong) + start
  return text.slice(0, at) + suggestion + text.slice(at + wrong.length)
}
