import type { Team } from './use-people.ts'

export type TreeLine = { readonly team: Team; readonly depth: number }

/** The teams as a tree, each below its parent; a parent that is not there counts as none. */
export function treeOf(teams: readonly Team[], parent: string | undefined = undefined, depth = 0): readonly TreeLine[] {
  const known = new Set(teams.map((team) => team.id))
  return teams
    .filter((team) => (team.parent && known.has(team.parent.id) ? team.parent.id : undefined) === parent)
    .flatMap((team) => [{ team, depth }, ...(depth < 20 ? treeOf(teams, team.id, depth + 1) : [])])
}

/** A team and every team below it: none of them can stand above it. */
export function withBelow(teams: readonly Team[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (const each of found) for (const team of teams) if (team.parent?.id === each) found.add(team.id)
  return found
}
