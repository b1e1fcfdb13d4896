import pg from 'pg'

/** What people have put aside in their inboxes until later. */
export function inboxTables(schema: string): readonly string[] {
  const s = pg.escapeIdentifier(schema)
  return [
    `create table if not exists ${s}.snooze (
      person uuid not null, kind text not null, item uuid not null, until timestamptz not null, primary key (person, kind, item))`,
  ]
}
