import type { CellReading, FieldSettings, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { groupThousands, shiftPoint } from '../../decimal.ts'
import { numberParts, parseNumberCell, statedLimits } from '../../number-value.ts'

const SCALE = 4

/** `15%` and `0.15` are both 0.15; with the format `%` a bare `15` is 15 % too. */
function parsePercentCell(cell: string, reading: CellReading, field: FieldSettings): Parsed<string | null> {
  const isBare = reading.format === '%' && cell.trim() !== '' && !/[%％‰]\s*$/.test(cell)
  return parseNumberCell(isBare ? `${cell.trim()}%` : cell, { ...reading, format: '' }, statedLimits(field, SCALE))
}

/** The fraction as people read it: `"0.1500"` is `15%`. */
function percentText(fraction: string): string {
  const shifted = shiftPoint(fraction, 2)
  return `${groupThousands(shifted.includes('.') ? shifted.replace(/\.?0+$/, '') : shifted)}%`
}

/** A share, kept as a fraction: `"0.15"` is 15 %. */
export const percent = defineFieldType({
  ...numberParts(SCALE),
  key: 'percent',
  label: { en: 'Percent', 'zh-CN': '百分比' },
  summary: { en: 'A share, a rate, a discount', 'zh-CN': '占比、比率、折扣等' },
  parseCell: parsePercentCell,
  formatText: (value) => (typeof value === 'string' ? percentText(value) : ''),
  examples: [
    {
      definition: { min: '0', max: '1' },
      values: [
        { input: '0.15', canonical: '0.1500', cell: '15%' },
        { input: 1, canonical: '1.0000', cell: '100 %' },
        { input: 0.0525, canonical: '0.0525', cell: '5.25％' },
        { input: null, canonical: null, cell: '' },
      ],
      refused: [
        { input: '1.01', code: 'out_of_range' },
        { input: '0.12345', code: 'too_many_decimals' },
        { input: '15%', code: 'wrong_type' },
      ],
    },
  ],
})
