import type { Field, Label } from '@atelier/definitions'
import type { Problem, Words } from '@atelier/rules'

/** A label in both languages; the first one given stands in for a missing one. */
export function wordsOf(label: Label | undefined): Words | undefined {
  if (label === undefined) return undefined
  if (typeof label === 'string') return { en: label, 'zh-CN': label }
  const en = label.en ?? Object.values(label)[0]
  return en === undefined ? undefined : { en, 'zh-CN': label['zh-CN'] ?? en }
}

/** A field's name in both languages. */
export const nameOf = (field: Pick<Field, 'key' | 'label'>): Words =>
  wordsOf(field.label) ?? { en: field.key, 'zh-CN': field.key }

/** A field that must be filled in and is not. `place` is the pointer of the values that hold it. */
export function missing(field: Field, place: string, reason: Words | undefined): Problem {
  const name = nameOf(field)
  return {
    code: 'required',
    path: `${place}/${field.key}`,
    field: field.key,
    message: reason ?? { en: `${name.en} is needed.`, 'zh-CN': `请填写${name['zh-CN']}。` },
    fix: { en: 'Fill it in.', 'zh-CN': '请填写。' },
  }
}
