import { definePersonKind, inBrackets, peopleIn } from '../contract.ts'
import { isTeam, teamsIn } from '../teams.ts'

/** `leader(<team>)`: a key, `team:<key>` or `team(<person>)` in the brackets. */
export const leader = definePersonKind({
  key: 'leader',
  label: { en: 'The leader of the team', 'zh-CN': '团队负责人' },
  match: (expression) => inBrackets('leader', expression),
  check: isTeam,
  paths: (text, pathsOf) => {
    const person = inBrackets('team', text)
    return person === undefined ? [] : pathsOf(person)
  },
  resolve: (text, context, resolve) =>
    teamsIn(text, context, resolve).flatMap((team) => peopleIn(team.leader, context.directory)),
})
