import type { Field } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'

/** Problems that the kernel and the record calls share, worded once. `path` is a JSON pointer into the values (`/name`). */

type Words = { readonly en: string; readonly 'zh-CN': string }

/** A field's label in both languages, for use inside a sentence. */
export function labelWords(field: Pick<Field, 'label' | 'key'>): Words {
  const en = field.label.en ?? Object.values(field.label)[0] ?? field.key
  return { en, 'zh-CN': field.label['zh-CN'] ?? en }
}

/** A problem about one field. `place` is the pointer of the value that holds it ('' for a record's own values). */
export function fieldProblem(
  code: string,
  field: Pick<Field, 'label' | 'key'>,
  words: (label: Words) => Words,
  extra: { readonly place?: string; readonly params?: Problem['params']; readonly fix?: Words } = {},
): Problem {
  return {
    code,
    path: `${extra.place ?? ''}/${field.key}`,
    field: field.key,
    message: words(labelWords(field)),
    ...(extra.params === undefined ? {} : { params: extra.params }),
    ...(extra.fix === undefined ? {} : { fix: extra.fix }),
  }
}

export function unknownField(key: string, place: string, known: readonly string[]): Problem {
  const near = nearest(key, known)
  return {
    code: 'unknown_field',
    path: `${place}/${key}`,
    field: key,
    message: { en: `There is no field "${key}".`, 'zh-CN': `没有字段“${key}”。` },
    ...(near === undefined ? {} : { fix: { en: `Did you mean "${near}"?`, 'zh-CN': `是否指“${near}”?` } }),
  }
}

export function readOnly(field: Pick<Field, 'label' | 'key'>, place = ''): Problem {
  return fieldProblem(
    'read_only',
    field,
    (l) => ({ en: `${l.en} cannot be written.`, 'zh-CN': `${l['zh-CN']}不可修改。` }),
    { place },
  )
}

export function required(field: Pick<Field, 'label' | 'key'>, place = ''): Problem {
  return fieldProblem('required', field, (l) => ({ en: `${l.en} is needed.`, 'zh-CN': `请填写${l['zh-CN']}。` }), {
    place,
    fix: { en: 'Fill it in.', 'zh-CN': '请填写。' },
  })
}

export function unknownReference(field: Pick<Field, 'label' | 'key'>, place = ''): Problem {
  return fieldProblem(
    'unknown_reference',
    field,
    (l) => ({
      en: `${l.en} names a record that does not exist or that you may not see.`,
      'zh-CN': `${l['zh-CN']}所指的记录不存在,或您无权查看。`,
    }),
    { place },
  )
}

/**
 * A value that is taken. That it is cannot be kept from whoever may write the field: a constraint over all records binds those who see only some, and
 * shows when it refuses. Nothing more is told of the record that has it: not whether it is one out of sight, of the same call or of the bin, no
 * label and no other value. `other` is its id, for readers who may see both the record and these values of it.
 */
export function notUnique(
  fields: readonly Pick<Field, 'label' | 'key'>[],
  other: string | undefined,
  place = '',
): Problem {
  const [first] = fields
  const labels = fields.map(labelWords)
  return {
    code: 'not_unique',
    path: first === undefined ? place : `${place}/${first.key}`,
    ...(first === undefined ? {} : { field: first.key }),
    message: {
      en: `This ${labels.map((l) => l.en).join(' and ')} is taken already.`,
      'zh-CN': `该${labels.map((l) => l['zh-CN']).join('与')}已被占用。`,
    },
    params: { fields: fields.map((f) => f.key), ...(other === undefined ? {} : { id: other }) },
  }
}

export const versionConflict = (current: number): Problem => ({
  code: 'version_conflict',
  path: '',
  message: {
    en: `The record has changed since: it is at version ${current} now.`,
    'zh-CN': `记录已被修改,当前版本为 ${current}。`,
  },
  params: { version: current },
  fix: { en: 'Load it again and repeat the change.', 'zh-CN': '请重新加载后再修改。' },
})

export const ruleRefused = (message: Words | undefined, rule: string, field?: string): Problem => ({
  code: 'rule_refused',
  path: field === undefined ? '' : `/${field}`,
  ...(field === undefined ? {} : { field }),
  message: message ?? { en: 'A rule of this entity does not allow it.', 'zh-CN': '违反了该业务对象的规则。' },
  params: { rule },
})

export const unknownRef = (name: string, path: string): Problem => ({
  code: 'unknown_reference',
  path,
  message: { en: `No write of this batch is named "${name}".`, 'zh-CN': `本批次中没有名为“${name}”的写入。` },
  params: { ref: name },
})

/** The known word closest to a mistyped one, when it is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), least)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[b.length] ?? limit
}
