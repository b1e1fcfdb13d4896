import { advanceClock } from '../../automation/index.ts'
import { durationMs } from '../../testmode/routes.ts'
import { type Answer, NotRunnable, type Person, personOf, recordOf, type World, withIds } from './world.ts'

type When = Readonly<Record<string, unknown>>

type Act = (world: World, person: Person, when: When) => Promise<Answer>

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined

const part = (when: When, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.flatMap((key) => (when[key] === undefined ? [] : [[key, when[key]]])))

/**
 * Values as HTTP takes them: names become ids, and `{"create": {…}}` in the place of a reference makes that record first, as the same
 * person.
 */
async function valuesFor(world: World, person: Person, entity: string, values: unknown): Promise<unknown> {
  if (typeof values !== 'object' || values === null) return {}
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    const inline = at(value, 'create')
    const target = world.workspace.current().model.entities.get(entity)?.fields.get(key)?.targets[0]
    if (inline === undefined || target === undefined) out[key] = withIds(world, value)
    else {
      const made = await person.call('POST', `/records/${target}`, await valuesFor(world, person, target, inline))
      out[key] = at(made.body, 'id')
      if (made.status !== 201) throw new NotRunnable(`A ${target} cannot be made: ${JSON.stringify(made.body)}`)
    }
  }
  return out
}

async function decide(world: World, person: Person, when: When): Promise<Answer> {
  const { id } = recordOf(world, when['on'])
  const todo = await person.call('GET', '/approvals?box=todo')
  const mine = await person.call('GET', '/approvals?box=mine')
  const requests = [todo, mine].flatMap(({ body }) => {
    const found = at(body, 'approvals')
    return Array.isArray(found) ? found : []
  })
  const request: unknown = requests.find(
    (each: unknown) => at(at(each, 'record'), 'id') === id && at(each, 'state') === 'pending',
  )
  if (request === undefined) return { status: 404, body: { code: 'not_found', problems: [{ code: 'not_found' }] } }
  return person.call('POST', `/approvals/${String(at(request, 'id'))}/decisions`, {
    action: when['decide'],
    ...part(when, ['comment']),
  })
}

/** What a step may do, by the property that names it. */
const acts: Readonly<Record<string, Act>> = {
  create: async (world, person, when) => {
    const entity = String(when['create'])
    const answer = await person.call(
      'POST',
      `/records/${entity}`,
      await valuesFor(world, person, entity, when['values']),
    )
    const id = at(answer.body, 'id')
    if (typeof when['as'] === 'string' && typeof id === 'string') world.named.set(when['as'], { entity, id })
    return answer
  },
  update: async (world, person, when) => {
    const { entity, id } = recordOf(world, when['update'])
    return person.call('PATCH', `/records/${entity}/${id}`, await valuesFor(world, person, entity, when['values']))
  },
  delete: async (world, person, when) => {
    const { entity, id } = recordOf(world, when['delete'])
    return person.call('DELETE', `/records/${entity}/${id}`)
  },
  move: async (world, person, when) => {
    const { entity, id } = recordOf(world, when['move'])
    const values = when['values'] === undefined ? undefined : await valuesFor(world, person, entity, when['values'])
    return person.call('POST', `/records/${entity}/${id}/move`, {
      ...part(when, ['to', 'reason']),
      ...(values === undefined ? {} : { values }),
    })
  },
  start: async (world, person, when) => {
    const { entity, id } = recordOf(world, when['on'])
    return person.call('POST', `/records/${entity}/${id}/approvals`, { approval: when['start'] })
  },
  decide,
  run: async (world, person, when) =>
    person.call('POST', '/reports/run', {
      report: when['run'],
      ...(when['params'] === undefined ? {} : { params: withIds(world, when['params']) }),
    }),
  advance: async (world, _person, when) => {
    const ms = durationMs(String(when['advance']))
    if (ms === undefined) throw new NotRunnable(`"${String(when['advance'])}" is no duration`)
    const { clock } = world.installation
    await advanceClock([world.workspace], clock, new Date(clock.now().getTime() + ms))
    return { status: 200, body: undefined }
  },
}

/** Carries out what a step says and keeps the answer for what must be true after it. */
export async function act(world: World, step: { readonly by?: string; readonly when: When }): Promise<void> {
  const name = Object.keys(acts).find((key) => step.when[key] !== undefined)
  const run = name === undefined ? undefined : acts[name]
  if (!run) throw new NotRunnable(`A step does one of ${Object.keys(acts).join(', ')}`)
  world.last = await run(world, personOf(world, step.by), step.when)
}
