import { isZone } from '@atelier/rules'
import type { Document } from '../documents/index.ts'
import { type Problem, pointer, problem } from '../problem.ts'

/** Zones that are none, and hours of a calendar that end before they begin or run into one another. */
export function calendarProblems(document: Document): readonly Problem[] {
  if (document.kind === 'workspace') return zoneProblems(document.zone)
  if (document.kind !== 'policy') return []
  const hours = Object.entries(document.week).flatMap(([day, shifts]) => shiftProblems(shifts, pointer('/week', day)))
  return [...zoneProblems(document.zone), ...hours]
}

function zoneProblems(zone: string | undefined): readonly Problem[] {
  if (zone === undefined || isZone(zone)) return []
  const shown = zone.slice(0, 80)
  return [
    problem(
      'unknown_zone',
      '/zone',
      { en: `"${shown}" is no time zone`, 'zh-CN': `“${shown}”不是有效的时区` },
      { zone: shown },
      { en: 'Name it as in "Asia/Shanghai"', 'zh-CN': '请使用如“Asia/Shanghai”的名称' },
    ),
  ]
}

/** Times are `HH:MM` with `24:00` for the end of a day, so that they compare as texts. */
function shiftProblems(shifts: readonly (readonly [string, string])[], path: string): readonly Problem[] {
  return shifts.flatMap(([from, to], index) => {
    const at = pointer(path, index)
    if (to <= from)
      return [
        problem(
          'out_of_range',
          at,
          { en: `${from} to ${to} ends before it begins`, 'zh-CN': `${from}–${to} 的结束早于开始` },
          { from, to },
          {
            en: `Hours past midnight are two: ${from} to 24:00, and 00:00 to ${to} of the next day`,
            'zh-CN': `跨午夜请分为两段：${from}–24:00，以及次日 00:00–${to}`,
          },
        ),
      ]
    const other = shifts.slice(0, index).find(([begin, end]) => from < end && begin < to)
    return other === undefined
      ? []
      : [
          problem(
            'out_of_range',
            at,
            {
              en: `${from} to ${to} overlaps ${other[0]} to ${other[1]}`,
              'zh-CN': `${from}–${to} 与 ${other[0]}–${other[1]} 重叠`,
            },
            { from, to },
          ),
        ]
  })
}
