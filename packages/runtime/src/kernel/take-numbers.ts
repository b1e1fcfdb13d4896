import type { Field } from '@atelier/definitions'
import { type Batch, byEntity } from './batch.ts'
import { computeFormulas } from './complete.ts'
import type { Draft } from './draft.ts'
import { needsOf } from './entity-needs.ts'
import { partsOf } from './part.ts'

const periods = { never: 0, year: 4, month: 7, day: 10 } as const

/**
 * Gives every new record that is about to be written its numbers. The counter's row stays locked until the transaction ends, so numbers have no gaps: a write that
 * fails gives its numbers back.
 */
export async function takeNumbers(batch: Batch, group: readonly Draft[]): Promise<void> {
  for (const [entity, drafts] of byEntity(group.filter(({ action }) => action === 'create')))
    for (const key of needsOf(batch.model, entity).numbered) {
      const field = entity.fields.get(key)
      if (field === undefined) continue
      const today = localDay(batch.context.now, batch.model.workspace.zone)
      const first = await takeRange(batch, entity.id, field, today, drafts.length)
      drafts.forEach((draft, position) => {
        draft.after[key] = numberText(field.definition.pattern ?? '{0}', first + BigInt(position), today)
      })
      for (const draft of drafts) for (const part of partsOf(batch, draft).toReversed()) computeFormulas(batch, part)
    }
}

async function takeRange(batch: Batch, entity: string, field: Field, today: string, count: number): Promise<bigint> {
  const period = today.slice(0, periods[field.definition.reset ?? 'never'])
  const { schema } = batch.context.workspace
  const [row] = await batch.session.run(
    `insert into "${schema.replaceAll('"', '""')}".counter as c (entity, field, period, value) values ($1, $2, $3, $4)
     on conflict (entity, field, period) do update set value = c.value + excluded.value returning value::text`,
    [entity, field.id, period, count],
  )
  return BigInt(String(row?.['value'] ?? count)) - BigInt(count) + 1n
}

/** A number in its pattern: `{0000}` is the number with at least that many digits, `{yyyy}` `{yy}` `{MM}` `{dd}` the day it was taken. */
export function numberText(pattern: string, value: bigint, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return pattern.replace(/\{(0+|yyyy|yy|MM|dd)\}/g, (_, token: string) => {
    if (token === 'yyyy') return year
    if (token === 'yy') return year.slice(2)
    if (token === 'MM') return month
    if (token === 'dd') return date
    return String(value).padStart(token.length, '0')
  })
}

/** The day of an instant in a zone, `YYYY-MM-DD`. */
export function localDay(at: Date, zone: string): string {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format.format(at)
}
const formats = new Map<string, Intl.DateTimeFormat>()
