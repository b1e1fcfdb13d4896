import { fieldType } from '@atelier/fields'
import pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import type { JobKind } from '../jobs/jobs.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** How long an upload may wait for a record to take it up. */
export const uploadLifetime = 24 * 60 * 60 * 1000

/** Files that no record has ever taken up are looked for this far back; what is older has been looked at before. */
const lookBack = 7 * uploadLifetime

/**
 * Removes uploads that no record has taken up within a day, and contents that no file has any more. A file that a record once held stays: undo may
 * bring it back. Answers how many files went.
 */
export async function purgeUploads(workspace: Workspace): Promise<number> {
  const { model, physical } = workspace.current()
  const s = pg.escapeIdentifier(workspace.schema)
  const file = model.entities.get('file')
  const table = file === undefined ? undefined : physical.entities[file.id]?.table
  if (table === undefined) return 0
  const files = `${s}.${pg.escapeIdentifier(table)}`
  const now = workspace.clock.now().getTime()
  const before = new Date(now - uploadLifetime).toISOString()
  const digest = columnOf(physical.entities[file?.id ?? '']?.fields ?? {}, file?.fields.get('digest')?.id)
  return inTransaction(workspace.pool, async (client) => {
    const { rows: waiting } = await client.query<{ id: string }>(
      `select id from ${files} where created_at < $1 and created_at >= $2 and created_by is not null order by id limit 200 for update skip locked`,
      [before, new Date(now - lookBack).toISOString()],
    )
    const taken = new Set<string>()
    for (const link of linkTables(workspace)) {
      const { rows } = await client.query<{ id: string }>(
        `select distinct to_id as id from ${s}.${pg.escapeIdentifier(link)} where to_id = any($1::uuid[])`,
        [waiting.map(({ id }) => id)],
      )
      for (const { id } of rows) taken.add(id)
    }
    const open = waiting.map(({ id }) => id).filter((id) => !taken.has(id))
    const { rowCount } = await client.query(
      `delete from ${files} f where f.id = any($1::uuid[]) and not exists (
         select 1 from ${s}.event e where e.entity = any($2::text[]) and greatest(e.at, e.recorded_at) >= f.created_at
           and position(f.id::text in e.changes::text) > 0)`,
      [open, holders(workspace)],
    )
    if (digest !== undefined)
      await client.query(
        `delete from ${s}.file_content c where c.added_at < $1 and not exists (
           select 1 from ${files} f where f.${pg.escapeIdentifier(digest)} = c.digest)`,
        [before],
      )
    return rowCount ?? 0
  })
}

type Fields = NonNullable<ReturnType<Workspace['current']>['physical']['entities'][string]>['fields']

function columnOf(fields: Fields, id: string | undefined): string | undefined {
  const storage = id === undefined ? undefined : fields[id]
  return storage?.storage === 'columns' ? storage.columns[0]?.name : undefined
}

/** Link tables of file fields, those that no definition uses any more included: a rollback takes them up again. */
function linkTables(workspace: Workspace): readonly string[] {
  const { physical } = workspace.current()
  return [...Object.values(physical.entities), ...Object.values(physical.kept)]
    .flatMap((entity) => [...Object.values(entity.fields), ...entity.kept.map(({ was }) => was)])
    .flatMap((field) => (field.storage === 'links' && fieldType(field.type)?.group === 'file' ? [field.table] : []))
}

/** Ids of the entities whose records, or their lines, may hold files. */
function holders(workspace: Workspace): readonly string[] {
  const { entities } = workspace.current().model
  return [...entities.values()].flatMap((entity) => {
    if (![...entity.fields.values()].some((field) => field.type.group === 'file')) return []
    const header = entity.origin.kind === 'lines' ? entities.get(entity.origin.parent) : undefined
    return header === undefined ? [entity.id] : [entity.id, header.id]
  })
}

/** Once an hour, in one of the processes. */
export function purgeJob(workspaces: () => readonly Workspace[]): JobKind<object> {
  return {
    name: 'purge-uploads',
    cron: '17 * * * *',
    run: async () => {
      for (const workspace of workspaces()) await purgeUploads(workspace)
    },
    giveUp: async () => undefined,
  }
}
