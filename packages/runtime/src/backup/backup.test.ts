import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../../../../test/harness/index.ts'
import { restoreBackup, writeBackup } from './index.ts'

const moment = new Date('2026-01-02T03:04:05Z')

async function databaseWith(sql: string): Promise<string> {
  const database = await freshDatabase()
  onTestFinished(database.drop)
  await ask(database.url, sql)
  return database.url
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query(sql)
    return result.rows
  } finally {
    await client.end()
  }
}

async function fileIn(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'atelier backup '))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return path.join(folder, 'all.backup')
}

async function textOf(file: string): Promise<string> {
  return gunzipSync(await readFile(file)).toString('utf8')
}

const everything = `
  create extension if not exists pg_trgm;
  create schema "Work space";
  create schema queue;
  create collation "Work space".chinese (provider = icu, locale = 'zh');
  create type "Work space".mood as enum ('good', 'so ''so''', 'bad');
  create domain "Work space".positive as integer check (value > 0);
  create function "Work space".fold(text) returns text language sql immutable as 'select lower($1)';
  create table "Work space".account (
    id bigint generated always as identity primary key,
    name text collate "Work space".chinese not null,
    folded text generated always as ("Work space".fold(name)) stored,
    mood "Work space".mood default 'good',
    size "Work space".positive,
    parent bigint references "Work space".account deferrable initially deferred
  );
  create index account_folded on "Work space".account using gin (folded public.gin_trgm_ops);
  create unique index account_once on "Work space".account (lower(name)) where mood <> 'bad';
  create table "Work space".kinds (
    amount numeric(20, 4), exact numeric, ratio double precision, day date, at timestamptz, span interval,
    data jsonb, text_data json, bytes bytea, words text[], flags boolean[], id uuid, nothing text, code char(3), "odd "" name" varchar(12)
  );
  insert into "Work space".account (name, size) values ('Ärzte', 1), ('客户 "甲"', 2), ('emoji 🎉', 3);
  update "Work space".account set parent = 1 where id > 1;
  insert into "Work space".kinds values (12345678901234.5678, 'NaN', 0.1::float8 + 0.2, '2016-02-29', '2024-03-10 01:59:59.123456-08',
    '1 mon -2 days 03:04:05', '{"a": [1.10, null, "\\u0041"]}', '{"b":  1, "b": 2}', '\\x00ff10', array['a,b', null, '"', '', E'tab\\t'],
    array[true, null, false], '00000000-0000-0000-0000-00000000000a', null, 'ab', E'line\\nbreak');
  insert into "Work space".kinds (day, at) values ('infinity', '-infinity'), ('0044-03-15 BC', null), ('9999-12-31', now());
  create table queue.job (name text not null, id integer not null default 1, primary key (name, id)) partition by list (name);
  create table queue.mail (id integer not null, name text not null);
  alter table queue.job attach partition queue.mail for values in ('mail');
  create table queue.rest partition of queue.job default;
  create index job_id on queue.job (id desc);
  insert into queue.job values ('mail', 1), ('mail', 2), ('import', 3);
  create function queue.touch() returns trigger language plpgsql as 'begin new.id := new.id + 100; return new; end';
  create trigger touch before insert on queue.job for each row execute function queue.touch();
  create view queue.mails as select id from queue.job where name = 'mail';
  create sequence "Work space".quote_number start 1000 increment 5;
  select nextval('"Work space".quote_number'), nextval('"Work space".quote_number');
  create unlogged table queue.seen (id integer) with (fillfactor = 70);
  comment on table queue.seen is 'it''s been seen';
`

test('a database comes back from its backup with every kind of value and object', async () => {
  const original = await databaseWith(everything)
  const [first, second] = [await fileIn(), await fileIn()]
  const copy = await databaseWith('select 1')
  expect(await writeBackup(original, first, moment)).toEqual({ ok: true, tables: 5, rows: 10 })
  expect(await restoreBackup(copy, first)).toEqual({ ok: true, tables: 5, rows: 10 })
  for (const query of [
    'select * from "Work space".account order by name',
    'select k::text from "Work space".kinds k order by 1',
    'select tableoid::regclass::text, id from queue.job order by id',
    'select id from queue.mails order by id',
  ]) {
    expect(await ask(copy, query)).toEqual(await ask(original, query))
  }
  // A backup of the copy says the same, row by row and statement by statement.
  await writeBackup(copy, second, moment)
  const sorted = async (file: string) => (await textOf(file)).split('\n').sort()
  expect(await sorted(second)).toEqual(await sorted(first))
})

test('a restored database goes on where the original stopped', async () => {
  const original = await databaseWith(everything)
  const file = await fileIn()
  await writeBackup(original, file, moment)
  const copy = await databaseWith('select 1')
  await restoreBackup(copy, file)
  expect(await ask(copy, `insert into "Work space".account (name) values ('Neu') returning id, folded`)).toEqual([
    { id: '4', folded: 'neu' },
  ])
  expect(await ask(copy, `select nextval('"Work space".quote_number') as number`)).toEqual([{ number: '1010' }])
  expect(await ask(copy, `insert into queue.job values ('mail', 5) returning id`)).toEqual([{ id: 105 }])
  await expect(ask(copy, `insert into "Work space".account (name) values ('ÄRZTE')`)).rejects.toThrow('account_once')
  await expect(ask(copy, `insert into "Work space".account (name, size) values ('x', 0)`)).rejects.toThrow('positive')
})

test('rows written while the backup runs are not in it', async () => {
  const original = await databaseWith('create table note as select generate_series(1, 1000) as number')
  const file = await fileIn()
  const [written] = await Promise.all([
    writeBackup(original, file, moment),
    ask(original, 'insert into note select generate_series(1001, 2000)'),
  ])
  expect(written).toMatchObject({ ok: true })
  const copy = await databaseWith('select 1')
  await restoreBackup(copy, file)
  const [{ rows } = { rows: 0 }] = (await ask(copy, 'select count(*)::int as rows from note')) as { rows: number }[]
  expect([1000, 2000]).toContain(rows)
})

test('a backup is restored into an empty database only', async () => {
  const original = await databaseWith('create table note as select 1 as number')
  const file = await fileIn()
  await writeBackup(original, file, moment)
  expect(await restoreBackup(original, file)).toMatchObject({ ok: false, problem: { code: 'not_empty' } })
})

test('a file that is no backup, a damaged one and one cut short restore nothing', async () => {
  const original = await databaseWith('create table note as select generate_series(1, 500) as number')
  const file = await fileIn()
  await writeBackup(original, file, moment)
  const whole = await readFile(file)
  const lines = gunzipSync(whole).toString('utf8').trimEnd().split('\n')
  const copy = await databaseWith('select 1')
  const tries: [string, Buffer, string][] = [
    ['text', Buffer.from('number\n1\n'), 'not_a_backup'],
    ['empty', Buffer.alloc(0), 'not_a_backup'],
    ['another gzip', gzipSync('{"kind":"statement","sql":"create table evil ()"}\n'), 'not_a_backup'],
    ['cut bytes', whole.subarray(0, whole.length - 20), 'cut_short'],
    ['missing end', gzipSync(`${lines.slice(0, -1).join('\n')}\n`), 'cut_short'],
    ['missing rows', gzipSync(lines.filter((line) => !line.includes('"kind":"rows"')).join('\n')), 'not_a_backup'],
  ]
  for (const [name, bytes, code] of tries) {
    await writeFile(file, bytes)
    expect(await restoreBackup(copy, file), name).toMatchObject({ ok: false, problem: { code } })
  }
  expect(await ask(copy, "select to_regclass('note') as note, to_regclass('evil') as evil")).toEqual([
    { note: null, evil: null },
  ])
})

test('what somebody added by hand and a backup cannot carry is named, and no file is written', async () => {
  const original = await databaseWith(
    'create table note (number integer); create materialized view sums as select sum(number) from note',
  )
  const file = await fileIn()
  expect(await writeBackup(original, file, moment)).toEqual({
    ok: false,
    problem: {
      code: 'unsupported',
      message:
        'A backup cannot carry what was added to the database by hand: materialized or foreign table public.sums.',
      what: ['materialized or foreign table public.sums'],
    },
  })
  await expect(readFile(file)).rejects.toThrow('ENOENT')
})
