import { checkDocuments, parseDocument } from '@atelier/definitions'
import { expect, it } from 'vitest'
import { hoursInWeek, newCalendar, setDays, setHours } from './calendar.ts'

const calendar = newCalendar({ id: 'pol_a', key: 'office', label: 'Office' })

it('a new calendar can be published as it is: forty hours from Monday to Friday', () => {
  expect(parseDocument(calendar, '').problems ?? []).toEqual([])
  expect(checkDocuments([calendar])).toEqual([])
  expect(hoursInWeek(calendar)).toBe(40)
})

it('a day has its hours or none, and the week stays in order', () => {
  const late = setHours(setHours(calendar, 'sat', [['10:00', '12:30']]), 'mon', [])
  expect(Object.keys(late.week)).toEqual(['tue', 'wed', 'thu', 'fri', 'sat'])
  expect(hoursInWeek(late)).toBe(34.5)
})

it('days off are listed once, in order', () => {
  const free = setDays(calendar, 'holidays', ['2026-10-02', '2026-10-01', '2026-10-02'])
  expect(free.holidays).toEqual(['2026-10-01', '2026-10-02'])
  expect(setDays(free, 'holidays', [])).toEqual(calendar)
})
