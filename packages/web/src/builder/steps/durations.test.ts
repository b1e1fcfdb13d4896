import { expect, it } from 'vitest'
import { readDuration, writeDuration } from './durations.ts'

it('durations of one unit are read and written back', () => {
  for (const duration of ['P3D', 'PT4H', '-P7D', 'P0D', { for: 'PT4H', clock: 'business' } as const]) {
    const read = readDuration(duration)
    expect(read && writeDuration(read.count, read.unit)).toEqual(duration)
  }
  expect(readDuration({ for: 'P2D', clock: 'business' })).toEqual({ count: 2, unit: 'businessDays' })
  expect(readDuration({ for: 'P2D', clock: 'calendar' })).toEqual({ count: 2, unit: 'days' })
})

it('one of several units is left as it is written', () => {
  expect(readDuration('P1DT4H')).toBeUndefined()
  expect(readDuration('P1M')).toBeUndefined()
})
