import type { Problem } from '@atelier/rules'
import type { Language } from './language.ts'

/** Title of a problem document by status, in both languages. */
const titles: Readonly<Record<number, Readonly<Record<Language, string>>>> = {
  400: { en: 'The request was not understood', 'zh-CN': '无法理解该请求' },
  401: { en: 'Please sign in', 'zh-CN': '请先登录' },
  403: { en: 'You may not do this', 'zh-CN': '您没有权限执行此操作' },
  404: { en: 'Not found', 'zh-CN': '未找到' },
  405: { en: 'This method is not offered here', 'zh-CN': '此处不支持该方法' },
  409: { en: 'Someone else was first', 'zh-CN': '已被他人抢先修改' },
  413: { en: 'Too large', 'zh-CN': '内容过大' },
  415: { en: 'This content type is not understood', 'zh-CN': '不支持的内容类型' },
  422: { en: 'Some things are missing or wrong', 'zh-CN': '有内容缺失或不正确' },
  429: { en: 'Too many requests', 'zh-CN': '请求过于频繁' },
  500: { en: 'Something went wrong on our side', 'zh-CN': '服务端出现问题' },
  503: { en: 'Not ready yet', 'zh-CN': '尚未就绪' },
}

/**
 * The RFC 9457 document for a list of problems, in the caller's language. The first problem gives the document's own code and detail.
 * Carries no SQL and no stack, whatever happened.
 */
export function problemDocument(
  status: number,
  problems: readonly Problem[],
  language: Language,
  code: string = problems[0]?.code ?? 'problem',
): Record<string, unknown> {
  return {
    type: `urn:atelier:problem:${code}`,
    title: titles[status]?.[language] ?? titles[status < 500 ? 400 : 500]?.[language] ?? '',
    status,
    detail: problems.map((problem) => problem.message[language]).join(language === 'en' ? '; ' : ';'),
    code,
    problems: problems.map((problem) => ({
      code: problem.code,
      path: problem.path,
      ...(problem.field === undefined ? {} : { field: problem.field }),
      message: problem.message[language],
      ...(problem.params === undefined ? {} : { params: problem.params }),
      ...(problem.fix === undefined ? {} : { fix: problem.fix[language] }),
    })),
  }
}

/** Content type of a problem document. */
export const problemType = 'application/problem+json; charset=utf-8'

/** A Response carrying a problem document. */
export function problemResponse(
  status: number,
  problems: readonly Problem[],
  language: Language,
  code?: string,
): Response {
  return new Response(JSON.stringify(problemDocument(status, problems, language, code)), {
    status,
    headers: { 'content-type': problemType },
  })
}
