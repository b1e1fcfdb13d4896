import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { parseInstantCell } from '../../time-cell.ts'
import { instantInZone, parseInstant } from '../../time-value.ts'

/** An instant, shown in the reader's zone. */
export const datetime = defineFieldType({
  key: 'datetime',
  label: { en: 'Date and time', 'zh-CN': '日期时间' },
  summary: { en: 'A moment, such as a meeting', 'zh-CN': '某一时刻，例如会议时间' },
  group: 'time',
  properties: {},
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType: () => ({ kind: 'datetime' }),
  columns: oneColumn('timestamptz(3)'),
  parse: (input) => parseInstant(input),
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: true,
  parseCell: (cell, { format }, field) => parseInstantCell(cell, format, field.workspace.zone),
  formatText: (value, _field, { zone }) => (typeof value === 'string' ? instantInZone(value, zone) : ''),
  examples: [
    {
      definition: {},
      values: [
        { input: '2026-11-22T14:05:00+08:00', canonical: '2026-11-22T06:05:00.000Z', cell: '2026/11/22 14:05' },
        { input: '2026-11-22T14:05Z', canonical: '2026-11-22T14:05:00.000Z', cell: '2026-11-22 14:05Z' },
        { input: '2026-11-22T23:59:59.999Z', canonical: '2026-11-22T23:59:59.999Z' },
        { input: '0001-01-01T00:00:00Z', canonical: '0001-01-01T00:00:00.000Z' },
        { input: '9999-12-31T23:59:59.999Z', canonical: '9999-12-31T23:59:59.999Z' },
        { input: null, canonical: null, cell: '' },
      ],
      refused: [
        { input: '2026-11-22T14:05:00', code: 'wrong_type' },
        { input: '2026-11-22', code: 'wrong_type' },
        { input: '2026-11-22T24:00:00Z', code: 'out_of_range' },
        { input: '2026-02-29T00:00:00Z', code: 'out_of_range' },
        { input: '9999-12-31T23:59:59-01:00', code: 'out_of_range' },
        { input: '2026-11-22T14:05:00.0001Z', code: 'too_many_decimals' },
        { input: 1700000000, code: 'wrong_type' },
      ],
    },
  ],
})
