import type { Person } from '../../directory.ts'
import { definePersonKind, inBrackets } from '../contract.ts'
import { teamsUpward } from '../teams.ts'

const cut = (text: string): readonly [string, string | undefined] => {
  const at = text.indexOf('@')
  return at < 0 ? [text, undefined] : [text.slice(0, at), inBrackets('team', text.slice(at + 1))]
}

/** `role:<key>`: all holders; `role:<key>@team(<person>)`: holders in that person's team, or in the nearest above that has any. */
export const role = definePersonKind({
  key: 'role',
  label: { en: 'Everybody with the role', 'zh-CN': '角色成员' },
  match: (expression) => (expression.startsWith('role:') ? expression.slice('role:'.length) : undefined),
  check: (text, known) => {
    const [key, person] = cut(text)
    return /^[a-z][A-Za-z0-9-]*$/.test(key) && (text.includes('@') ? person !== undefined && known(person) : true)
  },
  paths: (text, pathsOf) => {
    const person = cut(text)[1]
    return person === undefined ? [] : pathsOf(person)
  },
  resolve: (text, context, resolve) => {
    const [key, near] = cut(text)
    const holders = [...context.directory.users.values()].filter((user) => user.active && user.roles.includes(key))
    if (near === undefined) return holders
    return resolve(near).flatMap((person): readonly Person[] => {
      for (const team of teamsUpward(person.team, context.directory)) {
        const here = holders.filter((holder) => holder.team === team.id)
        if (here.length > 0) return here
      }
      return []
    })
  },
})
