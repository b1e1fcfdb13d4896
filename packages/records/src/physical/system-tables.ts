import { quoted } from './names.ts'

/**
 * Tables that every workspace has besides those of its entities; run in order when it is made, harmless when run again.
 * Entity, field, pipeline and stage columns hold ids, not keys: a rename leaves history readable.
 */
export function systemTables(schema: string): readonly string[] {
  const s = quoted(schema)
  return [
    `create schema if not exists ${s}`,
    // The ledger. `tx` lets the consumer take events in commit order: only those below the oldest running transaction are complete.
    `create table if not exists ${s}.event (
      seq bigint generated always as identity primary key, id uuid not null, tx xid8 not null default pg_current_xact_id(),
      entity text not null, record uuid not null, version integer not null, kind text not null,
      at timestamptz not null, recorded_at timestamptz not null, by uuid, via text not null, request text not null, cause uuid,
      revision integer not null, changes jsonb not null)`,
    `create unique index if not exists event_id on ${s}.event (id)`,
    `create index if not exists event_record on ${s}.event (record, seq desc)`,
    `create index if not exists event_order on ${s}.event (tx, seq)`,
    `create index if not exists event_request on ${s}.event (request)`,
    `create table if not exists ${s}.stage_interval (
      id bigint generated always as identity primary key, entity text not null, record uuid not null, pipeline text not null,
      stage text not null, entered_at timestamptz not null, left_at timestamptz, reason text, by uuid,
      check (left_at is null or left_at >= entered_at))`,
    `create unique index if not exists stage_interval_open on ${s}.stage_interval (record) where left_at is null`,
    `create index if not exists stage_interval_record on ${s}.stage_interval (record, entered_at)`,
    `create index if not exists stage_interval_stage on ${s}.stage_interval (entity, stage, entered_at)`,
    // One row per autonumber field and period: its lock is what makes numbers gapless.
    `create table if not exists ${s}.counter (
      entity text not null, field text not null, period text not null default '', value bigint not null, primary key (entity, field, period))`,
    `create table if not exists ${s}.file_content (digest text primary key, size bigint not null, added_at timestamptz not null default now())`,
    `create table if not exists ${s}.file_chunk (
      digest text not null references ${s}.file_content on delete cascade, position integer not null, bytes bytea not null, primary key (digest, position))`,
  ]
}
