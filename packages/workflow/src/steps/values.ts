import type { Label, Model, RuleJson } from '@atelier/definitions'
import type { Env } from '@atelier/rules'
import { pathsOf, writtenValue } from '../rule.ts'
import { fillText, pathsInText } from '../texts.ts'

/** Whether a value is a text by language rather than a rule: every key is a language. */
export function isLabel(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([key, text]) => /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(key) && typeof text === 'string')
  )
}

/** A text by language in one of them: the one asked for, else the workspace's, else the first. */
export function inLanguage(model: Model, label: Label, language: string | undefined): string {
  if (typeof label === 'string') return label
  return label[language ?? ''] ?? label[model.workspace.language ?? ''] ?? Object.values(label)[0] ?? ''
}

/** What to write into a field, in input form: a rule's value, a text filled in, or the literal as it stands. */
export function setValue(
  model: Model,
  source: { readonly entity: string; readonly env: Env },
  target: { readonly entity: string; readonly field: string },
  value: unknown,
  language: string | undefined,
): unknown {
  if (typeof value === 'string') return fillText(model, source.entity, source.env, value, language)
  if (isLabel(value)) return fillText(model, source.entity, source.env, inLanguage(model, value, language), language)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return writtenValue(model, source.entity, value, source.env, target)
}

/** Paths that `set` reads. */
export function setPaths(
  model: Model,
  entity: string,
  set: Readonly<Record<string, unknown>> | undefined,
): readonly string[] {
  return Object.values(set ?? {}).flatMap((value: unknown): readonly string[] => {
    if (typeof value === 'string') return pathsInText(value)
    if (isLabel(value)) return Object.values(value).flatMap(pathsInText)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    const rule: RuleJson = value
    return pathsOf(model, entity, rule, 'automation', 'any')
  })
}
