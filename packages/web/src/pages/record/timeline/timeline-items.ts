import type { RecordJson } from '@atelier/api'
import { asReference, asText } from '../../../fields/values.ts'

type Person = { readonly id: string; readonly label: string } | null

/** Something on a record's timeline, as the page draws it. */
export type TimelineEntry =
  | {
      readonly kind: 'activity'
      readonly id: string
      readonly at: string
      readonly entity: string
      readonly done: boolean
      readonly record: RecordJson
    }
  | {
      readonly kind: 'move'
      readonly id: string
      readonly at: string
      readonly by: Person
      readonly via: string
      readonly from: string
      readonly to: string
    }
  | {
      readonly kind: 'approval'
      readonly id: string
      readonly at: string
      readonly approval: string
      readonly state: string
      readonly by: Person
    }

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRecordJson = (value: unknown): value is RecordJson => isJson(value) && typeof value.id === 'string'

function entryOf(item: unknown, index: number): readonly TimelineEntry[] {
  if (!isJson(item)) return []
  const at = asText(item.at)
  if (item.kind === 'activity' && isRecordJson(item.record))
    return [
      {
        kind: 'activity',
        id: item.record.id,
        at,
        entity: asText(item.entity),
        done: item.done === true,
        record: item.record,
      },
    ]
  if (item.kind === 'move')
    return [
      {
        kind: 'move',
        id: asText(item.event) || `move ${index}`,
        at,
        by: asReference(item.by),
        via: asText(item.via),
        from: asText(item.from),
        to: asText(item.to),
      },
    ]
  if (item.kind === 'approval' && isJson(item.record))
    return [
      {
        kind: 'approval',
        id: asText(item.record.id) || `approval ${index}`,
        at,
        approval: asText(item.record.approval),
        state: asText(item.record.state),
        by: asReference(item.record.starter),
      },
    ]
  return []
}

/** A page of a record's timeline; what it has that we do not know is left out. */
export const readTimeline = (
  answer: unknown,
): { readonly items: readonly TimelineEntry[]; readonly next: string | null } => {
  if (!isJson(answer) || !Array.isArray(answer.items)) return { items: [], next: null }
  return {
    items: answer.items.flatMap((item, index) => entryOf(item, index)),
    next: asText(answer.next) || null,
  }
}
