import type { Json, Words } from '@atelier/rules'

/** Why a move, or a decision, does not pass; one entry per reason, all reasons at once. `params.gate` is the id of the gate that refuses. */
export type Refusal = {
  readonly code: RefusalCode
  /** JSON pointer into the request. */
  readonly path: string
  /** Key of the field that would have to be filled, or that stands in the way. */
  readonly field?: string
  readonly message: Words
  readonly params: { readonly [name: string]: Json }
  /** What would make it pass. `params.start` names an approval that can be started, `params.action` a key action to tick. */
  readonly fix?: Words
}

export type RefusalCode =
  | 'gate_fields'
  | 'gate_rule'
  | 'gate_action'
  | 'gate_who'
  | 'gate_via'
  | 'gate_approval'
  | 'move_not_allowed'
  | 'reason_required'
  | 'unknown_option'

/** A text in both languages; a document's own words win where they are given. */
export function labelWords(
  label: string | { readonly [language: string]: string } | undefined,
  fallback: Words,
): Words {
  if (label === undefined) return fallback
  if (typeof label === 'string') return { en: label, 'zh-CN': label }
  const first = Object.values(label)[0] ?? fallback.en
  return { en: label['en'] ?? first, 'zh-CN': label['zh-CN'] ?? first }
}
