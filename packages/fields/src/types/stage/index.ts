import type { PartShape } from '@atelier/rules'
import type { Canonical } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { labelOf, parseOption, parseOptionCell } from '../../option-value.ts'
import { accept, empty, isEmpty } from '../../problem.ts'

/** The parts of a stage besides its key, in the order of their columns, with the type of each in Postgres and in rules. */
const parts = {
  pipeline: { column: 'text', type: { kind: 'text' }, label: { en: 'Pipeline', 'zh-CN': '流程' } },
  outcome: {
    column: 'text',
    type: {
      kind: 'choice',
      options: [
        { key: 'open', label: { en: 'Open', 'zh-CN': '进行中' } },
        { key: 'won', label: { en: 'Won', 'zh-CN': '赢单' } },
        { key: 'lost', label: { en: 'Lost', 'zh-CN': '输单' } },
      ],
    },
    label: { en: 'Outcome', 'zh-CN': '结果' },
  },
  position: { column: 'integer', type: { kind: 'number' }, label: { en: 'Position', 'zh-CN': '位置' } },
  probability: { column: 'numeric(5,4)', type: { kind: 'number' }, label: { en: 'Probability', 'zh-CN': '赢率' } },
  enteredAt: {
    column: 'timestamptz(3)',
    type: { kind: 'datetime' },
    label: { en: 'In stage since', 'zh-CN': '进入时间' },
  },
  closedAt: { column: 'timestamptz(3)', type: { kind: 'datetime' }, label: { en: 'Closed at', 'zh-CN': '关闭时间' } },
  furthest: { column: 'integer', type: { kind: 'number' }, label: { en: 'Furthest position', 'zh-CN': '最远位置' } },
} as const satisfies Record<string, Pick<PartShape, 'type' | 'label'> & { readonly column: string }>

/** Columns of the parts, by part. */
const columnName = {
  pipeline: 'pipeline',
  outcome: 'outcome',
  position: 'position',
  probability: 'probability',
  enteredAt: 'entered_at',
  closedAt: 'closed_at',
  furthest: 'furthest',
} as const

type Part = keyof typeof parts
const isPart = (name: string): name is Part => Object.hasOwn(parts, name)
const partNames = Object.keys(parts).filter(isPart)

/** The column of a part that a dot reads; undefined when stages have no such part. */
export const stageColumn = (part: string): string | undefined => (isPart(part) ? columnName[part] : undefined)

const partOf = (value: unknown, part: string): unknown =>
  typeof value === 'object' && value !== null ? (Object.getOwnPropertyDescriptor(value, part)?.value ?? null) : null

const nothing: { readonly [part: string]: Canonical } = Object.fromEntries(partNames.map((part) => [part, null]))

/** A stage of which only the key is known: what requests give; the write kernel fills in the rest. */
const keyOnly = (key: string): Canonical => ({ key, ...nothing })

const stageKey = (value: Canonical): Canonical =>
  typeof value === 'string' ? value : value !== null && typeof value === 'object' && 'key' in value ? value.key : null

const ruleParts: Readonly<Record<string, PartShape>> = Object.fromEntries(
  partNames.map((part) => [
    part,
    { type: parts[part].type, label: parts[part].label, read: (value: unknown) => partOf(value, part) },
  ]),
)

/** Where a record stands in its pipeline. */
export const stage = defineFieldType({
  key: 'stage',
  label: { en: 'Stage', 'zh-CN': '阶段' },
  summary: { en: 'Where the record stands in its pipeline', 'zh-CN': '记录在流程中所处的阶段' },
  group: 'process',
  properties: {
    pipelines: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['pipeline'],
        properties: { id: { $ref: '#/$defs/id' }, pipeline: { $ref: '#/$defs/key' }, when: { $ref: '#/$defs/rule' } },
        additionalProperties: false,
      },
    },
  },
  requiredProperties: ['pipelines'],
  source: 'input',
  storage: 'columns',
  ruleType: (field) => ({ kind: 'choice', options: field.options }),
  parts: () => ruleParts,
  columns: () => [
    { part: '', type: 'text', collation: 'C' },
    ...partNames.map((part) => ({
      part: columnName[part],
      type: parts[part].column,
      ...(parts[part].column === 'text' ? { collation: 'C' } : {}),
    })),
  ],
  parse: (input, field) => {
    if (isEmpty(input)) return empty
    const parsed = parseOption(input, field)
    return parsed.ok ? accept(keyOnly(parsed.value)) : parsed
  },
  answer: stageKey,
  toColumns: (value) => ({
    '': stageKey(value),
    ...Object.fromEntries(partNames.map((part) => [columnName[part], toCanonical(partOf(value, part))])),
  }),
  index: 'always',
  uniqueable: true,
  parseCell: (cell, _reading, field) => {
    const parsed = parseOptionCell(cell, field)
    return parsed.ok && parsed.value !== null ? accept(keyOnly(parsed.value)) : parsed
  },
  formatText: (value, field, { language }) => labelOf(stageKey(value), field, language),
  examples: [
    {
      definition: { pipelines: [{ id: 'pip_s', pipeline: 'sales' }] },
      options: [
        { key: 'engaging', label: { en: 'Engaging', 'zh-CN': '洽谈' } },
        { key: 'won', label: { en: 'Won', 'zh-CN': '赢单' } },
      ],
      values: [
        { input: 'engaging', canonical: keyOnly('engaging'), cell: 'Engaging ' },
        { input: 'won', canonical: keyOnly('won'), cell: '赢单' },
        { input: null, canonical: null, cell: '' },
      ],
      refused: [
        { input: 'Won', code: 'unknown_option' },
        { input: { key: 'won' }, code: 'wrong_type' },
      ],
      stored: [
        {
          key: 'won',
          pipeline: 'sales',
          outcome: 'won',
          position: 7,
          probability: '1.0000',
          enteredAt: '2026-11-22T06:05:00.000Z',
          closedAt: '2026-11-22T06:05:00.000Z',
          furthest: 7,
        },
      ],
    },
  ],
})

/** A part as read back from a value that was canonical. */
function toCanonical(part: unknown): Canonical {
  return typeof part === 'string' || typeof part === 'number' ? part : null
}
