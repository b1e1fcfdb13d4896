import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { parseNumber, parseNumberCell } from '../../number-value.ts'

const limits = { precision: 9, scale: 0, min: '1' } as const

/** The place of a row among the line items, counted from 1 by the engine. */
export const position = defineFieldType({
  key: 'position',
  label: { en: 'Row number', 'zh-CN': '行号' },
  summary: { en: 'The place of a row, counted for you', 'zh-CN': '明细行的序号，自动编排' },
  group: 'process',
  servesAs: 'place',
  notOffered: 'anywhere',
  properties: {},
  requiredProperties: [],
  source: 'numbering',
  storage: 'columns',
  ruleType: () => ({ kind: 'number' }),
  columns: oneColumn('numeric(9,0)'),
  parse: (input) => parseNumber(input, limits),
  toColumns: storeAsIs,
  index: 'never',
  uniqueable: false,
  parseCell: (cell, reading) => parseNumberCell(cell, reading, limits),
  formatText: (value) => (typeof value === 'string' ? value : ''),
  examples: [
    {
      definition: {},
      values: [
        { input: 1, canonical: '1', cell: '1' },
        { input: '12', canonical: '12' },
      ],
      refused: [
        { input: 0, code: 'out_of_range' },
        { input: '1.5', code: 'too_many_decimals' },
      ],
    },
  ],
})
