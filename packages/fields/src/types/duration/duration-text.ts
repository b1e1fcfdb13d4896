// Without the field type itself: controls read and write durations and need nothing else of it.
import { cellText } from '../../cell-text.ts'
import type { Parsed } from '../../contract.ts'
import { parseNumber } from '../../number-value.ts'
import { accept, empty, isEmpty, wrongType } from '../../problem.ts'
import { durationText, secondsOf } from './elapsed.ts'

/** Nobody writes a longer one; it bounds the work of reading. */
const LONGEST = 60
/** Digits in all, and after the point. */
export const limits = { precision: 18, scale: 3 } as const

/** An elapsed time as ISO 8601 writes it. */
export function parseDuration(input: unknown): Parsed<string | null> {
  if (isEmpty(input)) return empty
  const seconds = typeof input === 'string' ? secondsOf(input) : undefined
  if (seconds === undefined) return wrongType('an elapsed time like PT8H or P3D', '时长，例如 PT8H 或 P3D')
  return fromSeconds(seconds)
}

/** The elapsed time of a number of seconds. */
export function fromSeconds(seconds: string): Parsed<string | null> {
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
