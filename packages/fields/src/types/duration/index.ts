import { defineFieldType } from '../../contract.ts'
import { readDecimal, toScale } from '../../decimal.ts'
import { oneColumn } from '../../definition.ts'
import { describeDuration, fromSeconds, limits, parseDuration, parseDurationCell } from './duration-text.ts'
import { secondsOf } from './elapsed.ts'

/** An elapsed time, to the millisecond. */
export const duration = defineFieldType({
  key: 'duration',
  label: { en: 'Duration', 'zh-CN': '时长' },
  summary: { en: 'How long something takes', 'zh-CN': '某事所用的时间' },
  group: 'time',
  properties: {},
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType: () => ({ kind: 'duration' }),
  columns: oneColumn('numeric(18,3)'),
  parse: parseDuration,
  fromRule: (value) => {
    const seconds = typeof value === 'string' ? (secondsOf(value) ?? readDecimal(value)) : readDecimal(value)
    return seconds === undefined ? parseDuration(value) : fromSeconds(toScale(seconds, limits.scale))
  },
  toColumns: (value) => ({ '': typeof value === 'string' ? (secondsOf(value) ?? null) : null }),
  index: 'onDemand',
  uniqueable: false,
  parseCell: (cell) => parseDurationCell(cell),
  formatText: (value, _field, { language }) => (typeof value === 'string' ? describeDuration(value, language) : ''),
  examples: [
    {
      definition: {},
      values: [
        { input: 'PT8H', canonical: 'PT8H', cell: '8h' },
        { input: 'P1DT2H5M', canonical: 'PT26H5M', cell: '1天2小时5分' },
        { input: 'PT90M', canonical: 'PT1H30M', cell: '1:30' },
        { input: 'PT0.25S', canonical: 'PT0.25S' },
        { input: '-PT1M', canonical: '-PT1M' },
        { input: 'PT0S', canonical: 'PT0S', cell: '0m' },
        { input: null, canonical: null, cell: '' },
      ],
      refused: [
        { input: '8h', code: 'wrong_type' },
        { input: 'P', code: 'wrong_type' },
        { input: 'P1M', code: 'wrong_type' },
        { input: 'PT0.0001S', code: 'too_many_decimals' },
        { input: 5, code: 'wrong_type' },
      ],
    },
  ],
})
