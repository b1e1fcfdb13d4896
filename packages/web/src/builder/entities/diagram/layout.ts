import type { EntityDocument } from '@atelier/definitions'

export type Place = { readonly x: number; readonly y: number }
export type Places = Readonly<Record<string, Place>>

/** A reference as a line: from the entity and field that hold it to the entity it points at. */
export type Line = { readonly field: string; readonly from: string; readonly to: string }

export const cardWidth = 224
const headHeight = 40
const rowHeight = 24
const longest = 9
const columnGap = 96
const rowGap = 32

/** Ids of the fields that a card shows: its references first in sight, whatever comes before them. */
export function shownFields(entity: EntityDocument): EntityDocument['fields'] {
  if (entity.fields.length <= longest) return entity.fields
  const kept = new Set(
    [...entity.fields]
      .sort((one, other) => Number(isReference(other)) - Number(isReference(one)))
      .slice(0, longest - 1)
      .map((field) => field.id),
  )
  return entity.fields.filter((field) => kept.has(field.id))
}

const isReference = (field: EntityDocument['fields'][number]): boolean => targetsOf(field).length > 0

const targetsOf = ({ target, targets }: EntityDocument['fields'][number]): readonly string[] =>
  targets ?? (target === undefined ? [] : [target])

export const cardHeight = (entity: EntityDocument): number =>
  headHeight + Math.min(entity.fields.length, longest) * rowHeight + 8

/** Every reference between entities that are drawn; those to people and other system entities have no card to lead to. */
export function linesOf(entities: readonly EntityDocument[]): readonly Line[] {
  const byKey = new Map(entities.map((entity) => [entity.key, entity.id]))
  return entities.flatMap((entity) =>
    entity.fields.flatMap((field) =>
      targetsOf(field).flatMap((key) => {
        const to = byKey.get(key)
        return to === undefined ? [] : [{ field: field.id, from: entity.id, to }]
      }),
    ),
  )
}

/** How many references one follows at most from an entity; circles are followed once. */
function depthOf(id: string, lines: readonly Line[], seen: ReadonlySet<string> = new Set()): number {
  const next = lines.filter((line) => line.from === id && line.to !== id && !seen.has(line.to))
  const without = new Set([...seen, id])
  return next.reduce((deepest, line) => Math.max(deepest, 1 + depthOf(line.to, lines, without)), 0)
}

/** Where cards stand when nobody has moved them: what is pointed at on the left, what points at it to its right. */
export function layoutCards(entities: readonly EntityDocument[]): Places {
  const lines = linesOf(entities)
  const joined = new Set(lines.flatMap((line) => (line.from === line.to ? [] : [line.from, line.to])))
  const columns: EntityDocument[][] = []
  for (const entity of entities) {
    const depth = joined.has(entity.id) ? Math.min(depthOf(entity.id, lines), 5) : 0
    const column = columns[depth] ?? []
    columns[depth] = [...column, entity]
  }
  const places: Record<string, Place> = {}
  columns.filter(Boolean).forEach((column, at) => {
    let y = rowGap
    // What has relations stands above what has none.
    for (const entity of column.toSorted((one, other) => Number(joined.has(other.id)) - Number(joined.has(one.id)))) {
      places[entity.id] = { x: rowGap + at * (cardWidth + columnGap), y }
      y += cardHeight(entity) + rowGap
    }
  })
  return places
}

/** The middle of a field's row in its card; the head when the card does not show it. */
function anchor(entity: EntityDocument, field: string | undefined): number {
  const row = field === undefined ? -1 : shownFields(entity).findIndex((each) => each.id === field)
  return row < 0 ? headHeight / 2 : headHeight + row * rowHeight + rowHeight / 2
}

/** The way of a line as an SVG path: out of the field's row, into the head of the card it points at. */
export function pathOf(line: Line, from: EntityDocument, to: EntityDocument, places: Places): string {
  const [start, end] = [places[line.from], places[line.to]]
  if (!start || !end) return ''
  const y1 = start.y + anchor(from, line.field)
  const y2 = end.y + anchor(to, undefined)
  if (line.from === line.to) {
    const x = start.x + cardWidth
    return `M ${x} ${y1} C ${x + 56} ${y1}, ${x + 56} ${y2}, ${x} ${y2}`
  }
  const isLeft = start.x >= end.x
  const x1 = isLeft ? start.x : start.x + cardWidth
  // Cards above each other are joined on the same side.
  const beside = Math.abs(start.x - end.x) < cardWidth
  const x2 = beside ? (isLeft ? end.x : end.x + cardWidth) : isLeft ? end.x + cardWidth : end.x
  const out = beside ? 48 : Math.max(32, Math.abs(x1 - x2) / 2)
  const [c1, c2] = isLeft ? [x1 - out, beside ? x2 - out : x2 + out] : [x1 + out, beside ? x2 + out : x2 - out]
  return `M ${x1} ${y1} C ${c1} ${y1}, ${c2} ${y2}, ${x2} ${y2}`
}

/** How large the sheet has to be for every card. */
export function sizeOf(
  entities: readonly EntityDocument[],
  places: Places,
): { readonly width: number; readonly height: number } {
  const right = entities.map((entity) => (places[entity.id]?.x ?? 0) + cardWidth)
  const bottom = entities.map((entity) => (places[entity.id]?.y ?? 0) + cardHeight(entity))
  return { width: Math.max(400, ...right) + columnGap, height: Math.max(300, ...bottom) + rowGap * 2 }
}
