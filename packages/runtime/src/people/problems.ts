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
