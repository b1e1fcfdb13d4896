import type { Problem } from '@atelier/rules'

export type Words = { readonly en: string; readonly 'zh-CN': string }

/** A mistake in a report definition or in what is asked of one. */
export function problem(code: string, path: string, en: string, zh: string, params?: Problem['params']): Problem {
  return { code, path, message: { en, 'zh-CN': zh }, ...(params === undefined ? {} : { params }) }
}

/** Problems of a rule that stands for a plain path: their place is the path's own, not a place inside the rule made of it. */
export function atPath(problems: readonly Problem[], path: string): readonly Problem[] {
  return problems.map((one) => ({ ...one, path }))
}
