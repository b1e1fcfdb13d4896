import type { Canonical, Parsed, Problem } from './contract.ts'

/** Words in both languages. */
export const words = (en: string, zh: string) => ({ en, 'zh-CN': zh })

type Details = {
  readonly params?: Problem['params']
  readonly fix?: Problem['fix']
  readonly path?: string
}

/** A problem with a value; its path is relative to the value. */
export function problem(code: string, en: string, zh: string, details: Details = {}): Problem {
  return {
    code,
    path: details.path ?? '',
    message: words(en, zh),
    ...(details.params ? { params: details.params } : {}),
    ...(details.fix ? { fix: details.fix } : {}),
  }
}

/** The answer of a reader that takes the value. */
export const accept = <T extends Canonical>(value: T): Parsed<T> => ({ ok: true, value })

/** The answer of a reader that refuses the value for one reason. */
export const refuse = (code: string, en: string, zh: string, details?: Details): Parsed<never> => ({
  ok: false,
  problems: [problem(code, en, zh, details)],
})

/** Refuses a value of another kind: `wrong_type`, with what is expected as the fix. */
export const wrongType = (en: string, zh: string, details: Details = {}): Parsed<never> =>
  refuse('wrong_type', `This must be ${en}`, `此处应为${zh}`, {
    ...details,
    fix: details.fix ?? words(`Enter ${en}`, `请填写${zh}`),
  })

/** Nothing at all: missing, null and `""` are one thing. */
export const isEmpty = (input: unknown): input is null | undefined | '' =>
  input === null || input === undefined || input === ''

/** What an empty input gives. */
export const empty: Parsed<null> = { ok: true, value: null }
