import { stageParts } from '@atelier/rules'
import type { Canonical, FieldSettings } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { labelOf, parseOption, parseOptionCell } from '../../option-value.ts'
import { accept, empty, isEmpty } from '../../problem.ts'

/** The parts of a stage besides its key: the column of each and its type in Postgres. */
const parts = {
  pipeline: { column: 'pipeline', type: 'text' },
  outcome: { column: 'outcome', type: 'text' },
  position: { column: 'position', type: 'integer' },
  probability: { column: 'probability', type: 'numeric(5,4)' },
  enteredAt: { column: 'entered_at', type: 'timestamptz(3)' },
  closedAt: { column: 'closed_at', type: 'timestamptz(3)' },
  furthest: { column: 'furthest', type: 'integer' },
} as const

type Part = keyof typeof parts
const isPart = (name: string): name is Part => Object.hasOwn(parts, name)
const partNames = Object.keys(parts).filter(isPart)

/** The column of a part that a dot reads; undefined when stages have no such part. */
export const stageColumn = (part: string): string | undefined => (isPart(part) ? parts[part].column : undefined)

const nothing: { readonly [part: string]: Canonical } = Object.fromEntries(partNames.map((part) => [part, null]))

/** A stage of which only the key is known: what requests give; the write kernel fills in the rest. */
const keyOnly = (key: string): Canonical => ({ key, ...nothing })

const stageKey = (value: Canonical): Canonical =>
  typeof value === 'string' ? value : value !== null && typeof value === 'object' && 'key' in value ? value.key : null

/** A part of a canonical stage; null for what is not there. */
function partOf(value: Canonical, part: Part): Canonical {
  if (value === null || typeof value !== 'object') return null
  const found: unknown = Object.getOwnPropertyDescriptor(value, part)?.value
  return typeof found === 'string' || typeof found === 'number' ? found : null
}

/** The pipelines that the field may run through. */
function pipelinesOf({ definition: { pipelines } }: FieldSettings): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(pipelines) ? pipelines : []
  return listed.flatMap((each) =>
    typeof each === 'object' && each !== null && 'pipeline' in each && typeof each.pipeline === 'string'
      ? [each.pipeline]
      : [],
  )
}

/** Where a record stands in its pipeline. */
export const stage = defineFieldType({
  key: 'stage',
  label: { en: 'Stage', 'zh-CN': '阶段' },
  summary: { en: 'Where the record stands in its pipeline', 'zh-CN': '记录在流程中所处的阶段' },
  group: 'process',
  servesAs: 'stage',
  notOffered: 'anywhere',
  properties: {
    pipelines: { $ref: '#/$defs/pipelineChoices' },
  },
  requiredProperties: ['pipelines'],
  source: 'input',
  storage: 'columns',
  ruleType: (field) => ({ kind: 'choice', options: field.options }),
  parts: (field) => stageParts(pipelinesOf(field)),
  columns: () => [
    { part: '', type: 'text', collation: 'C' },
    ...partNames.map((part) => ({
      part: parts[part].column,
      type: parts[part].type,
      ...(parts[part].type === 'text' ? { collation: 'C' } : {}),
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
    ...Object.fromEntries(partNames.map((part) => [parts[part].column, partOf(value, part)])),
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
