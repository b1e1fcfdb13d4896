import type { CellReading, FieldSettings, FieldType, Parsed, Problem } from './contract.ts'
import {
  compareDecimals,
  decimalsOf,
  expandExponent,
  integerDigitsOf,
  readDecimal,
  shiftPoint,
  toScale,
} from './decimal.ts'
import { integerOf, precisionOf, storeAsIs } from './definition.ts'
import { accept, empty, isEmpty, problem, words, wrongType } from './problem.ts'

/** How many digits a number may have, and between which bounds it lies. */
export type NumberLimits = {
  readonly precision: number
  readonly scale: number
  readonly min?: string | undefined
  readonly max?: string | undefined
}

const known = new WeakMap<FieldSettings, NumberLimits>()

/** The limits that a definition states: 18 digits unless it says otherwise, `scale` of them after the point. */
export function statedLimits(field: FieldSettings, scale: number): NumberLimits {
  let limits = known.get(field)
  if (limits === undefined) {
    limits = {
      precision: precisionOf(field, 38),
      scale: integerOf(field, 'scale', scale),
      min: boundOf(field, 'min'),
      max: boundOf(field, 'max'),
    }
    known.set(field, limits)
  }
  return limits
}

/** What all types share whose values are numbers within stated limits; `scale` where the definition states none. */
export const numberParts = (scale: number) => {
  const limits = (field: FieldSettings): NumberLimits => statedLimits(field, scale)
  return {
    group: 'number',
    family: 'number',
    properties: {
      scale: { type: 'integer', minimum: 0, maximum: 12, default: scale },
      min: { $ref: '#/$defs/decimal' },
      max: { $ref: '#/$defs/decimal' },
    },
    requiredProperties: [],
    source: 'input',
    storage: 'columns',
    checkDefinition: (field) => checkLimits(limits(field)),
    ruleType: () => ({ kind: 'number' }),
    columns: (field) => [{ part: '', type: numericType(limits(field)) }],
    parse: (input, field) => parseNumber(input, limits(field)),
    fromRule: (value, field) => roundedNumber(value, limits(field)),
    toColumns: storeAsIs,
    index: 'onDemand',
    uniqueable: true,
    parseCell: (cell, reading, field) => parseNumberCell(cell, reading, limits(field)),
  } as const satisfies Partial<FieldType>
}

/** `scale` within `precision`, and `min` not above `max`. */
function checkLimits({ precision, scale, min, max }: NumberLimits): readonly Problem[] {
  const problems: Problem[] = []
  if (scale > precision) {
    problems.push(
      problem('out_of_range', 'The scale is greater than the precision', '小数位数大于总位数', {
        path: '/scale',
        params: { scale, precision },
      }),
    )
  }
  if (min !== undefined && max !== undefined && compareDecimals(min, max) > 0) {
    problems.push(
      problem('out_of_range', 'The least value is above the greatest', '最小值大于最大值', { path: '/min' }),
    )
  }
  return problems
}

/** The column that keeps such numbers. */
export const numericType = ({ precision, scale }: NumberLimits): string => `numeric(${precision},${scale})`

/** A bound of the definition, given as text or whole number. */
export function boundOf(field: FieldSettings, property: 'min' | 'max'): string | undefined {
  return readDecimal(field.definition[property])
}

/** A number as a decimal text with exactly the scale; more decimals, more digits or a value beyond the bounds is refused. */
export function parseNumber(input: unknown, limits: NumberLimits): Parsed<string | null> {
  if (isEmpty(input)) return empty
  const decimal = readDecimal(input)
  if (decimal === undefined) {
    return wrongType('a number like "1234.50"', '数字，例如 "1234.50"', {
      fix: words('Send digits with a point, long numbers as text', '请填写数字，小数用点；很长的数字请用文本发送'),
    })
  }
  return limitNumber(decimal, limits)
}

/** A rule's number: rounded half away from zero first, then as `parseNumber`. */
export function roundedNumber(value: unknown, limits: NumberLimits): Parsed<string | null> {
  const decimal = isEmpty(value) ? undefined : readDecimal(value)
  return parseNumber(decimal === undefined ? value : toScale(decimal, limits.scale), limits)
}

function limitNumber(decimal: string, limits: NumberLimits): Parsed<string> {
  const decimals = checkDecimals(decimal, limits)
  const range = checkRange(decimal, limits)
  if (decimals.length + range.length > 0) return { ok: false, problems: [...decimals, ...range] }
  return accept(toScale(decimal, limits.scale))
}

function checkDecimals(decimal: string, { scale }: NumberLimits): readonly Problem[] {
  const decimals = decimalsOf(decimal)
  if (decimals <= scale) return []
  return [
    problem(
      'too_many_decimals',
      scale === 0 ? 'Only whole numbers are allowed' : `At most ${scale} decimals are allowed`,
      scale === 0 ? '只能填写整数' : `最多 ${scale} 位小数`,
      {
        params: { scale, decimals },
        fix: words(`Round it to ${toScale(decimal, scale)}`, `请四舍五入为 ${toScale(decimal, scale)}`),
      },
    ),
  ]
}

function checkRange(decimal: string, { precision, scale, min, max }: NumberLimits): readonly Problem[] {
  if (integerDigitsOf(decimal) > precision - scale) {
    const digits = precision - scale
    return [
      problem('out_of_range', `At most ${digits} digits before the point`, `小数点前最多 ${digits} 位`, {
        params: { digits },
        fix: words('Enter a smaller number', '请填写较小的数字'),
      }),
    ]
  }
  const below = min !== undefined && compareDecimals(decimal, min) < 0
  const above = max !== undefined && compareDecimals(decimal, max) > 0
  if (!below && !above) return []
  const bound = below ? min : (max ?? '')
  return [
    problem(
      'out_of_range',
      below ? `The number is below ${bound}` : `The number is above ${bound}`,
      below ? `数字小于 ${bound}` : `数字大于 ${bound}`,
      {
        params: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
        fix: below
          ? words(`Enter ${bound} or more`, `请填写不小于 ${bound} 的数字`)
          : words(`Enter ${bound} or less`, `请填写不大于 ${bound} 的数字`),
      },
    ),
  ]
}

/** Nobody writes a longer number; it bounds the work of reading. */
const LONGEST = 500
const SUFFIXES: Readonly<Record<string, number>> = {
  千: 3,
  万: 4,
  萬: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  億: 8,
  万亿: 12,
  '%': -2,
  '‰': -3,
}

/**
 * A number as people write it in a file, as an exact decimal: thousands separators, 万 and 亿, percent signs, brackets or a
 * trailing minus for negatives, full-width digits, exponents. `format` with a comma before the last digits (`1.234,56`) says that
 * the comma is the point. Undefined when it cannot be read or would be ambiguous.
 */
export function readCellNumber(cell: string, format?: string): string | undefined {
  if (cell.length > LONGEST) return undefined
  const written = cell.normalize('NFKC').trim()
  // A space between digits parts thousands; between anything else it parts two numbers.
  if (/\d\s\d/.test(written) && !/^\D*\d{1,3}(\s\d{3})+(?!\d|\s\d)/.test(written)) return undefined
  let text = written.replace(/[\s'’_]/g, '')
  let negative = false
  const bracketed = /^\((.+)\)$/.exec(text)
  if (bracketed?.[1]) {
    negative = true
    text = bracketed[1]
  }
  const suffix = /(百万|千万|万亿|[千万萬亿億%‰])$/.exec(text)?.[1]
  if (suffix) text = text.slice(0, -suffix.length)
  const sign = /^[-−–+]|[-−]$/.exec(text)?.[0]
  if (sign) {
    if (negative) return undefined
    negative = sign !== '+'
    text = text.replace(sign, '')
  }
  const plain = withoutSeparators(text, format !== undefined && /,\d*$/.test(format) && !/\.\d*$/.test(format))
  if (plain === undefined) return undefined
  const decimal = readDecimal(expandExponent(plain))
  if (decimal === undefined || plain.startsWith('-')) return undefined
  const shifted = shiftPoint(decimal, suffix ? (SUFFIXES[suffix] ?? 0) : 0)
  return negative ? readDecimal(shifted.startsWith('-') ? shifted.slice(1) : `-${shifted}`) : shifted
}

const grouped = (mark: string) => new RegExp(`^\\d{1,3}(\\${mark}\\d{3})+$`)
const groups: Readonly<Record<string, RegExp>> = { ',': grouped(','), '.': grouped('.') }
const CHINESE_GROUPS = /^\d{1,4}(,\d{4}){2,}$/

function withoutSeparators(text: string, commaIsPoint: boolean): string | undefined {
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  if (commaIsPoint) return join(text, ',', '.')
  if (comma < 0)
    return text.indexOf('.') === point ? padPoint(text) : groups['.']?.test(text) ? text.replaceAll('.', '') : undefined
  if (point >= 0) return point > comma ? join(text, '.', ',') : join(text, ',', '.')
  if (groups[',']?.test(text) || CHINESE_GROUPS.test(text)) return text.replaceAll(',', '')
  // One comma and one or two digits is a decimal comma; anything else could mean two numbers.
  return /^\d+,\d{1,2}$/.test(text) ? text.replace(',', '.') : undefined
}

function join(text: string, point: ',' | '.', mark: ',' | '.'): string | undefined {
  const [whole = '', fraction, ...more] = text.split(point)
  if (more.length > 0 || fraction?.includes(mark)) return undefined
  if (whole.includes(mark) && !groups[mark]?.test(whole) && !(mark === ',' && CHINESE_GROUPS.test(whole)))
    return undefined
  return padPoint(fraction === undefined ? whole.replaceAll(mark, '') : `${whole.replaceAll(mark, '')}.${fraction}`)
}

/** `.5` is `0.5`, `5.` is `5`. */
const padPoint = (text: string): string => text.replace(/^\./, '0.').replace(/\.$/, '')

/** A file's cell as a number within the limits; with `round` further decimals are rounded. */
export function parseNumberCell(cell: string, reading: CellReading, limits: NumberLimits): Parsed<string | null> {
  if (cell.trim() === '') return empty
  const decimal = readCellNumber(cell, reading.format)
  if (decimal === undefined) return wrongType('a number', '数字', { params: { value: cell.slice(0, 200) } })
  return reading.round ? roundedNumber(decimal, limits) : parseNumber(decimal, limits)
}
