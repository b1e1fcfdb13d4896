import type { Document } from '../documents/index.ts'
import { toMemory } from '../parse/lines-unique.ts'
import { treeOf } from './diff.ts'
import { fromPart, type Part, same } from './part-tree.ts'

/** One property that both sides changed, each to something else. */
export type Conflict = {
  /** `document id/part id`. */
  readonly address: string
  /** A path inside the part; empty when one side removed the part that the other changed. */
  readonly property: string
  readonly base: unknown
  readonly ours: unknown
  readonly theirs: unknown
}

/** Lists of texts that are one value, by the list of the part they stand in (`*` is any) and their name. */
const oneValue: ReadonlySet<string> = new Set([
  'entry fields',
  'exit fields',
  'gates fields',
  '* sort',
  '* range',
  '* at',
  '* days',
  '* shift',
  '* offsets',
])

/**
 * Three-way merge by id: what only one side changed is taken, lists of texts merge as sets, what both changed differently is a conflict
 * (ours stands in `merged` meanwhile). What we removed stays removed.
 */
export function mergeDocuments(
  base: readonly Document[],
  ours: readonly Document[],
  theirs: readonly Document[],
): { readonly merged: readonly Document[]; readonly conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = []
  const roots = (documents: readonly Document[]) => documents.map(treeOf)
  const merged = mergeLists(roots(base), roots(ours), roots(theirs), conflicts)
  // Each part came from documents that had been parsed, and the merge is parsed again before it is used.
  return { merged: merged.map((part) => toMemory(fromPart(part) as Document)), conflicts }
}

function mergePart(base: Part | undefined, ours: Part, theirs: Part, conflicts: Conflict[]): Part {
  const values = new Map<string, unknown>()
  for (const property of new Set([...ours.values.keys(), ...theirs.values.keys(), ...(base?.values.keys() ?? [])])) {
    const merged = mergeValue(property, base, ours, theirs, conflicts)
    if (merged !== undefined) values.set(property, merged)
  }
  const lists = new Map<string, readonly Part[]>()
  for (const list of new Set([...ours.lists.keys(), ...theirs.lists.keys()]))
    lists.set(
      list,
      mergeLists(base?.lists.get(list) ?? [], ours.lists.get(list) ?? [], theirs.lists.get(list) ?? [], conflicts),
    )
  return { address: ours.address, list: ours.list, values, lists }
}

function mergeValue(
  property: string,
  base: Part | undefined,
  ours: Part,
  theirs: Part,
  conflicts: Conflict[],
): unknown {
  const [was, mine, other] = [base?.values.get(property), ours.values.get(property), theirs.values.get(property)]
  if (same(mine, other) || same(was, other)) return mine
  if (same(was, mine)) return other
  const name = property.split('/').at(-1) ?? property
  const whole = oneValue.has(`${ours.list} ${name}`) || oneValue.has(`* ${name}`)
  if (!whole && isTexts(mine) && isTexts(other) && (was === undefined || isTexts(was)))
    return mergeTexts(was ?? [], mine, other)
  conflicts.push({ address: ours.address, property, base: was, ours: mine, theirs: other })
  return mine
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** As sets: what either added is in, what either removed is out; ours keep their order, their additions follow. */
function mergeTexts(base: readonly string[], ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const kept = ours.filter((item) => theirs.includes(item) || !base.includes(item))
  return [...kept, ...theirs.filter((item) => !ours.includes(item) && !base.includes(item))]
}

function mergeLists(
  base: readonly Part[],
  ours: readonly Part[],
  theirs: readonly Part[],
  conflicts: Conflict[],
): readonly Part[] {
  const byAddress = (parts: readonly Part[]) => new Map(parts.map((part) => [part.address, part]))
  const [was, mine, other] = [byAddress(base), byAddress(ours), byAddress(theirs)]
  const merged = new Map<string, Part>()
  for (const address of new Set([...mine.keys(), ...other.keys()])) {
    const part = mergeMember(was.get(address), mine.get(address), other.get(address), conflicts)
    if (part) merged.set(address, part)
  }
  return mergeOrder([...was.keys()], [...mine.keys()], [...other.keys()], merged)
}

function mergeMember(
  was: Part | undefined,
  mine: Part | undefined,
  other: Part | undefined,
  conflicts: Conflict[],
): Part | undefined {
  if (mine && other) return mergePart(was, mine, other, conflicts)
  if (!was) return mine ?? other
  // Gone on one side: what we removed stays removed; what they removed goes, unless we changed it.
  if (!mine || equal(was, mine)) return undefined
  conflicts.push({ address: mine.address, property: '', base: fromPart(was), ours: fromPart(mine), theirs: undefined })
  return mine
}

function equal(a: Part, b: Part): boolean {
  return same(fromPart(a), fromPart(b))
}

/** Our order where we changed it, else theirs; what the other side added follows the neighbour that it had there. */
function mergeOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  merged: ReadonlyMap<string, Part>,
): readonly Part[] {
  const common = (order: readonly string[], also: readonly string[]) =>
    order.filter((address) => also.includes(address))
  const weMoved = !same(common(ours, base), common(base, ours))
  const [lead, follow] = weMoved ? [ours, theirs] : [theirs, ours]
  const order = lead.filter((address) => merged.has(address))
  follow.forEach((address, index) => {
    if (!merged.has(address) || order.includes(address)) return
    const before = follow.slice(0, index).findLast((candidate) => order.includes(candidate))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, address)
  })
  return order.flatMap((address) => merged.get(address) ?? [])
}
