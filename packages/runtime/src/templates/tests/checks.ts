import { type Named, NotRunnable, type Person, personOf, recordOf, type World, withIds } from './world.ts'

type Then = Readonly<Record<string, unknown>>

/** What was found where something else was expected; undefined when all is as it should be. */
type Found = { readonly found: unknown } | undefined

type Check = (world: World, person: Person, then: Then) => Promise<Found>

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined

const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = at(value, key)
  return Array.isArray(found) ? found : []
}

/**
 * Whether a value is what a test expects: objects may have more than is expected, a money may be given by its amount alone, a reference
 * by its id or label alone.
 */
function fits(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected))
    return Array.isArray(value) && value.length === expected.length && expected.every((each, i) => fits(value[i], each))
  if (typeof expected === 'object' && expected !== null)
    return Object.entries(expected).every(([key, each]) => fits(at(value, key) ?? null, each))
  if (typeof value === 'object' && value !== null)
    return ['amount', 'id', 'label'].some((key) => plain(at(value, key)) === plain(expected))
  return plain(value) === plain(expected)
}

/** A decimal without the noughts at its end: how many a field keeps is not what a test is about. */
const plain = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value

const isRefused = (world: World): boolean => (world.last?.status ?? 0) >= 400

async function countOf(person: Person, entity: string, filter: unknown): Promise<unknown> {
  const { body } = await person.call('POST', `/records/${entity}/query`, {
    ...(filter === undefined ? {} : { filter }),
    limit: 1,
    count: 'exact',
  })
  return at(at(body, 'count'), 'value') ?? body
}

const isAbout = (each: unknown, record: Named | undefined): boolean =>
  record === undefined ||
  at(at(each, 'record'), 'id') === record.id ||
  at(each, 'record') === record.id ||
  listAt(each, 'about').some((one) => at(one, 'id') === record.id)

const aboutOf = (world: World, of: unknown): Named | undefined => (of === undefined ? undefined : recordOf(world, of))

/** Whether a moment is the one expected, to the minute: a test's clock runs on while it works. */
const isAt = (moment: unknown, expected: unknown): boolean =>
  Math.abs(new Date(String(moment)).getTime() - new Date(String(expected)).getTime()) < 60_000

/** Compares how many were found with `count` (at least one where that is left out). */
const many = (found: readonly unknown[], wanted: unknown, all: readonly unknown[]): Found =>
  (wanted === undefined ? found.length > 0 : found.length === wanted) ? undefined : { found: all }

const checks: Readonly<Record<string, Check>> = {
  ok: async (world) => (isRefused(world) ? { found: world.last?.body } : undefined),

  /** Every refusal at once: each one expected is there, and no other. */
  refused: async (world, _person, then) => {
    const problems = [...listAt(world.last?.body, 'problems')]
    const expected = Array.isArray(then['refused']) ? then['refused'] : []
    const open = expected.filter((each) => {
      const place = problems.findIndex(
        (problem) =>
          (at(each, 'code') === undefined || at(problem, 'code') === at(each, 'code')) &&
          (at(each, 'field') === undefined || at(problem, 'field') === at(each, 'field')) &&
          (at(each, 'gate') === undefined || at(at(problem, 'params'), 'gate') === at(each, 'gate')),
      )
      if (place >= 0) problems.splice(place, 1)
      return place < 0
    })
    return isRefused(world) && open.length === 0 && problems.length === 0 ? undefined : { found: world.last }
  },

  warned: async (world, _person, then) => {
    const warnings = listAt(world.last?.body, '_warnings')
    const expected = Array.isArray(then['warned']) ? then['warned'] : []
    return warnings.length === expected.length && expected.every((each) => warnings.some((one) => fits(one, each)))
      ? undefined
      : { found: warnings }
  },

  record: async (world, person, then) => {
    const { entity, id } = recordOf(world, then['record'])
    const { body } = await person.call('GET', `/records/${entity}/${id}`)
    for (const [key, wanted] of Object.entries(at(then, 'has') ?? {})) {
      const approval = /^approvalState:(.+)$/.exec(key)?.[1]
      if (approval !== undefined) {
        const holds = { in: [{ approvalState: [approval] }, [wanted]] }
        const count = await countOf(person, entity, { and: [{ in: [{ var: 'id' }, [id]] }, holds] })
        if (count !== 1) return { found: `${key} is something else` }
      } else if (!fits(at(body, key) ?? null, withIds(world, wanted))) return { found: { [key]: at(body, key) } }
    }
    return undefined
  },

  count: async (world, person, then) => {
    const count = await countOf(person, String(then['count']), withIds(world, then['filter']))
    return count === then['is'] ? undefined : { found: count }
  },

  /** Each row expected is among the report's rows. */
  rows: async (world, _person, then) => {
    const rows = listAt(world.last?.body, 'rows')
    const expected = Array.isArray(then['rows']) ? then['rows'] : []
    const all = expected.every((each: unknown) => rows.some((row) => fits(row, withIds(world, each))))
    return all ? undefined : { found: rows.length > 0 ? rows : world.last }
  },

  /** Somebody has this to decide or to do. */
  todo: async (world, _person, then) => {
    const todo = then['todo']
    const { body } = await personOf(world, at(todo, 'for')).call('GET', '/inbox')
    const about = aboutOf(world, at(todo, 'about'))
    const all = listAt(body, at(todo, 'approval') === undefined ? 'tasks' : 'approvals')
    const found = all.filter(
      (each) =>
        isAbout(each, about) &&
        (['approval', 'type'] as const).every(
          (key) => at(todo, key) === undefined || at(each, key) === at(todo, key),
        ) &&
        (at(todo, 'due') === undefined || isAt(at(each, 'due'), at(todo, 'due'))),
    )
    return many(found, at(todo, 'count'), all)
  },

  notified: async (world, _person, then) => {
    const notified = then['notified']
    const { body } = await personOf(world, at(notified, 'to')).call('GET', '/notifications?limit=500')
    const about = aboutOf(world, at(notified, 'about'))
    const all = listAt(body, 'notifications')
    return many(
      all.filter((each) => isAbout(each, about)),
      at(notified, 'count'),
      all,
    )
  },

  /** The record, or one field of it, is not there for this person. */
  hidden: async (world, person, then) => {
    const { entity, id } = recordOf(world, then['hidden'])
    const { status, body } = await person.call('GET', `/records/${entity}/${id}`)
    const { field } = then
    if (field === undefined) return status === 404 ? undefined : { found: status }
    if (status !== 200 || at(body, String(field)) !== undefined) return { found: body }
    const asked = await person.call('POST', `/records/${entity}/query`, { filter: { notEmpty: [{ var: field }] } })
    return asked.status === 400 ? undefined : { found: asked.body }
  },
}

/** Judges one expectation after a step. */
export async function check(world: World, by: string | undefined, then: Then): Promise<Found> {
  const name = Object.keys(checks).find((key) => then[key] !== undefined)
  const run = name === undefined ? undefined : checks[name]
  if (!run) throw new NotRunnable(`What must be true is one of ${Object.keys(checks).join(', ')}`)
  return run(world, personOf(world, by), then)
}
