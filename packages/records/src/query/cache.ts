import type { Model } from '@atelier/definitions'
import type { Problem } from '@atelier/fields'
import { sql } from 'kysely'
import { isUnlimited } from '../access/grants.ts'
import type { Compiled, QueryContext, Statement } from '../context.ts'
import { sharedStatementOf, statementName, statementOf } from '../sql/compile.ts'
import { ambient, bind, envOf } from '../sql/slots.ts'
import type { Sql } from './build.ts'

/** Shapes kept per revision. A named statement costs memory in every connection, so there are few. */
const most = 400

type Shape =
  | { readonly statement: Statement; readonly problems?: undefined }
  | { readonly statement?: undefined; readonly problems: readonly Problem[] }

const known = new WeakMap<Model, Map<string, Shape>>()

/**
 * A statement from the shape known by `key` (with the reader's roles), made by `make` the first time. What differs from call to call
 * stands in the shape as slots and is bound here. A shape that comes a second time gets a statement name, so that Postgres plans it once.
 */
export function compileShape(
  ctx: QueryContext,
  key: readonly unknown[],
  values: Readonly<Record<string, unknown>>,
  make: () => Sql | readonly Problem[],
): Compiled {
  let shapes = known.get(ctx.model)
  if (!shapes) {
    shapes = new Map()
    known.set(ctx.model, shapes)
  }
  const name = JSON.stringify([ctx.schema, rolesOf(ctx), ...key])
  let shape = shapes.get(name)
  shapes.delete(name)
  if (shape?.statement && !shape.statement.name) shape = { statement: statementNamed(shape.statement) }
  shape ??= shapeOf(make())
  shapes.set(name, shape)
  // A map remembers the order of insertion: the first is the one unused for longest.
  if (shapes.size > most) shapes.delete(shapes.keys().next().value ?? '')
  if (!shape.statement) return { ok: false, problems: shape.problems }
  const bound = { ...ambient(ctx.reader), ...values }
  return { ok: true, statement: bind(shape.statement, bound, () => envOf(ctx.model, ctx.reader, ctx.now, ctx.today)) }
}

/** The same for shapes that cannot be refused. */
export function compileFixed(
  ctx: QueryContext,
  key: readonly unknown[],
  values: Readonly<Record<string, unknown>>,
  make: () => Sql,
): Statement {
  const compiled = compileShape(ctx, key, values, make)
  if (!compiled.ok) throw new Error('A fixed shape was refused')
  return compiled.statement
}

function shapeOf(made: Sql | readonly Problem[]): Shape {
  return isProblems(made) ? { problems: made } : { statement: sharedStatementOf(made) }
}

const isProblems = (made: Sql | readonly Problem[]): made is readonly Problem[] => Array.isArray(made)

function statementNamed(statement: Statement): Statement {
  return { ...statement, name: statementName(statement.text) }
}

const fragments = new WeakMap<Model, Map<string, Statement>>()

/**
 * A piece of SQL that many shapes have in common, built once and kept as text. Its aliases must be its own (`startBuild` with another
 * prefix), for it is put into statements as it is.
 */
export function fragment(ctx: QueryContext, key: readonly unknown[], make: () => Sql): Sql {
  let known = fragments.get(ctx.model)
  if (!known) {
    known = new Map()
    fragments.set(ctx.model, known)
  }
  const name = JSON.stringify([ctx.schema, rolesOf(ctx), ...key])
  const { text, parameters } = known.get(name) ?? statementOf(make())
  if (known.size >= most) known.clear()
  known.set(name, { text, parameters })
  // Parameters are numbered in the order in which they stand.
  const pieces = text.split(/\$\d+/)
  if (pieces.length !== parameters.length + 1) return make()
  return sql(Object.assign(pieces, { raw: pieces }), ...parameters)
}

const rolesOf = (ctx: QueryContext): unknown => (isUnlimited(ctx.reader) ? '*' : [...ctx.reader.roles].sort())
