import { sql } from 'kysely'
import type { Sql } from './build.ts'
import { cursorText, type Order, type OrderPart } from './order.ts'
import type { SortSql } from './values.ts'

/**
 * A cursor is the place after a record: the mark of the order, then the record's value of every part of it, as base64url of a JSON list.
 * It tells nothing that the list did not, and choosing another place gives no more than the list would.
 */
export function cursorSql(order: Order, expressionOf: (part: OrderPart, index: number) => Sql): Sql {
  const values = order.parts.map((part, index) => cursorText(part, expressionOf(part, index)))
  const list = sql`json_build_array(${sql.join([sql`${sql.lit(order.mark)}::text`, ...values])})::text`
  return sql`translate(encode(convert_to(${list}, 'UTF8'), 'base64'), E'+/=\n', '-_')`
}

/** The values of a cursor by part of the order; undefined when it is not one of this order. */
export function parseCursor(text: string, order: Order): readonly (string | null)[] | undefined {
  const list = decode(text)
  if (!list || list.length !== order.parts.length + 1 || list[0] !== order.mark) return undefined
  const values: (string | null)[] = []
  for (const [index, part] of order.parts.entries()) {
    const value = list[index + 1]
    if (value === null && !part.filled) values.push(null)
    else if (typeof value === 'string' && readable[part.sort.kind](value)) values.push(value)
    else return undefined
  }
  return values
}

function decode(text: string): readonly unknown[] | undefined {
  if (text.length > 20_000 || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
    const list: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return Array.isArray(list) ? list : undefined
  } catch {
    return undefined
  }
}

// Postgres must be able to read what a tampered cursor says.
const readable: Readonly<Record<SortSql['kind'], (text: string) => boolean>> = {
  place: (text) => /^-?\d{1,15}$/.test(text),
  number: (text) => /^-?\d{1,200}(\.\d{1,200})?$/.test(text),
  date: (text) => isDay(text),
  datetime: (text) => {
    const found = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,6})?Z$/.exec(text)
    return (
      found !== null && isDay(found[1] ?? '') && Number(found[2]) < 24 && Number(found[3]) < 60 && Number(found[4]) < 60
    )
  },
  boolean: (text) => text === 'true' || text === 'false',
  text: (text) => !text.includes('\u0000'),
  id: (text) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text),
}

function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!found || found[1] === '0000') return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ]
  return month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] ?? 0)
}
