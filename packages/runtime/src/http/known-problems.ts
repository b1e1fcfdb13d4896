import type { Problem } from '@atelier/rules'

/** Problems that many calls share, worded once. */

export const notSignedIn: Problem = {
  code: 'not_signed_in',
  path: '',
  message: { en: 'Sign in first.', 'zh-CN': '请先登录。' },
  fix: {
    en: 'Sign in, or send a valid key as "Authorization: Bearer <key>".',
    'zh-CN': '请登录,或在请求头中提供有效密钥 “Authorization: Bearer <key>”。',
  },
}

/** Unknown and invisible are answered alike: nothing in this problem tells which. */
export const notFound: Problem = {
  code: 'not_found',
  path: '',
  message: { en: 'There is no such thing here, or you may not see it.', 'zh-CN': '未找到,或您无权查看。' },
}

export const notAllowed: Problem = {
  code: 'not_allowed',
  path: '',
  message: { en: 'Your roles do not allow this.', 'zh-CN': '您的角色不允许此操作。' },
  fix: { en: 'Ask an administrator for the right.', 'zh-CN': '请联系管理员授权。' },
}

export const internal: Problem = {
  code: 'internal',
  path: '',
  message: {
    en: 'Something went wrong on our side. Nothing was changed.',
    'zh-CN': '服务端出现问题,未做任何更改。',
  },
}

export const twoFactorRequired: Problem = {
  code: 'two_factor_required',
  path: '',
  message: {
    en: 'This workspace asks for a second factor when signing in. Set it up first.',
    'zh-CN': '该工作区要求登录时进行两步验证,请先完成设置。',
  },
}

export function unknownParameter(name: string, known: readonly string[]): Problem {
  return {
    code: 'unknown_parameter',
    path: `?${name}`,
    message: { en: `There is no parameter "${name}".`, 'zh-CN': `没有名为“${name}”的参数。` },
    params: { name },
    ...(known.length === 0
      ? {}
      : { fix: { en: `Known parameters: ${known.join(', ')}.`, 'zh-CN': `可用参数:${known.join('、')}。` } }),
  }
}

export function badParameter(name: string, en: string, zh: string, code = 'wrong_type'): Problem {
  return {
    code,
    path: `?${name}`,
    message: { en: `Parameter "${name}" ${en}.`, 'zh-CN': `参数“${name}”${zh}。` },
    params: { name },
  }
}

export function tooLarge(limit: number, what: { en: string; zh: string }): Problem {
  return {
    code: 'too_large',
    path: '',
    message: {
      en: `${what.en} may hold at most ${Math.round(limit / 1_000_000)} MB.`,
      'zh-CN': `${what.zh}最大 ${Math.round(limit / 1_000_000)} MB。`,
    },
    params: { limit },
  }
}

const passwordLength = {
  code: 'out_of_range',
  field: 'newPassword',
  message: { en: 'A password has 8 to 200 characters.', 'zh-CN': '密码长度应为 8 至 200 个字符。' },
} as const

const inOurWords: Readonly<Record<string, Pick<Problem, 'code' | 'message'> & { readonly field?: string }>> = {
  INVALID_PASSWORD: {
    code: 'wrong_password',
    field: 'password',
    message: { en: 'The password is wrong.', 'zh-CN': '密码不正确。' },
  },
  PASSWORD_TOO_SHORT: passwordLength,
  PASSWORD_TOO_LONG: passwordLength,
  INVALID_CODE: {
    code: 'wrong_code',
    field: 'code',
    message: {
      en: 'This code is not right. Codes change every 30 seconds.',
      'zh-CN': '验证码不正确。验证码每 30 秒更换一次。',
    },
  },
  INVALID_BACKUP_CODE: {
    code: 'wrong_code',
    field: 'code',
    message: { en: 'This recovery code is not right, or was used before.', 'zh-CN': '恢复码不正确或已被使用。' },
  },
  INVALID_TWO_FACTOR_COOKIE: {
    code: 'sign_in_again',
    message: { en: 'This took too long. Sign in again.', 'zh-CN': '操作超时,请重新登录。' },
  },
  TOTP_ALREADY_ENABLED: {
    code: 'already_on',
    message: { en: 'The second factor is on already.', 'zh-CN': '两步验证已开启。' },
  },
  TOTP_NOT_ENABLED: {
    code: 'not_on',
    message: { en: 'The second factor is not on.', 'zh-CN': '两步验证尚未开启。' },
  },
}
/** What sign-in refused, in our words. */
export async function badAuth(response: Response, path: string): Promise<Problem> {
  if (response.status === 429)
    return {
      code: 'too_many_requests',
      path: '',
      message: { en: 'Too many attempts. Wait a minute and try again.', 'zh-CN': '尝试次数过多,请稍候一分钟再试。' },
    }
  const text = await response.text()
  const given = /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? 'MALFORMED_REQUEST'
  const known = inOurWords[given]
  if (known) return { ...known, path: known.field === undefined ? '' : `/${known.field}` }
  if (response.status === 401)
    return path.endsWith('/sign-in/email')
      ? {
          code: 'not_signed_in',
          path: '',
          message: { en: 'Email or password is wrong.', 'zh-CN': '邮箱或密码不正确。' },
        }
      : notSignedIn
  return {
    code: given.toLowerCase(),
    path: '',
    message: { en: 'The sign-in request was not accepted.', 'zh-CN': '登录请求未被接受。' },
  }
}
