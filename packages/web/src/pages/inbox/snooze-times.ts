export type SnoozeTime = 'hour' | 'tomorrow' | 'monday'

const morning = 9

/** Until when something is put aside: an hour, tomorrow at nine, next Monday at nine, by the device's clock. */
export function snoozeUntil(time: SnoozeTime, now: Date): Date {
  if (time === 'hour') return new Date(now.getTime() + 3_600_000)
  const days = time === 'tomorrow' ? 1 : (8 - now.getDay()) % 7 || 7
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning)
}

export const snoozeTimes: readonly SnoozeTime[] = ['hour', 'tomorrow', 'monday']
