import type { Canonical, FieldType, Parsed } from './contract.ts'
import { oneColumn, storeAsIs } from './definition.ts'
import { accept, empty, isEmpty, refuse, words, wrongType } from './problem.ts'
import { cellText } from './text-value.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An example of an id. */
export const EXAMPLE_ID = '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f60'

/** A record's id, in small letters. */
export function parseId(input: unknown): Parsed<string> {
  if (typeof input !== 'string') return wrongType('the id of a record', '记录的 id')
  if (UUID.test(input)) return accept(input.toLowerCase())
  return refuse('unknown_reference', 'There is no such record', '没有这条记录', {
    params: { value: input.slice(0, 200) },
    fix: words('Send the id of a record, or an object with a unique field', '请提供记录的 id，或带有唯一字段的对象'),
  })
}

const isLiteral = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** A record by its id, or by the value of a unique field. */
export type NamedRecord = null | string | { readonly [uniqueField: string]: string | number | boolean }

/**
 * A request's way to name a record: its id, what an answer calls it (`{id, label}`), or `{"<unique field>": value}`, which
 * comes back as it is: the write kernel looks it up.
 */
export function parseReference(input: unknown): Parsed<NamedRecord> {
  if (isEmpty(input)) return empty
  if (typeof input !== 'object' || Array.isArray(input)) return parseId(input)
  const entries = Object.entries(input).filter(([name]) => name !== 'label')
  const [first, second] = entries
  if (first?.[0] === 'id' && second === undefined) return parseId(first[1])
  if (first === undefined || second !== undefined || !isLiteral(first[1])) {
    return wrongType('an id, or an object with one unique field', 'id，或仅含一个唯一字段的对象')
  }
  return accept({ [first[0]]: first[1] })
}

/** The label of a reference's answer `{id, label}`; its id, or the value that names it, when it comes without. */
export function referenceText(value: Canonical): string {
  if (typeof value === 'string') return value
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return ''
  const named: { readonly [name: string]: unknown } = { ...value }
  const text = named.label ?? named.id ?? Object.values(named)[0]
  return typeof text === 'string' ? text : ''
}

/** A rule's reference is the record that it loaded. */
const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value

/** What all types with one reference in one column share. A cell comes back as the text to look up. */
export const referenceParts = {
  source: 'input',
  storage: 'columns',
  columns: oneColumn('uuid'),
  parse: (input) => parseReference(input),
  fromRule: (value) => parseReference(idOf(value)),
  toColumns: storeAsIs,
  index: 'always',
  uniqueable: true,
  parseCell: (cell) => accept(cellText(cell) || null),
  formatText: (value) => referenceText(value),
  ruleType: (field) => ({ kind: 'reference', entity: field.targets[0] ?? '' }),
} as const satisfies Partial<FieldType>

/** What the types share that point at one person or team. */
export const peopleParts = {
  ...referenceParts,
  group: 'people',
  properties: {
    reverse: { $ref: '#/$defs/reverse' },
    choices: { $ref: '#/$defs/rule' },
  },
  requiredProperties: [],
} as const satisfies Partial<FieldType>

/** Example values of every type with one reference. */
export const referenceExamples = {
  values: [
    { input: EXAMPLE_ID, canonical: EXAMPLE_ID },
    { input: EXAMPLE_ID.toUpperCase(), canonical: EXAMPLE_ID },
    { input: { id: EXAMPLE_ID, label: '星海科技' }, canonical: EXAMPLE_ID },
    { input: null, canonical: null, cell: ' ' },
  ],
  refused: [
    { input: 'acme', code: 'unknown_reference' },
    { input: `${EXAMPLE_ID}'; --`, code: 'unknown_reference' },
    { input: 7, code: 'wrong_type' },
    { input: {}, code: 'wrong_type' },
    { input: { name: 'a', code: 'b' }, code: 'wrong_type' },
  ],
} as const
