import type pg from 'pg'
import type { Column } from './format.ts'

/** A table with rows of its own. */
export type Table = { schema: string; name: string; columns: readonly Column[] }

/** What a database is made of, as statements that make it again: before its rows come, and after. */
export type Catalog = { before: string[]; tables: Table[]; after: string[] }

// Our own objects: neither the server's nor an extension's.
const ours = (namespace: string, catalog: string, oid: string) => `
  ${namespace} not in (select oid from pg_namespace where nspname like 'pg\\_%' or nspname = 'information_schema')
  and not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

const tablesOfOurs = `select c.* from pg_class c where c.relkind in ('r', 'p') and ${ours('c.relnamespace', 'pg_class', 'c.oid')}`

/** Kinds of objects that a backup cannot carry; there are none in a database that only Atelier has changed. */
const unsupported = `
  select 'materialized or foreign table ' || c.oid::regclass as what from pg_class c
    where c.relkind in ('m', 'f') and ${ours('c.relnamespace', 'pg_class', 'c.oid')}
  union all select 'composite type ' || c.relname from pg_class c
    where c.relkind = 'c' and ${ours('c.relnamespace', 'pg_class', 'c.oid')}
  union all select 'inherited table ' || i.inhrelid::regclass from pg_inherits i join (${tablesOfOurs}) c on c.oid = i.inhrelid
    where not c.relispartition
  union all select 'policy ' || p.polname from pg_policy p
  union all select 'aggregate ' || p.proname from pg_proc p
    where p.prokind = 'a' and ${ours('p.pronamespace', 'pg_proc', 'p.oid')}
  union all select 'operator ' || o.oprname from pg_operator o where ${ours('o.oprnamespace', 'pg_operator', 'o.oid')}
  union all select 'text search configuration ' || t.cfgname from pg_ts_config t
    where ${ours('t.cfgnamespace', 'pg_ts_config', 't.oid')}`

const extensions = `
  select format('create extension if not exists %I with schema %I', e.extname, n.nspname) as sql
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname <> 'plpgsql' order by e.oid`

const schemas = `
  select format('create schema if not exists %I', n.nspname) as sql
  from pg_namespace n where ${ours('n.oid', 'pg_namespace', 'n.oid')} order by n.nspname`

const collations = `
  select format('create collation %I.%I (provider = %s, %s, deterministic = %s)', n.nspname, c.collname,
    case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end,
    case when c.collprovider = 'c' then format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
      else format('locale = %L', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale')) end,
    c.collisdeterministic::text) as sql
  from pg_collation c join pg_namespace n on n.oid = c.collnamespace
  where ${ours('c.collnamespace', 'pg_collation', 'c.oid')} order by c.oid`

const types = `
  select case t.typtype
    when 'e' then format('create type %I.%I as enum (%s)', n.nspname, t.typname,
      (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
    else format('create domain %I.%I as %s%s%s%s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
      coalesce(' default ' || t.typdefault, ''), case when t.typnotnull then ' not null' else '' end,
      coalesce((select string_agg(format(' constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), '' order by k.oid)
        from pg_constraint k where k.contypid = t.oid and k.contype = 'c'), '')) end as sql
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where t.typtype in ('e', 'd') and ${ours('t.typnamespace', 'pg_type', 't.oid')} order by t.oid`

const sequenceOptions = `
  format('increment by %s minvalue %s maxvalue %s start with %s cache %s%s',
    s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, case when s.seqcycle then ' cycle' else ' no cycle' end)`

const sequences = `
  select format('create sequence %I.%I as %s %s', n.nspname, c.relname, format_type(s.seqtypid, null), ${sequenceOptions}) as sql
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
  where ${ours('c.relnamespace', 'pg_class', 'c.oid')} and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
  order by c.oid`

// A function that speaks of a table's row, or is bound to what its body names, comes after the tables.
const functions = (late: boolean) => `
  select pg_get_functiondef(p.oid) as sql from pg_proc p
  where p.prokind in ('f', 'p') and ${ours('p.pronamespace', 'pg_proc', 'p.oid')}
    and (p.prosqlbody is not null or exists (
      select from pg_type t where t.typrelid <> 0 and (t.oid = p.prorettype or t.oid = any(p.proargtypes::oid[])))) = ${late}
  order by p.oid`

const tables = `
  select format('create %stable %I.%I (%s)%s%s', case c.relpersistence when 'u' then 'unlogged ' else '' end, n.nspname, c.relname,
    (select string_agg(format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attcollation <> 0 and a.attcollation <> t.typcollation
          then (select format(' collate %I.%I', cn.nspname, co.collname) from pg_collation co
            join pg_namespace cn on cn.oid = co.collnamespace where co.oid = a.attcollation) else '' end,
        case when a.attidentity <> '' then (select format(' generated %s as identity (sequence name %s %s)',
            case a.attidentity when 'a' then 'always' else 'by default' end, s.seqrelid::regclass, ${sequenceOptions})
            from pg_sequence s join pg_depend i on i.classid = 'pg_class'::regclass and i.objid = s.seqrelid
            and i.refobjid = c.oid and i.refobjsubid = a.attnum and i.deptype = 'i')
          when a.attgenerated <> '' then format(' generated always as (%s) %s', pg_get_expr(d.adbin, d.adrelid),
            case a.attgenerated when 's' then 'stored' else 'virtual' end)
          when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end,
        case when a.attnotnull then ' not null' else '' end), ', ' order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end,
    coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')) as sql
  from (${tablesOfOurs}) c join pg_namespace n on n.oid = c.relnamespace order by c.oid`

const partitions = `
  select format('alter table %s attach partition %s %s', i.inhparent::regclass, c.oid::regclass,
    pg_get_expr(c.relpartbound, c.oid)) as sql
  from (${tablesOfOurs}) c join pg_inherits i on i.inhrelid = c.oid where c.relispartition
  order by pg_partition_root(c.oid), c.relkind = 'p' desc, c.oid`

const columns = `
  select n.nspname as schema, c.relname as name,
    (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from (${tablesOfOurs}) c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' order by n.nspname, c.relname`

const ownedSequences = `
  select format('alter sequence %s owned by %s.%I', c.oid::regclass, d.refobjid::regclass, a.attname) as sql
  from pg_class c join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a'
  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  where c.relkind = 'S' and ${ours('c.relnamespace', 'pg_class', 'c.oid')} order by c.oid`

const sequenceValues = `
  select format('select pg_catalog.setval(%L, %s, %s)', format('%I.%I', s.schemaname, s.sequencename),
    coalesce(s.last_value, s.start_value), (s.last_value is not null)::text) as sql
  from pg_sequences s join pg_namespace n on n.nspname = s.schemaname
  where ${ours('n.oid', 'pg_namespace', 'n.oid')} order by s.schemaname, s.sequencename`

// What a partition has from its whole comes back with the whole.
const constraints = `
  select format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as sql
  from pg_constraint k join (${tablesOfOurs}) c on c.oid = k.conrelid
  where k.contype in ('p', 'u', 'x', 'c', 'f') and k.conparentid = 0 and (k.conislocal or k.coninhcount = 0)
  order by position(k.contype::text in 'puxcf'), k.conrelid, k.conname`

const indexes = `
  select replace(pg_get_indexdef(x.indexrelid), ' ON ONLY ', ' ON ') as sql
  from pg_index x join (${tablesOfOurs}) c on c.oid = x.indrelid
  where not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
    and not exists (select from pg_inherits i where i.inhrelid = x.indexrelid)
  order by x.indrelid, x.indexrelid`

const statistics = `
  select pg_get_statisticsobjdef(s.oid) as sql from pg_statistic_ext s join (${tablesOfOurs}) c on c.oid = s.stxrelid order by s.oid`

const views = `
  select format('create view %s as %s', c.oid::regclass, pg_get_viewdef(c.oid)) as sql
  from pg_class c where c.relkind = 'v' and ${ours('c.relnamespace', 'pg_class', 'c.oid')} order by c.oid`

const triggers = `
  select pg_get_triggerdef(t.oid) as sql from pg_trigger t join (${tablesOfOurs}) c on c.oid = t.tgrelid
  where not t.tgisinternal and t.tgparentid = 0 order by t.tgrelid, t.tgname`

const comments = `
  select format('comment on table %s is %L', c.oid::regclass, d.description) as sql
  from (${tablesOfOurs}) c join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
  order by c.oid`

const beforeRows = [
  extensions,
  schemas,
  collations,
  types,
  sequences,
  functions(false),
  tables,
  partitions,
  functions(true),
]
const afterRows = [ownedSequences, sequenceValues, constraints, indexes, statistics, views, triggers, comments]

/** Names of objects that a backup cannot carry. */
export async function unsupportedIn(client: pg.ClientBase): Promise<string[]> {
  return (await client.query<{ what: string }>(unsupported)).rows.map(({ what }) => what)
}

/** Reads what the database is made of. The session must be a plain one (see `plainSession`). */
export async function readCatalog(client: pg.ClientBase): Promise<Catalog> {
  return {
    before: await statements(client, beforeRows),
    tables: (await client.query<Table>(columns)).rows,
    after: await statements(client, afterRows),
  }
}

/** Whether somebody has made tables in this database. */
export async function hasTables(client: pg.ClientBase): Promise<boolean> {
  return ((await client.query(`${tablesOfOurs} limit 1`)).rowCount ?? 0) > 0
}

async function statements(client: pg.ClientBase, queries: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const query of queries) {
    const { rows } = await client.query<{ sql: string }>(query)
    found.push(...rows.map(({ sql }) => sql))
  }
  return found
}
