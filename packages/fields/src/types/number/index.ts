import { defineFieldType } from '../../contract.ts'
import { groupThousands } from '../../decimal.ts'
import { numberParts } from '../../number-value.ts'

const parts = numberParts(0)

/** An exact decimal number. */
export const number = defineFieldType({
  ...parts,
  key: 'number',
  label: { en: 'Number', 'zh-CN': '数字' },
  summary: { en: 'A quantity, a size, a score', 'zh-CN': '数量、规模、分值等' },
  properties: { precision: { type: 'integer', minimum: 1, maximum: 38 }, ...parts.properties },
  formatText: (value) => (typeof value === 'string' ? groupThousands(value) : ''),
  examples: [
    {
      definition: { scale: 2, min: '-1000000', max: '10000000' },
      values: [
        { input: '1234.5', canonical: '1234.50', cell: '1,234.5' },
        { input: 12, canonical: '12.00', cell: ' 12 ' },
        { input: '-0', canonical: '0.00', cell: '-0.00' },
        { input: '-7.25', canonical: '-7.25', cell: '(7.25)' },
        { input: 128000, canonical: '128000.00', cell: '12.8万' },
        { input: '0.100', canonical: '0.10', cell: '10%' },
        { input: null, canonical: null, cell: '' },
      ],
      refused: [
        { input: '1.234', code: 'too_many_decimals' },
        { input: '10000000.01', code: 'out_of_range' },
        { input: -1000001, code: 'out_of_range' },
        { input: 'NaN', code: 'wrong_type' },
        { input: '1e3', code: 'wrong_type' },
        { input: ' 1', code: 'wrong_type' },
        { input: '１２', code: 'wrong_type' },
        { input: 1e21, code: 'wrong_type' },
        { input: true, code: 'wrong_type' },
      ],
    },
    {
      definition: { precision: 38, scale: 12 },
      values: [
        { input: '99999999999999999999999999.999999999999', canonical: '99999999999999999999999999.999999999999' },
        { input: 1e-12, canonical: '0.000000000001' },
      ],
      refused: [{ input: '100000000000000000000000000', code: 'out_of_range' }],
    },
    {
      definition: {},
      values: [{ input: '999999999999999999', canonical: '999999999999999999' }],
      refused: [
        { input: '1000000000000000000', code: 'out_of_range' },
        { input: '0.5', code: 'too_many_decimals' },
      ],
    },
  ],
})
