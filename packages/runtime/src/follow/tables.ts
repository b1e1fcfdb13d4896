import pg from 'pg'

/**
 * Who follows which record, with the notification that told them last; and how far the ledger has been read for what people are to be told. Reading
 * starts with what happens after the table was made.
 */
export function followTables(schema: string): readonly string[] {
  const s = pg.escapeIdentifier(schema)
  return [
    `create table if not exists ${s}.follow (
      person uuid not null, entity text not null, record uuid not null, notice uuid, primary key (record, person))`,
    `create table if not exists ${s}.told (one boolean primary key default true check (one), tx xid8 not null, seq bigint not null)`,
    `insert into ${s}.told (tx, seq) values (pg_current_xact_id(), 0) on conflict do nothing`,
  ]
}
