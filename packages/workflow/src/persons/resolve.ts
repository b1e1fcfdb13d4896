import type { Person } from '../directory.ts'
import type { PersonContext, PersonKind } from './contract.ts'
import { field } from './field/index.ts'
import { leader } from './leader/index.ts'
import { manager } from './manager/index.ts'
import { named } from './named/index.ts'
import { role } from './role/index.ts'
import { team } from './team/index.ts'

export type { PersonContext } from './contract.ts'

/** Every kind of person expression. A new one is a folder and a line here. */
export const personKinds = [named, field, manager, leader, role, team] as const

const DEEPEST = 8

function kindOf(expression: string): { readonly kind: PersonKind; readonly text: string } | undefined {
  for (const kind of personKinds) {
    const text = kind.match(expression.trim())
    if (text !== undefined) return { kind, text }
  }
  return undefined
}

/** Whether a person expression is well formed: of a known kind, nested at most eight deep. */
export function isPerson(expression: string, depth: number = 0): boolean {
  const found = kindOf(expression)
  return found !== undefined && depth < DEEPEST && found.kind.check(found.text, (inner) => isPerson(inner, depth + 1))
}

/** Paths from the record that must be loaded before the expression can be resolved. */
export function personPaths(expression: string): readonly string[] {
  const found = kindOf(expression)
  return found === undefined ? [] : found.kind.paths(found.text, personPaths)
}

function resolveOne(expression: string, context: PersonContext, depth: number): readonly Person[] {
  const found = depth < DEEPEST ? kindOf(expression) : undefined
  return found === undefined
    ? []
    : found.kind.resolve(found.text, context, (inner) => resolveOne(inner, context, depth + 1))
}

/** Ids of the people that the expressions mean, each once, in order; disabled people are left out. Nobody found is an empty list. */
export function resolvePersons(expressions: readonly string[], context: PersonContext): readonly string[] {
  const people = expressions.flatMap((expression) => resolveOne(expression, context, 0))
  return [...new Set(people.filter((person) => person.active).map((person) => person.id))]
}
