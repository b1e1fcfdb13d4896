import type { Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { readDecimal, toScale } from '../../decimal.ts'
import { oneColumn } from '../../definition.ts'
import { parseNumber } from '../../number-value.ts'
import { accept, empty, isEmpty, wrongType } from '../../problem.ts'
import { cellText } from '../../text-value.ts'
import { durationText, secondsOf } from './elapsed.ts'

/** Nobody writes a longer one; it bounds the work of reading. */
const LONGEST = 60
const limits = { precision: 18, scale: 3 } as const

function parseDuration(input: unknown): Parsed<string | null> {
  if (isEmpty(input)) return empty
  const seconds = typeof input === 'string' ? secondsOf(input) : undefined
  if (seconds === undefined) return wrongType('an elapsed time like PT8H or P3D', '时长，例如 PT8H 或 P3D')
  return fromSeconds(seconds)
}

function fromSeconds(seconds: string): Parsed<string | null> {
  const parsed = parseNumber(seconds, limits)
  return parsed.ok && parsed.value !== null ? accept(durationText(parsed.value)) : parsed
}

/** `2d 3h`, `45m`, `1:30` (hours and minutes) and ISO 8601. */
export function parseDurationCell(cell: string): Parsed<string | null> {
  const text = cellText(cell).normalize('NFKC').toLowerCase()
  if (text === '') return empty
  if (text.length > LONGEST) return parseDuration(text)
  const clock = /^(\d{1,6}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (clock) return parseDuration(`PT${clock[1]}H${clock[2]}M${clock[3] ?? 0}S`)
  const words =
    /^(?:(\d+)\s*(?:d|days?|天))?\s*(?:(\d+)\s*(?:h|hours?|小时))?\s*(?:(\d+)\s*(?:m|min|minutes?|分钟?))?\s*(?:(\d+)\s*(?:s|seconds?|秒))?$/.exec(
      text,
    )
  if (words) return parseDuration(`P${words[1] ?? 0}DT${words[2] ?? 0}H${words[3] ?? 0}M${words[4] ?? 0}S`)
  return parseDuration(cellText(cell).toUpperCase())
}

/** An elapsed time in words: `2d 3h`, `2天3小时`. */
export function describeDuration(value: string, language: string): string {
  const total = BigInt((secondsOf(value) ?? '0').replace('-', '').split('.')[0] ?? '0')
  const isChinese = language.startsWith('zh')
  const parts = [
    [total / 86_400n, isChinese ? '天' : 'd'],
    [(total / 3600n) % 24n, isChinese ? '小时' : 'h'],
    [(total / 60n) % 60n, isChinese ? '分钟' : 'm'],
    [total % 60n, isChinese ? '秒' : 's'],
  ] as const
  const shown = parts.filter(([count]) => count !== 0n).map(([count, unit]) => `${count}${unit}`)
  const text = shown.length === 0 ? (isChinese ? '0秒' : '0s') : shown.join(isChinese ? '' : ' ')
  return value.startsWith('-') ? `-${text}` : text
}

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
