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

/** What sign-in refused, in our words. */
export async function badAuth(response: Response): Promise<Problem> {
  if (response.status === 401)
    return {
      code: 'not_signed_in',
      path: '',
      message: { en: 'Email or password is wrong.', 'zh-CN': '邮箱或密码不正确。' },
    }
  if (response.status === 429)
    return {
      code: 'too_many_requests',
      path: '',
      message: { en: 'Too many attempts. Wait a minute and try again.', 'zh-CN': '尝试次数过多,请稍候一分钟再试。' },
    }
  const text = await response.text()
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1]?.toLowerCase() ?? 'malformed_request'
  return { code, path: '', message: { en: 'The sign-in request was not accepted.', 'zh-CN': '登录请求未被接受。' } }
}
