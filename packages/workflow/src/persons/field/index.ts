import { definePersonKind, peopleIn } from '../contract.ts'

/** The values along a path; a list on the way is followed in each of its elements. */
function valuesAt(value: unknown, keys: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, keys))
  const [key, ...rest] = keys
  if (key === undefined) return [value]
  if (typeof value !== 'object' || value === null) return []
  return valuesAt(Object.getOwnPropertyDescriptor(value, key)?.value, rest)
}

/** `field:<path>`: whoever a user field of the record, or of a record it refers to, names. */
export const field = definePersonKind({
  key: 'field',
  label: { en: 'Whoever a field names', 'zh-CN': '字段中的人' },
  match: (expression) => (expression.startsWith('field:') ? expression.slice('field:'.length) : undefined),
  check: (text) => /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*){0,3}$/.test(text),
  paths: (text) => [text],
  resolve: (text, context) =>
    valuesAt(context.record, text.split('.')).flatMap((value) => peopleIn(value, context.directory)),
})
