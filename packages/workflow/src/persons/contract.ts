import type { RecordData, Words } from '@atelier/rules'
import type { Directory, Person } from '../directory.ts'

/** What a person expression is resolved against. Ids are those of user records. */
export type PersonContext = {
  /** The record it is about, loaded with the paths that `personPaths` names. */
  readonly record: RecordData | null
  /** Who started the approval or the run. */
  readonly starter?: string | undefined
  /** Who is asked now, inside an approval step. */
  readonly approver?: string | undefined
  /** Who acts: `$user`. */
  readonly user?: string | undefined
  readonly directory: Directory
}

/** How a kind finds the people of expressions inside its own. */
export type Resolve = (expression: string) => readonly Person[]

/** A kind of person expression. `text` is what follows the kind's own mark: the path, the key, or what stands in the brackets. */
export type PersonKind = {
  readonly key: string
  readonly label: Words
  /** The text inside this kind's own form, or undefined when the expression is of another kind. */
  readonly match: (expression: string) => string | undefined
  /** Whether the text is well formed; expressions inside are asked with `known`. */
  readonly check: (text: string, known: (expression: string) => boolean) => boolean
  /** Paths from the record that must be loaded. */
  readonly paths: (text: string, pathsOf: (expression: string) => readonly string[]) => readonly string[]
  /** The people meant, in a stable order; whoever is disabled is left out by the caller. */
  readonly resolve: (text: string, context: PersonContext, resolve: Resolve) => readonly Person[]
}

/** Declares a kind of person expression. */
export function definePersonKind(kind: PersonKind): PersonKind {
  return kind
}

/** The text between `name(` and the closing bracket that ends the expression. */
export function inBrackets(name: string, expression: string): string | undefined {
  return expression.startsWith(`${name}(`) && expression.endsWith(')')
    ? expression.slice(name.length + 1, -1)
    : undefined
}

/** Cuts at the last comma outside brackets: `owner,2` into `owner` and `2`. */
export function splitLast(text: string): readonly [string, string | undefined] {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const sign = text[at]
    if (sign === ')') depth += 1
    else if (sign === '(') depth -= 1
    else if (sign === ',' && depth === 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
  }
  return [text.trim(), undefined]
}

/** The user whose record, or whose id, a value of the record is; values of several people give several. */
export function peopleIn(value: unknown, directory: Directory): readonly Person[] {
  if (Array.isArray(value)) return value.flatMap((each) => peopleIn(each, directory))
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  const person = typeof id === 'string' ? directory.users.get(id) : undefined
  return person === undefined ? [] : [person]
}
