import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { parseDateCell } from '../../time-cell.ts'
import { parseDate } from '../../time-value.ts'

/** A day of the calendar, without time and zone. */
export const date = defineFieldType({
  key: 'date',
  label: { en: 'Date', 'zh-CN': '日期' },
  summary: { en: 'A day, such as a close date', 'zh-CN': '某一天，例如预计成交日期' },
  group: 'time',
  properties: {},
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType: () => ({ kind: 'date' }),
  columns: oneColumn('date'),
  parse: (input) => parseDate(input),
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: true,
  parseCell: (cell, { format }) => parseDateCell(cell, format),
  formatText: (value) => (typeof value === 'string' ? value : ''),
  examples: [
    {
      definition: {},
      values: [
        { input: '2026-11-22', canonical: '2026-11-22', cell: '2026年11月22日' },
        { input: '2024-02-29', canonical: '2024-02-29', cell: '2024/2/29' },
        { input: '0001-01-01', canonical: '0001-01-01' },
        { input: '9999-12-31', canonical: '9999-12-31', cell: '9999-12-31 00:00:00' },
        { input: null, canonical: null, cell: '' },
      ],
      refused: [
        { input: '2026-02-30', code: 'out_of_range' },
        { input: '0000-01-01', code: 'out_of_range' },
        { input: '2026-1-2', code: 'wrong_type' },
        { input: '12026-01-02', code: 'wrong_type' },
        { input: '2026-11-22T00:00:00Z', code: 'wrong_type' },
        { input: 20261122, code: 'wrong_type' },
      ],
    },
  ],
})
