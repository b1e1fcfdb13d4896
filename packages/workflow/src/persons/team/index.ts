import { definePersonKind } from '../contract.ts'
import { teamsIn } from '../teams.ts'

/** `team:<key>`: everybody whose own team it is. */
export const team = definePersonKind({
  key: 'team',
  label: { en: 'Everybody in the team', 'zh-CN': '团队成员' },
  match: (expression) => (expression.startsWith('team:') ? expression.slice('team:'.length) : undefined),
  check: (text) => /^[a-z][A-Za-z0-9-]*$/.test(text),
  paths: () => [],
  resolve: (text, context, resolve) => {
    const ids = teamsIn(text, context, resolve).map((each) => each.id)
    return [...context.directory.users.values()].filter((user) => user.team !== undefined && ids.includes(user.team))
  },
})
