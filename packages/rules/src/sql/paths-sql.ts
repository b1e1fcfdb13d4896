import { sql } from 'kysely'
import type { Step, VarNode } from '../node.ts'
import { type Compiler, type Facet, joined, TRUE } from './compiler.ts'
import type { Sql, SqlEnv, SqlRelation } from './sql-env.ts'

/** What stands after FROM and WHERE for the elements of a list, and the alias of an element. */
export type Elements = { readonly from: Sql; readonly where: Sql; readonly alias: string; readonly entity: string }

/** The elements of a collection operand, through every step of its path. */
export function elements(node: VarNode, c: Compiler): Elements {
  const start = begin(node, c)
  let { alias, entity } = start
  const from: Sql[] = start.row === undefined ? [] : [start.row.from(alias)]
  const where: Sql[] = start.row === undefined ? [] : [sql`(${start.row.where(alias)})`]
  for (const step of node.steps) {
    const relation = c.env.relation(alias, step.entity, step.field, step.target)
    alias = c.fresh()
    entity = relation.entity
    from.push(relation.from(alias))
    where.push(sql`(${relation.where(alias)})`)
  }
  return {
    from: from.length === 0 ? sql`(select 1) as ${sql.ref(c.fresh())}` : joined(from, sql` cross join `),
    where: where.length === 0 ? TRUE : joined(where, sql` and `),
    alias,
    entity,
  }
}

/** A path to one value: a column, or a correlated subquery for every relation passed. */
export function pathSql(node: VarNode, c: Compiler, facet: Facet): Sql {
  const last = node.steps.at(-1)
  const steps = node.steps.length > 1 && last?.field.id === 'id' ? node.steps.slice(0, -1) : node.steps
  const { alias, entity, row } = begin(node, c)
  const value = follow(alias, entity, steps, node, c, facet)
  return row === undefined ? value : sql`(select ${value} from ${row.from(alias)} where ${row.where(alias)})`
}

/**
 * The row behind a context name from which the path leads on to other records, where the database has it. What stands in that row itself is bound
 * like any other value of the context.
 */
export function contextRow({ root, steps, type }: VarNode, env: SqlEnv): SqlRelation | undefined {
  if (root.kind === 'element' || env.contextRow === undefined) return undefined
  const passed = steps.filter(({ field }) => field.id !== 'id').length + (root.key === undefined ? 0 : 1)
  const isMany = type.kind === 'collection' || type.kind === 'references'
  return passed > 1 || (isMany && steps.length > 0) ? env.contextRow(root.name, root.key) : undefined
}

/** The row that a path begins at. Context names without a row of their own never get here: they are bound. */
function begin(node: VarNode, c: Compiler): { alias: string; entity: string; row?: SqlRelation } {
  const row = contextRow(node, c.env)
  if (row !== undefined) return { alias: c.fresh(), entity: row.entity, row }
  const { alias, entity } = node.root.kind === 'element' ? c : c.record
  return { alias, entity: entity ?? '' }
}

function follow(alias: string, entity: string, steps: readonly Step[], node: VarNode, c: Compiler, facet: Facet): Sql {
  const [step, ...rest] = steps
  if (step === undefined || step.field.id === 'id') return c.env.identity(alias, entity)
  if (rest.length === 0) return c.env.column(alias, step.entity, step.field, partOf(node, facet))
  const relation = c.env.relation(alias, step.entity, step.field, step.target)
  const child = c.fresh()
  const value = follow(child, relation.entity, rest, node, c, facet)
  return sql`(select ${value} from ${relation.from(child)} where ${relation.where(child)})`
}

/** Money of the workspace's currency is its own base. */
function partOf(node: VarNode, facet: Facet): string | undefined {
  if (node.part !== undefined) return node.part
  if (node.type.kind !== 'money') return undefined
  return node.type.currency === 'workspace' ? 'amount' : facet
}
