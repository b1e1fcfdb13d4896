import type { Problem } from '@atelier/rules'

/** Problems with people that the calls for people and the record calls share, worded once. */

export const addressTaken: Problem = {
  code: 'not_unique',
  path: '/email',
  field: 'email',
  message: { en: 'Somebody uses this address already.', 'zh-CN': '该邮箱已被使用。' },
  params: { fields: ['email'] },
}

export const addressNeeded: Problem = {
  code: 'required',
  path: '/email',
  field: 'email',
  message: { en: 'Signing in needs an address.', 'zh-CN': '登录需要邮箱地址。' },
}

/** The only active administrator would be gone: nobody could change anything any more, nor give the role back. */
export const lastAdmin = (field: 'active' | 'roles' | undefined): Problem => ({
  code: 'last_admin',
  path: field === undefined ? '' : `/${field}`,
  ...(field === undefined ? {} : { field }),
  message: {
    en: 'This is the last active administrator.',
    'zh-CN': '这是最后一位启用的管理员。',
  },
  fix: { en: 'Make somebody else an administrator first.', 'zh-CN': '请先将其他人设为管理员。' },
})

export function weakPassword(password: string | undefined): Problem | undefined {
  if (password === undefined || (password.length >= 8 && password.length <= 200)) return undefined
  return {
    code: 'out_of_range',
    path: '/password',
    field: 'password',
    message: { en: 'A password has 8 to 200 characters.', 'zh-CN': '密码长度应为 8 至 200 个字符。' },
    params: { minimum: 8, maximum: 200 },
  }
}

/** Nobody gives rights that they do not have themselves. */
export const moreThanOwn = (role: { readonly en: string; readonly 'zh-CN': string }): Problem => ({
  code: 'more_than_own_rights',
  path: '/roles',
  field: 'roles',
  message: {
    en: `The role “${role.en}” allows more than your own roles do, so you cannot give it.`,
    'zh-CN': `角色“${role['zh-CN']}”的权限超出您自己的角色,您不能授予。`,
  },
  fix: { en: 'Ask an administrator to give it.', 'zh-CN': '请管理员来授予。' },
})

/** Whoever decides how somebody signs in could act as them. */
export const strongerPerson: Problem = {
  code: 'more_than_own_rights',
  path: '',
  message: {
    en: 'This person may do more than you, so you cannot change their roles or how they sign in.',
    'zh-CN': '此人的权限比您多,您不能更改其角色或登录方式。',
  },
  fix: { en: 'Ask an administrator to do it.', 'zh-CN': '请管理员来操作。' },
}

export const unknownUser = (field: string): Problem => ({
  code: 'unknown_reference',
  path: `/${field}`,
  field,
  message: { en: 'There is no such user.', 'zh-CN': '没有该用户。' },
})

export const notAhead: Problem = {
  code: 'out_of_range',
  path: '/expiresAt',
  field: 'expiresAt',
  message: { en: 'A key must end in the future.', 'zh-CN': '密钥的到期时间应在将来。' },
  fix: { en: 'Give an instant such as 2030-01-31T00:00:00Z.', 'zh-CN': '请提供如 2030-01-31T00:00:00Z 的时间。' },
}
