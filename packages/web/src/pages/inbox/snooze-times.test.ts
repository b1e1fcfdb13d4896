import { expect, it } from 'vitest'
import { snoozeUntil } from './snooze-times.ts'

it('things are put aside for an hour, until tomorrow morning, or until the Monday after today', () => {
  const sunday = new Date(2026, 10, 22, 19, 30)
  expect(snoozeUntil('hour', sunday)).toEqual(new Date(2026, 10, 22, 20, 30))
  expect(snoozeUntil('tomorrow', sunday)).toEqual(new Date(2026, 10, 23, 9))
  expect(snoozeUntil('monday', sunday)).toEqual(new Date(2026, 10, 23, 9))
  expect(snoozeUntil('monday', new Date(2026, 10, 23, 8))).toEqual(new Date(2026, 10, 30, 9))
  expect(snoozeUntil('monday', new Date(2026, 10, 25, 8))).toEqual(new Date(2026, 10, 30, 9))
})
