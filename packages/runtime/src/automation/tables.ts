import pg from 'pg'

/**
 * What processes keep in every workspace. Entities, stages and automations are kept by id. `work` holds what the ledger's consumer has still to do:
 * a row goes in the transaction of the write that caused it and leaves in the transaction of what it caused.
 */
export function processTables(schema: string): readonly string[] {
  const s = pg.escapeIdentifier(schema)
  return [
    `create table if not exists ${s}.work (
      id bigint generated always as identity primary key, entity text not null, record uuid not null, event jsonb not null,
      request text not null, root uuid not null, depth integer not null default 0, path text[] not null default '{}',
      attempts integer not null default 0, not_before timestamptz, parked boolean not null default false, error text)`,
    `create index if not exists work_record on ${s}.work (record, id)`,
    `create index if not exists work_request on ${s}.work (request)`,
    `create table if not exists ${s}.timer (
      automation text not null, record uuid not null, "offset" text not null, value text not null, entity text not null,
      due_at timestamptz not null, times integer not null default 0, state text not null default 'armed',
      primary key (automation, record, "offset", value))`,
    `create index if not exists timer_due on ${s}.timer (due_at) where state = 'armed'`,
    `create index if not exists timer_record on ${s}.timer (record)`,
    // What people are to hear of a write of many records at once, until all of it has been worked through.
    `create table if not exists ${s}.digest (
      id bigint generated always as identity primary key, request text not null, automation text not null, step text not null,
      person uuid not null, copied boolean not null, entity text not null, record uuid not null, subject jsonb not null, body jsonb not null)`,
    `create index if not exists digest_request on ${s}.digest (request, automation, step, person)`,
    `create table if not exists ${s}.run (
      id uuid primary key, automation text not null, entity text not null, record uuid not null, revision integer not null,
      trigger jsonb not null, root uuid not null, depth integer not null, at timestamptz not null, state text not null,
      effects jsonb not null, problems jsonb not null)`,
    `create index if not exists run_automation on ${s}.run (automation, id desc)`,
    `create index if not exists run_record on ${s}.run (record, id desc)`,
    `create table if not exists ${s}.stage_task (
      task uuid primary key, entity text not null, record uuid not null, stage text not null)`,
    `create index if not exists stage_task_record on ${s}.stage_task (record, stage)`,
    `create table if not exists ${s}.key_action (
      record uuid not null, stage text not null, action text not null, by uuid, at timestamptz not null, primary key (record, stage, action))`,
    `create table if not exists ${s}.approval_request (
      id uuid primary key, approval text not null, entity text not null, record uuid not null, revision integer not null,
      document jsonb not null, starter uuid, state text not null, started_at timestamptz not null, decided_at timestamptz,
      material text not null, move jsonb, move_problems jsonb, flow jsonb not null)`,
    `create unique index if not exists approval_request_pending on ${s}.approval_request (record, approval) where state = 'pending'`,
    `create index if not exists approval_request_record on ${s}.approval_request (record, started_at)`,
    `create index if not exists approval_request_starter on ${s}.approval_request (starter, id desc)`,
    `create table if not exists ${s}.approval_seat (
      request uuid not null references ${s}.approval_request on delete cascade, step text not null, person uuid not null, state text not null,
      primary key (request, step, person))`,
    `create index if not exists approval_seat_person on ${s}.approval_seat (person, state, request)`,
    // The material as it was when it was asked for, where approvers are to see that.
    `alter table ${s}.approval_request add column if not exists seen jsonb`,
    // When open steps are looked at: at the rungs of their ladder; with none, at the empty rung, to remind whoever decides.
    `create table if not exists ${s}.approval_due (
      request uuid not null references ${s}.approval_request on delete cascade, step text not null, rung text not null,
      due_at timestamptz not null, done boolean not null default false, primary key (request, step, rung))`,
    `create index if not exists approval_due_at on ${s}.approval_due (due_at) where not done`,
    `create table if not exists ${s}.approval_decision (
      id bigint generated always as identity primary key, request uuid not null references ${s}.approval_request on delete cascade,
      step text, person uuid not null, action text not null, comment text, at timestamptz not null)`,
    // What the clock decided was decided by nobody.
    `alter table ${s}.approval_decision alter column person drop not null`,
    `create index if not exists approval_decision_request on ${s}.approval_decision (request, id)`,
    `create index if not exists approval_decision_person on ${s}.approval_decision (person, request)`,
  ]
}
