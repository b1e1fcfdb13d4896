import { Temporal } from 'temporal-polyfill'
import type { Parsed } from './contract.ts'
import { accept, empty, refuse, words, wrongType } from './problem.ts'
import { dateOf, instantText, noSuchTime, pad, parseInstant } from './time-value.ts'

type DayOrder = 'YMD' | 'MDY' | 'DMY'
type Clock = { readonly hour: number; readonly minute: number; readonly second: number; readonly millisecond: number }
type Moment = { readonly date: string; readonly clock: Clock | undefined }

/** Nobody writes a longer one; it bounds the work of reading. */
const LONGEST = 100
const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0, millisecond: 0 }
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NUMBERS = /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*[日号]?(?:[T\s,]+(.*))?$/
const CHINESE_TIGHT = /^(\d{4}年\d{1,2}月\d{1,2}[日号])(\S.*)$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const NAMED =
  /^(?:(\d{1,2})[\s-]*([a-z]{3,9})|([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?),?[\s-]*(\d{4})(?:[T\s,]+(.*))?$/i
const CLOCK =
  /^(上午|下午|晚上|中午|凌晨)?\s*(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})?)?(?:\.(\d{1,3}))?秒?分?\s*([ap]\.?m\.?)?$/i
const WEEKDAY = /^(?:[a-z]{3,9}day|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+/i

/** Formats that a date column of an import may name; times may follow in each. */
export const dateFormats = [
  'YYYY-MM-DD',
  'YYYY/M/D',
  'YYYY年M月D日',
  'M/D/YYYY',
  'D/M/YYYY',
  'DD.MM.YYYY',
  'YYYYMMDD',
] as const

/** The order of day, month and year that a format asks for; undefined when it names no such order. */
function orderOf(format: string): DayOrder | undefined {
  const letters = format
    .toUpperCase()
    .replace(/[^YMD]/g, '')
    .replace(/(.)\1+/g, '$1')
  return letters === 'YMD' || letters === 'MDY' || letters === 'DMY' ? letters : undefined
}

/**
 * The format that reads every sample, for an import's automatic mapping; undefined when the samples are no dates. `certain` is
 * false when another order of day and month would read them all as well (then month first is taken).
 */
export function guessDateFormat(
  samples: readonly string[],
): { readonly format: string; readonly certain: boolean } | undefined {
  const given = samples.map((sample) => sample.trim()).filter((sample) => sample !== '')
  if (given.length === 0) return undefined
  const reads = dateFormats.filter((format) =>
    given.every((sample) => writes(sample, format) && readMoment(sample, format) !== undefined),
  )
  const [first, second] = reads
  return first === undefined ? undefined : { format: first, certain: second === undefined }
}

/** Whether the sample's separators are those of the format, so that the guess names what people see. */
function writes(sample: string, format: string): boolean {
  const mark = format.replace(/[YMD]/g, '')[0]
  if (mark === undefined) return COMPACT.test(sample)
  const yearFirst = format.startsWith('Y')
  return sample.includes(mark) && yearFirst === /^\d{4}/.test(sample)
}

function readMoment(cell: string, format: string | undefined): Moment | undefined {
  if (cell.length > LONGEST) return undefined
  const text = cell.normalize('NFKC').trim().replace(CHINESE_TIGHT, '$1 $2').replace(WEEKDAY, '')
  const compact = COMPACT.exec(text)
  if (compact) return moment(dateOf(Number(compact[1]), Number(compact[2]), Number(compact[3])), undefined)
  const named = NAMED.exec(text)
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? named[3] ?? '').slice(0, 3).toLowerCase()) + 1
    return moment(dateOf(Number(named[5]), month, Number(named[1] ?? named[4])), named[6])
  }
  const match = NUMBERS.exec(text)
  if (!match) return undefined
  const [, a = '', b = '', c = '', clock] = match
  const order = a.length === 4 ? 'YMD' : format === undefined ? undefined : orderOf(format)
  if (order === undefined) return undefined
  if (order === 'YMD')
    return moment(a.length === 4 && c.length <= 2 ? dateOf(Number(a), Number(b), Number(c)) : undefined, clock)
  const year = fullYear(c)
  if (year === undefined || a.length > 2) return undefined
  return moment(order === 'MDY' ? dateOf(year, Number(a), Number(b)) : dateOf(year, Number(b), Number(a)), clock)
}

/** Two digits are a year from 1950 to 2049, as spreadsheets read them; three are none. */
function fullYear(digits: string): number | undefined {
  if (digits.length === 4) return Number(digits)
  if (digits.length !== 2) return undefined
  return Number(digits) + (Number(digits) < 50 ? 2000 : 1900)
}

function moment(date: string | undefined, clock: string | undefined): Moment | undefined {
  if (date === undefined) return undefined
  if (clock === undefined || clock.trim() === '') return { date, clock: undefined }
  const read = readClock(clock.trim())
  return read && { date, clock: read }
}

function readClock(text: string): Clock | undefined {
  const match = CLOCK.exec(text)
  if (!match) return undefined
  const [, word, hours = '', minutes = '0', seconds = '0', fraction = '', half = ''] = match
  const isHalved = word !== undefined || half !== ''
  const isLater = word === '下午' || word === '晚上' || /^p/i.test(half)
  const given = Number(hours)
  if (half !== '' && (given < 1 || given > 12)) return undefined
  const isNoonWord = word === '中午' && given < 11
  const hour =
    isHalved && given <= 12 ? (isLater || isNoonWord ? (given % 12) + 12 : word === '中午' ? given : given % 12) : given
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  return { hour, minute: Number(minutes), second: Number(seconds), millisecond: Number(fraction.padEnd(3, '0')) }
}

const unread = (cell: string, what: 'date' | 'time'): Parsed<never> => {
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(cell.trim())) {
    return refuse('unclear_format', 'Day and month cannot be told apart', '无法区分日与月', {
      params: { value: cell.slice(0, 200) },
      fix: words("Choose the column's date format, for example M/D/YYYY", '请选择该列的日期格式，例如 M/D/YYYY'),
    })
  }
  return what === 'date'
    ? wrongType('a date', '日期', { params: { value: cell.slice(0, 200) } })
    : wrongType('a date and time', '日期时间', { params: { value: cell.slice(0, 200) } })
}

/** A file's cell as a date. A time that stands beside it is left out only when it is midnight, as spreadsheets write plain dates. */
export function parseDateCell(cell: string, format: string | undefined): Parsed<string | null> {
  if (cell.trim() === '') return empty
  const read = readMoment(cell, format)
  if (!read) return isDateLike(cell, format) ? noSuchTime(cell) : unread(cell, 'date')
  const { clock = MIDNIGHT } = read
  if (clock.hour + clock.minute + clock.second + clock.millisecond > 0) {
    return wrongType('a date without a time', '不带时间的日期', { params: { value: cell.slice(0, 200) } })
  }
  return accept(read.date)
}

/** A file's cell as an instant; without an offset it is a time in `zone`, without a time the day's start there. */
export function parseInstantCell(cell: string, format: string | undefined, zone: string): Parsed<string | null> {
  if (cell.trim() === '') return empty
  const exact = parseInstant(
    cell
      .trim()
      .replace(/^(\S+) (\d\d:)/, '$1T$2')
      .replace(/ (?=Z$|[+-]\d\d:\d\d$)/, ''),
  )
  if (exact.ok) return exact
  const read = readMoment(cell, format)
  if (!read) return isDateLike(cell, format) ? noSuchTime(cell) : unread(cell, 'time')
  const { clock } = read
  return clock === undefined ? startOfDay(read.date, zone) : localInstant(read.date, clock, zone)
}

/** The first instant of a day in a zone (midnight, or the first moment after a change of clocks). */
export function startOfDay(date: string, zone: string): Parsed<string> {
  return instantText(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds, date)
}

function localInstant(date: string, clock: Clock, zone: string): Parsed<string> {
  const time = `${pad(clock.hour, 2)}:${pad(clock.minute, 2)}:${pad(clock.second, 2)}.${pad(clock.millisecond, 3)}`
  return instantText(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds, date)
}

/** Written like a date of this format, though there is no such day. */
function isDateLike(cell: string, format: string | undefined): boolean {
  const text = cell.normalize('NFKC').trim()
  if (/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?$/.test(text)) return true
  return format !== undefined && orderOf(format) !== 'YMD' && /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(text)
}
