import pg from 'pg'

/** What imports keep in every workspace: the file as read, how it is mapped, and what became of each row. */
export function importTables(schema: string): readonly string[] {
  const s = pg.escapeIdentifier(schema)
  return [
    `create table if not exists ${s}.import (
      id uuid primary key, entity text not null, file_name text not null, by uuid, at timestamptz not null, encoding text not null,
      delimiter text, columns jsonb not null, guesses jsonb not null, mapping jsonb, state text not null default 'draft', rows integer not null,
      started_at timestamptz, finished_at timestamptz, error text)`,
    `alter table ${s}.import add column if not exists checked integer not null default 0`,
    `create index if not exists import_recent on ${s}.import (by, entity, at)`,
    `create table if not exists ${s}.import_row (
      import uuid not null references ${s}.import on delete cascade, row integer not null, cells jsonb not null,
      verdict text, record uuid, problems jsonb, primary key (import, row))`,
    `create index if not exists import_row_verdict on ${s}.import_row (import, verdict)`,
  ]
}
