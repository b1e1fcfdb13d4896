import type { Document, DocumentKind } from '../documents/index.ts'
import { toFile } from '../parse/lines-unique.ts'
import { fromPart, type Part, same, toPart } from './part-tree.ts'

/** A part as JSON; of one that only changed or moved, its own values without the parts below. */
export type PlainPart = { readonly [property: string]: unknown }

/** One difference, in the unit of parts. `property` is a path inside the part (`trigger/field`, `label/en`). */
export type Diff = {
  readonly document: { readonly id: string; readonly kind: DocumentKind; readonly key: string }
  /** `document id/part id`, or the document id. */
  readonly address: string
  /** The list that the part stands in: `fields`, `stages`, `entry` …; empty for the document. */
  readonly list: string
  /** The part that holds the list. */
  readonly parent: string
} & (
  | { readonly change: 'added'; readonly to: PlainPart }
  | { readonly change: 'removed'; readonly from: PlainPart }
  | {
      readonly change: 'changed'
      readonly property: string
      readonly from: unknown
      readonly to: unknown
      readonly part: PlainPart
    }
  /** New neighbours: it now comes after this one; undefined at the beginning. */
  | { readonly change: 'moved'; readonly after: string | undefined; readonly part: PlainPart }
)

type Head = Pick<Diff, 'document'>

/** Every difference between two sets of documents: by id, part by part, property by property. Equal sets have none. */
export function diffDocuments(before: readonly Document[], after: readonly Document[]): readonly Diff[] {
  const old = new Map(before.map((document) => [document.id, document]))
  const kept = new Set<string | undefined>()
  const diffs: Diff[] = []
  for (const document of after) {
    const was = old.get(document.id)
    kept.add(document.id)
    const head: Head = { document: headOf(document) }
    if (!was)
      diffs.push({
        ...head,
        address: head.document.id,
        list: '',
        parent: '',
        change: 'added',
        to: fromPart(treeOf(document)),
      })
    else if (was !== document) diffs.push(...diffParts(treeOf(was), treeOf(document), '', head))
  }
  for (const document of before)
    if (!kept.has(document.id)) {
      const head: Head = { document: headOf(document) }
      diffs.push({
        ...head,
        address: head.document.id,
        list: '',
        parent: '',
        change: 'removed',
        from: fromPart(treeOf(document)),
      })
    }
  return diffs
}

/** A document as a tree of parts, in the form that files have. */
export function treeOf(document: Document): Part {
  const id = document.id ?? ''
  return toPart(toFile(document), id, id, '')
}

function headOf(document: Document): Diff['document'] {
  return { id: document.id ?? '', kind: document.kind, key: document.key ?? '' }
}

function diffParts(was: Part, now: Part, parent: string, head: Head): readonly Diff[] {
  const here = { ...head, address: now.address, list: now.list, parent }
  const diffs: Diff[] = []
  for (const property of new Set([...was.values.keys(), ...now.values.keys()])) {
    const from = was.values.get(property)
    const to = now.values.get(property)
    // An empty list says the same as a list of no parts.
    if (same(from, to) || (isNothing(from) && isNothing(to) && (was.lists.has(property) || now.lists.has(property))))
      continue
    diffs.push({ ...here, change: 'changed', property, from, to, part: ownValues(now) })
  }
  for (const list of new Set([...was.lists.keys(), ...now.lists.keys()]))
    diffs.push(...diffLists(was.lists.get(list) ?? [], now.lists.get(list) ?? [], now.address, head))
  return diffs
}

function ownValues(part: Part): PlainPart {
  return fromPart({ ...part, lists: new Map() })
}

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

function diffLists(was: readonly Part[], now: readonly Part[], parent: string, head: Head): readonly Diff[] {
  const old = new Map(was.map((part) => [part.address, part]))
  const fresh = new Map(now.map((part) => [part.address, part]))
  const moved = movedParts(
    was.map((part) => part.address).filter((address) => fresh.has(address)),
    now.map((part) => part.address).filter((address) => old.has(address)),
  )
  const diffs: Diff[] = []
  now.forEach((part, index) => {
    const before = old.get(part.address)
    const here = { ...head, address: part.address, list: part.list, parent }
    if (!before) diffs.push({ ...here, change: 'added', to: fromPart(part) })
    else {
      if (moved.has(part.address))
        diffs.push({ ...here, change: 'moved', after: now[index - 1]?.address, part: ownValues(part) })
      diffs.push(...diffParts(before, part, parent, head))
    }
  })
  for (const part of was)
    if (!fresh.has(part.address))
      diffs.push({ ...head, address: part.address, list: part.list, parent, change: 'removed', from: fromPart(part) })
  return diffs
}

/** The fewest members that must move to get from one order to the other: all but a longest run that keeps its order. */
export function movedParts(was: readonly string[], now: readonly string[]): ReadonlySet<string> {
  const place = new Map(was.map((address, index) => [address, index]))
  const places = now.map((address) => place.get(address) ?? 0)
  const length = places.map(() => 1)
  const previous = places.map(() => -1)
  let last = -1
  places.forEach((position, index) => {
    for (let earlier = 0; earlier < index; earlier += 1)
      if ((places[earlier] ?? 0) < position && (length[earlier] ?? 0) + 1 > (length[index] ?? 0)) {
        length[index] = (length[earlier] ?? 0) + 1
        previous[index] = earlier
      }
    if (last < 0 || (length[index] ?? 0) > (length[last] ?? 0)) last = index
  })
  const stays = new Set<string>()
  for (let index = last; index >= 0; index = previous[index] ?? -1) stays.add(now[index] ?? '')
  return new Set(now.filter((address) => !stays.has(address)))
}
