import type { Problem } from '@atelier/rules'

export type Words = { readonly en: string; readonly 'zh-CN': string }

/** A mistake in a report definition or in what is asked of one. */
export function problem(code: string, path: string, en: string, zh: string, params?: Problem['params']): Problem {
  return { code, path, message: { en, 'zh-CN': zh }, ...(params === undefined ? {} : { params }) }
}
