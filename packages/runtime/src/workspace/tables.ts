import pg from 'pg'

/** Tables that a later part of the runtime keeps in every workspace (work to do, runs, imports …) register here. */
export type WorkspaceTables = (schema: string) => readonly string[]

/** Tables a workspace keeps for its definitions and its people's own documents, beside those the records package plans. */
export function definitionTables(schema: string): string {
  const s = pg.escapeIdentifier(schema)
  return `
    create table if not exists ${s}.revision (
      n int primary key, at timestamptz not null, by uuid, note text, documents jsonb not null, physical jsonb not null, plan jsonb not null);
    -- mark counts the changes of physical since the revision came into service.
    alter table ${s}.revision add column if not exists mark int not null default 0;
    create table if not exists ${s}.fill (
      place int primary key, revision int not null, entity text not null, field text not null, after uuid, done int not null default 0, rows int);
    create table if not exists ${s}.change_set (
      id uuid primary key, base int not null, by uuid, at timestamptz not null, puts jsonb not null default '{}', deletes jsonb not null default '[]',
      published int);
    create table if not exists ${s}.mine (
      id uuid primary key, kind text not null, owner uuid not null, document jsonb not null, share_with jsonb not null default '[]',
      created_at timestamptz not null, updated_at timestamptz not null);
    create index if not exists mine_owner on ${s}.mine (owner, kind);
    -- How the app looks to a person, besides what their record says.
    create table if not exists ${s}.person_setting (person uuid primary key, settings jsonb not null);
    -- Notes of the audit log have no version: few among many events.
    create index if not exists event_audit on ${s}.event (seq) where version = 0;`
}
