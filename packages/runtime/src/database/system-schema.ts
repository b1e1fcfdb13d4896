import type { Pool } from 'pg'

/**
 * Tables that belong to the installation rather than to one workspace. Steps only add; each runs once, in order, all of them under one
 * advisory lock, because two processes that create a table at once collide in Postgres' own catalogue.
 */
const steps: readonly string[] = [
  `create schema if not exists auth;
   create table atelier.workspace (
     key text primary key, schema text not null unique, revision int not null default 0, created_at timestamptz not null default now());
   create table atelier.member (
     workspace text not null references atelier.workspace, user_id uuid not null, primary key (workspace, user_id));
   create index on atelier.member (user_id);
   create table atelier.api_key (
     id uuid primary key default gen_random_uuid(), user_id uuid not null, name text not null, prefix text not null, hash bytea not null unique,
     created_at timestamptz not null default now(), created_by uuid, revoked_at timestamptz, last_used_at timestamptz);
   create index on atelier.api_key (user_id);
   create table atelier.idempotency (
     key text not null, caller text not null, request text not null, status int, answer text, created_at timestamptz not null default now(),
     primary key (key, caller));
   create index on atelier.idempotency (created_at);
   create table atelier.setting (key text primary key, value jsonb not null);
   create table atelier.process (id uuid primary key, seen_at timestamptz not null, revisions jsonb not null);`,
  // What the workspace's own tables were last made by.
  'alter table atelier.workspace add column tables text',
  // Counts what has changed in the tables of the revision in service, so that every process reads it again.
  'alter table atelier.workspace add column mark int not null default 0',
  // Keys may end by themselves; a link lets a person set their own password, once.
  `alter table atelier.api_key add column expires_at timestamptz;
   create table atelier.invitation (
     user_id uuid primary key, hash bytea not null unique, created_at timestamptz not null, created_by uuid, expires_at timestamptz not null);`,
]

/** Brings the installation's own tables up to date. Safe to run from any number of processes at once. */
export async function migrateSystem(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    const present = await client.query<{ steps: number | null }>(
      `select case when to_regclass('atelier.migration') is null then null else 1 end as steps`,
    )
    if (present.rows[0]?.steps === 1) {
      const done = await client.query<{ n: number }>('select count(*)::int as n from atelier.migration')
      if (done.rows[0]?.n === steps.length) return
    }
    // Search is faster with it; a server whose owner may not add extensions does without.
    await client.query('create extension if not exists pg_trgm schema public').catch(() => undefined)
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(4176801)')
    await client.query('create schema if not exists atelier')
    await client.query(
      'create table if not exists atelier.migration (n int primary key, at timestamptz not null default now())',
    )
    const done = await client.query<{ n: number }>('select coalesce(max(n), 0)::int as n from atelier.migration')
    for (let n = (done.rows[0]?.n ?? 0) + 1; n <= steps.length; n++) {
      await client.query(steps[n - 1] ?? '')
      await client.query('insert into atelier.migration (n) values ($1)', [n])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** A value kept for the installation (a secret, the set-up token), made once by whoever comes first. */
export async function settingOnce(pool: Pool, key: string, make: () => unknown): Promise<unknown> {
  await pool.query('insert into atelier.setting (key, value) values ($1, $2) on conflict do nothing', [
    key,
    JSON.stringify(make()),
  ])
  const { rows } = await pool.query<{ value: unknown }>('select value from atelier.setting where key = $1', [key])
  return rows[0]?.value
}
