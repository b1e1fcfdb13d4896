import type { RecordJson } from '@atelier/api'
import { isTemporal, valueKind } from '../../../fields/registry.ts'
import { asText } from '../../../fields/values.ts'
import {
  type EntityView,
  type FieldView,
  fieldOf,
  isSystemField,
  isWritable,
  type ViewView,
} from '../../../workspace/model.ts'
import { addDays, type Day, daysBetween, instantAt, localTime } from './days.ts'

export type CalendarShape = {
  readonly start: FieldView
  /** With it records lie on all days up to it. */
  readonly end: FieldView | undefined
  readonly title: string
  /** What the week and the agenda say below the title. */
  readonly fields: readonly string[]
  /** The stage or choice that marks a record. */
  readonly color: FieldView | undefined
  readonly span: 'month' | 'week'
  /** Records can be put on another day. */
  readonly movable: boolean
}

/** The dates of an entity that a calendar can be of. */
export const calendarFields = (entity: EntityView): readonly FieldView[] => {
  const own = entity.fields.filter((field) => isTemporal(field))
  return [...own.filter((field) => !isSystemField(field.key)), ...own.filter((field) => isSystemField(field.key))]
}

/** What a calendar of the view looks like; undefined when the entity has no date. */
export function calendarShape(entity: EntityView, view: ViewView): CalendarShape | undefined {
  const { calendar } = view
  const dates = calendarFields(entity)
  const due = entity.source.activity?.due
  const start =
    dates.find((field) => field.key === calendar.start) ??
    dates.find((field) => field.key === due) ??
    dates.find(isWritable) ??
    dates[0]
  if (!start) return undefined
  const named = dates.find((field) => field.key === calendar.end)
  const end = named && named !== start && valueKind(named) === valueKind(start) ? named : undefined
  const usual = view.board.fields ?? view.columns.map((column) => column.field)
  return {
    start,
    end,
    title: fieldOf(entity, calendar.title ?? '')?.key ?? entity.title,
    fields: (calendar.fields ?? usual).filter((key) => key !== entity.title && key !== start.key && key !== end?.key),
    color: fieldOf(entity, calendar.color ?? '') ?? entity.stage,
    span: calendar.span ?? 'month',
    movable: entity.may.has('update') && isWritable(start) && (!end || isWritable(end)),
  }
}

const isInstant = (field: FieldView) => valueKind(field) === 'datetime'

/** The day that a value lies on, in the reader's zone. */
export function dayOf(field: FieldView, value: unknown, zone: string): Day | undefined {
  const text = asText(value)
  if (text === '') return undefined
  return isInstant(field) ? localTime(text, zone).slice(0, 10) : text.slice(0, 10)
}

/** The time of day of a value; empty where the field has none. */
export const timeOf = (field: FieldView, value: unknown, zone: string): string =>
  isInstant(field) && asText(value) !== '' ? localTime(asText(value), zone).slice(11) : ''

/** The value that puts a record on a day; a time of day stays, nine o'clock where there was none. */
export const valueOn = (field: FieldView, before: unknown, day: Day, zone: string): string =>
  isInstant(field) ? instantAt(day, timeOf(field, before, zone) || '09:00', zone) : day

/** A record where the calendar shows it. */
export type CalendarItem = {
  readonly record: RecordJson
  readonly from: Day
  readonly to: Day
  readonly time: string
}

export function itemOf(shape: CalendarShape, record: RecordJson, zone: string): CalendarItem | undefined {
  const from = dayOf(shape.start, record[shape.start.key], zone)
  if (from === undefined) return undefined
  const end = shape.end && dayOf(shape.end, record[shape.end.key], zone)
  return {
    record,
    from,
    to: end !== undefined && end > from ? end : from,
    time: timeOf(shape.start, record[shape.start.key], zone),
  }
}

/** What a write sends to have the item begin on another day; a range keeps its length. */
export function valuesOn(shape: CalendarShape, record: RecordJson, day: Day, zone: string): Record<string, unknown> {
  const { start, end } = shape
  const before = dayOf(start, record[start.key], zone)
  const last = end && dayOf(end, record[end.key], zone)
  const shift = before === undefined ? 0 : daysBetween(before, day)
  return {
    [start.key]: valueOn(start, record[start.key], day, zone),
    ...(end && last !== undefined ? { [end.key]: valueOn(end, record[end.key], addDays(last, shift), zone) } : {}),
  }
}

/** The rule for what lies on some of the days from one to another. */
export function rangeRule({ start, end }: CalendarShape, from: Day, to: Day, zone: string): unknown {
  const low = isInstant(start) ? instantAt(from, '00:00', zone) : from
  const high = isInstant(start) ? instantAt(addDays(to, 1), '00:00', zone) : to
  const before = { [isInstant(start) ? '<' : '<=']: [{ var: start.key }, high] }
  const within = { and: [{ '>=': [{ var: start.key }, low] }, before] }
  return end ? { or: [within, { and: [before, { '>=': [{ var: end.key }, low] }] }] } : within
}
