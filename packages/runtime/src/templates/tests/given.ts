import type { GivenWrite } from '@atelier/definitions'
import type { WriteCommand } from '../../kernel/commands.ts'
import { runWrites } from '../../kernel/run-writes.ts'
import { systemContext } from '../../workspace/system-context.ts'
import { act } from './acts.ts'
import { NotRunnable, personOf, type World, withIds } from './world.ts'

const isHistory = (write: GivenWrite): boolean =>
  write.create !== undefined &&
  (write.times !== undefined || write.createdAt !== undefined || write.enteredAt !== undefined)

/** Texts with `{{n}}` counted up: the third of many alike has a 3 there. */
function numbered(value: unknown, n: number): unknown {
  if (typeof value === 'string') return value.replaceAll('{{n}}', String(n))
  if (Array.isArray(value)) return value.map((each) => numbered(each, n))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, numbered(each, n)]))
}

/**
 * Does what a test finds done already. Plain writes go the way of the person who makes them; records with a past, and many alike, are written
 * as an import of history writes them: no gates, approvals or automations, everything else judged.
 */
export async function setUp(world: World, write: GivenWrite): Promise<void> {
  if (!isHistory(write)) {
    const { by, ...when } = write
    await act(world, { ...(by === undefined ? {} : { by }), when })
    const status = world.last?.status ?? 500
    if (status >= 300) throw new NotRunnable(`What is given is refused: ${JSON.stringify(world.last?.body)}`)
    return
  }
  const entity = write.create ?? ''
  const hasOwner = world.workspace.current().model.entities.get(entity)?.owner !== undefined
  const owner = write.by === undefined ? undefined : personOf(world, write.by).id
  const commands = Array.from({ length: write.times ?? 1 }, (_, i): WriteCommand => {
    const values = Object.entries(write.values ?? {}).map(([key, value]) => [
      key,
      withIds(world, numbered(value, i + 1)),
    ])
    return {
      kind: 'create',
      entity,
      values: {
        ...(hasOwner && owner !== undefined ? { owner } : {}),
        ...Object.fromEntries(values),
      },
      history: {
        skipProcess: true,
        ...(owner === undefined ? {} : { createdBy: owner }),
        ...(write.createdAt === undefined ? {} : { createdAt: new Date(write.createdAt).toISOString() }),
        ...(write.enteredAt === undefined
          ? {}
          : {
              enteredAt: Object.fromEntries(
                Object.entries(write.enteredAt).map(([stage, at]) => [stage, new Date(at).toISOString()]),
              ),
            }),
      },
    }
  })
  const results = await runWrites(systemContext(world.workspace), commands, { atomic: true })
  const refused = results.find((result) => result.status === 'refused')
  if (refused?.status === 'refused')
    throw new NotRunnable(`What is given is refused: ${JSON.stringify(refused.problems)}`)
  const id = results[0]?.id
  if (write.as !== undefined && id !== undefined) world.named.set(write.as, { entity, id })
}
