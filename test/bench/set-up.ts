import { createHash } from 'node:crypto'
import {
  createFirstAdmin,
  createKey,
  createLog,
  openInstallation,
  publishChange,
  runWrites,
  systemContext,
  type WriteCommand,
  workspaceTables,
} from '@atelier/runtime'
import { documents } from './documents.ts'
import { type Database, withClient } from './postgres.ts'
import { fillWorkspace, fillYardstick, numberRows, people, type Sizes } from './rows.ts'

/** What the load needs to know. */
export type Prepared = {
  /** Key of a person who sees the records of the own team's tree: half of all. */
  readonly key: string
  /** Key of an administrator of the workspace. */
  readonly adminKey: string
}

/** Makes the workspace and both yardsticks' tables, with the same people, keys and rows. */
export async function setUp(database: Database, yardsticks: readonly string[], sizes: Sizes): Promise<Prepared> {
  const installation = await openInstallation({
    databaseUrl: database.url('atelier'),
    log: createLog('error'),
    publicUrl: 'http://localhost:3000',
    trustedOrigins: [],
    test: false,
  })
  try {
    const first = await createFirstAdmin(
      installation,
      { email: 'admin@example.com', name: 'Ada', password: 'correct horse battery', language: 'en', zone: 'UTC' },
      workspaceTables,
    )
    if (!first.ok) throw new Error(JSON.stringify(first.problems))
    const { workspace } = first
    const { model, revision } = workspace.current()
    const published = await publishChange(installation, systemContext(workspace), {
      documents: [...model.documents, ...documents],
      onto: revision,
    })
    if (!published.ok) throw new Error(JSON.stringify(published.problems))

    const write = async (commands: readonly WriteCommand[]): Promise<readonly string[]> => {
      const results = await runWrites(systemContext(workspace), commands, { atomic: true })
      return results.map((result) => {
        if (result.status === 'refused') throw new Error(JSON.stringify(result.problems))
        return result.id
      })
    }
    const team = (key: string, parent?: string): WriteCommand => ({
      kind: 'create',
      entity: 'team',
      as: key,
      values: { name: key, key, ...(parent === undefined ? {} : { parent: { $ref: parent } }) },
    })
    const teams = await write([team('top'), team('north', 'top'), team('northEast', 'north'), team('south', 'top')])
    const ids = await write(
      Array.from({ length: people }, (_, index) => ({
        kind: 'create',
        entity: 'user',
        values: {
          name: `Person ${index + 1}`,
          email: `person${index + 1}@example.com`,
          roles: ['seller'],
          team: teams[index === 0 ? 1 : index < people / 2 ? 1 + (index % 2) : 3],
        },
      })),
    )
    const [caller = ''] = ids
    const { secret: key } = await createKey(installation.pool, { user: caller, name: 'bench', by: undefined })
    const { secret: adminKey } = await createKey(installation.pool, { user: first.user, name: 'bench', by: undefined })

    const generation = workspace.current()
    await withClient(database.url('atelier'), async (client) => {
      await numberRows(client, ids, sizes)
      await fillWorkspace(client, workspace.schema, generation.physical, generation.model.entities)
    })
    for (const name of yardsticks)
      await withClient(database.url(name), async (client) => {
        await numberRows(client, ids, sizes)
        await fillYardstick(client, {
          key: createHash('sha256').update(key).digest(),
          caller,
          visible: ids.slice(0, people / 2),
        })
      })
    return { key, adminKey }
  } finally {
    await installation.close()
  }
}
