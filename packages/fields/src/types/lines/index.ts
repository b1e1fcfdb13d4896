import type { Canonical, FieldSettings, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { integerOf, storeNothing } from '../../definition.ts'
import { empty, isEmpty, problem, refuse, words, wrongType } from '../../problem.ts'

const MOST = 500

/** JSON as a request carries it: what may stand in a row before its fields have read it. */
function toJson(value: unknown): Canonical | undefined {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Canonical
  if (Array.isArray(value)) return value.map((each) => toJson(each) ?? null)
  if (typeof value !== 'object') return undefined
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toJson(each) ?? null]))
}

const isRow = (row: unknown): boolean => typeof row === 'object' && row !== null && !Array.isArray(row)

/** Whether it is a list of rows, and not too long a one; the values in a row are read by the fields of the lines' own entity. */
function parseRows(input: unknown, field: FieldSettings): Parsed<Canonical> {
  if (isEmpty(input)) return empty
  if (!Array.isArray(input)) return wrongType('a list of rows', '明细行列表')
  const most = integerOf(field, 'maxRows', MOST)
  if (input.length > most) {
    return refuse(
      'too_long',
      `There are ${input.length} rows, ${most} are allowed`,
      `共 ${input.length} 行，最多 ${most} 行`,
      {
        params: { max: most, length: input.length },
        fix: words('Leave some out', '请减少行数'),
      },
    )
  }
  const wrong = input.flatMap((row, index) => (isRow(row) ? [] : [index]))
  if (wrong.length > 0) {
    return {
      ok: false,
      problems: wrong.map((index) =>
        problem('wrong_type', 'A row is an object of values by field', '明细行应为按字段组织的对象', {
          path: `/${index}`,
          fix: words('Send {"<field>": value}', '请提供 {"<字段>": 值}'),
        }),
      ),
    }
  }
  return input.length === 0 ? empty : { ok: true, value: input.map((row) => toJson(row) ?? null) }
}

/** Rows that belong to the record, with fields of their own. */
export const lines = defineFieldType({
  key: 'lines',
  label: { en: 'Line items', 'zh-CN': '明细' },
  summary: { en: 'A table of rows inside the record', 'zh-CN': '记录内的明细表格' },
  group: 'relation',
  notOffered: 'inLines',
  starter: (newId) => ({
    fields: [
      { id: newId('fld'), key: 'name', type: 'text', label: { en: 'Item', 'zh-CN': '项目' }, required: true },
      { id: newId('fld'), key: 'quantity', type: 'number', label: { en: 'Quantity', 'zh-CN': '数量' } },
    ],
  }),
  properties: {
    fields: { $ref: '#/$defs/fields' },
    rules: { $ref: '#/$defs/rules' },
    invariants: { $ref: '#/$defs/invariants' },
    unique: { $ref: '#/$defs/uniques' },
    maxRows: { type: 'integer', minimum: 1, maximum: 5_000 },
  },
  requiredProperties: ['fields'],
  targets: ({ key }, entity) => (typeof key === 'string' ? [`${entity}.${key}`] : []),
  source: 'input',
  storage: 'rows',
  ruleType: (field) => ({ kind: 'collection', entity: field.targets[0] ?? '' }),
  columns: () => [],
  parse: parseRows,
  toColumns: storeNothing,
  index: 'always',
  uniqueable: false,
  parseCell: (cell) =>
    cell.trim() === ''
      ? empty
      : refuse('not_allowed_here', 'Rows are imported from a file of their own', '明细需从单独的文件导入', {
          fix: words('Import the rows as records of the line items', '请将明细行作为独立数据导入'),
        }),
  formatText: (value, _field, { language }) => {
    if (!Array.isArray(value) || value.length === 0) return ''
    if (language.startsWith('zh')) return `${value.length} 行`
    return value.length === 1 ? '1 row' : `${value.length} rows`
  },
  examples: [
    {
      definition: { fields: [{ id: 'fld_q', key: 'quantity', type: 'number' }], maxRows: 3 },
      values: [
        {
          input: [{ quantity: '2' }, { quantity: 5, note: null }],
          canonical: [{ quantity: '2' }, { quantity: 5, note: null }],
        },
        { input: [], canonical: null, cell: '' },
      ],
      refused: [
        { input: [{}, {}, {}, {}], code: 'too_long' },
        { input: { quantity: 1 }, code: 'wrong_type' },
        { input: ['2'], code: 'wrong_type' },
      ],
    },
  ],
})
