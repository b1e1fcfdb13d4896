const pad = (text: string | undefined) => (text ?? '').padStart(2, '0')

/** Whether a year, month and day exist: no 31st of April. */
function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * A day as people type one: `2026-11-22`, `2026/11/22`, `2026.11.22`, `2026年11月22日`, `20261122`; without a year that of `today`
 * (`11-22`). Null for what is no day.
 */
export function parseDay(text: string, today: string): string | null {
  const trimmed = text.trim()
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(trimmed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed)
  const short = full ? null : /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(trimmed)
  const year = full?.[1] ?? (short ? today.slice(0, 4) : undefined)
  const [month, day] = full ? [full[2], full[3]] : [short?.[1], short?.[2]]
  if (year === undefined || !exists(Number(year), Number(month), Number(day))) return null
  return `${year}-${pad(month)}-${pad(day)}`
}

/** A day and a time: as `parseDay`, then `14:05`, `14：05` or `1405`; without a time the one of `before`, else nine o'clock. */
export function parseDayTime(text: string, today: string, before: string): string | null {
  const [dayText = '', timeText] = text.trim().split(/[\sT]+/)
  const day = parseDay(dayText, today)
  if (day === null) return null
  if (timeText === undefined) return `${day} ${/\d{2}:\d{2}/.exec(before)?.[0] ?? '09:00'}`
  const time = /^(\d{1,2})[:：]?(\d{2})$/.exec(timeText)
  if (!time || Number(time[1]) > 23 || Number(time[2]) > 59) return null
  return `${day} ${pad(time[1])}:${time[2]}`
}
