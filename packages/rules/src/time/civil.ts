/** A day of the proleptic Gregorian calendar as the number of days since 1970-01-01. */
export type Day = number

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days since 1970-01-01 of a calendar date. */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export type Civil = { readonly year: number; readonly month: number; readonly day: number }

export function civilOf(value: Day): Civil {
  const z = value + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

const LONG_MONTHS = new Set([1, 3, 5, 7, 8, 10, 12])
export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : LONG_MONTHS.has(month) ? 31 : 30

export const FIRST_DAY: Day = dayOf(1, 1, 1)
export const LAST_DAY: Day = dayOf(9999, 12, 31)

/** Whether a day lies in the years that rules know, 0001 to 9999. */
export const isKnownDay = (day: Day): boolean => day >= FIRST_DAY && day <= LAST_DAY

/** A day out of `YYYY-MM-DD`, years 0001-9999; undefined for anything else. */
export function parseDay(text: string): Day | undefined {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return dayOf(year, month, day)
}

export function dayText(value: Day): string {
  const { year, month, day } = civilOf(value)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Months later, or earlier, clamped to the month's end. */
export function addMonths(value: Day, months: number): Day {
  const { year, month, day } = civilOf(value)
  const index = year * 12 + month - 1 + months
  const newYear = Math.floor(index / 12)
  const newMonth = index - newYear * 12 + 1
  return dayOf(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
}

/** ISO weekday: Monday 1 … Sunday 7. */
export const weekdayOf = (value: Day): number => ((((value + 3) % 7) + 7) % 7) + 1
