import type { Directory, Team } from '../directory.ts'
import { inBrackets, type PersonContext, type Resolve } from './contract.ts'

/** A team and those above it, nearest first; a circle in the data ends the walk. */
export function teamsUpward(team: string | undefined, directory: Directory): readonly Team[] {
  const found: Team[] = []
  for (let at = team === undefined ? undefined : directory.teams.get(team); at !== undefined && !found.includes(at); ) {
    found.push(at)
    at = at.parent === undefined ? undefined : directory.teams.get(at.parent)
  }
  return found
}

/** The teams that a team expression means: a key, `team:<key>`, or `team(<person>)`. */
export function teamsIn(text: string, context: PersonContext, resolve: Resolve): readonly Team[] {
  const person = inBrackets('team', text)
  if (person !== undefined)
    return resolve(person).flatMap((each) => teamsUpward(each.team, context.directory).slice(0, 1))
  const key = text.startsWith('team:') ? text.slice('team:'.length) : text
  return [...context.directory.teams.values()].filter((team) => team.key === key)
}

/** Whether a team expression is well formed. */
export function isTeam(text: string, known: (expression: string) => boolean): boolean {
  const person = inBrackets('team', text)
  return person === undefined ? /^(team:)?[a-z][A-Za-z0-9-]*$/.test(text) : known(person)
}
