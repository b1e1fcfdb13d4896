/** Somebody who can be mentioned. */
export type Mentionable = { readonly id: string; readonly name: string; readonly email?: string | undefined }

/** What may follow a name: its end, a space, a stop; in scripts without spaces anything. */
const goesOn = /^[\p{Script=Latin}\p{N}_]/u

/**
 * The people that a text mentions as `@name` or `@address`, each once, in the order of the text. Where one name begins like another the longer
 * one counts; people of the same name are all meant.
 */
export function mentionedIn<Person extends Mentionable>(text: string, people: Iterable<Person>): readonly Person[] {
  if (!text.includes('@')) return []
  const named = [...people]
    .flatMap((person) => [person.name, person.email ?? ''].map((word) => ({ person, word: word.toLowerCase() })))
    .filter(({ word }) => word !== '')
  const found = new Set<Person>()
  const lower = text.toLowerCase()
  for (let at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
    const rest = lower.slice(at + 1)
    const fitting = named.filter(({ word }) => rest.startsWith(word) && !isCut(word, rest.slice(word.length)))
    const longest = Math.max(0, ...fitting.map(({ word }) => word.length))
    for (const { person, word } of fitting) if (word.length === longest) found.add(person)
  }
  return [...found]
}

/** Whether a word goes on behind the name: "@Anna" does not mean Ann. */
const isCut = (word: string, behind: string): boolean => goesOn.test(behind) && goesOn.test(word.at(-1) ?? '')
