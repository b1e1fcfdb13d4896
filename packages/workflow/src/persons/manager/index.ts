import type { Directory, Person } from '../../directory.ts'
import { definePersonKind, inBrackets, splitLast } from '../contract.ts'
import { teamsUpward } from '../teams.ts'

/** The person's manager, else the leader of the nearest team upwards who is not that person. */
function managerOf(person: Person, directory: Directory): Person | undefined {
  const manager = person.manager === undefined ? undefined : directory.users.get(person.manager)
  if (manager?.active) return manager
  for (const team of teamsUpward(person.team, directory)) {
    const leader = team.leader === undefined || team.leader === person.id ? undefined : directory.users.get(team.leader)
    if (leader?.active) return leader
  }
  return undefined
}

function climb(person: Person, levels: number, directory: Directory): readonly Person[] {
  let at: Person | undefined = person
  for (let level = 0; level < levels && at !== undefined; level += 1) at = managerOf(at, directory)
  return at === undefined ? [] : [at]
}

/** `manager(<person>)` and `manager(<person>, n)`: the manager, n levels up. */
export const manager = definePersonKind({
  key: 'manager',
  label: { en: 'The manager of', 'zh-CN': '其上级' },
  match: (expression) => inBrackets('manager', expression),
  check: (text, known) => {
    const [person, levels] = splitLast(text)
    return known(person) && (levels === undefined || /^[1-9]$/.test(levels))
  },
  paths: (text, pathsOf) => pathsOf(splitLast(text)[0]),
  resolve: (text, context, resolve) => {
    const [person, levels] = splitLast(text)
    return resolve(person).flatMap((each) => climb(each, Number(levels ?? '1'), context.directory))
  },
})
