import type { Entity, Field } from '@atelier/definitions'
import { isUnlimited } from '../access/grants.ts'
import { permissionSql, shownSql } from '../access/scope.ts'
import { computedColumns } from '../computed/computed.ts'
import type { QueryContext } from '../context.ts'
import { approvalStateSql } from './approval-state.ts'
import type { Build } from './build.ts'

/** Starts a compilation for the reader of the context, and one for the system beside it, which share their aliases; these start with `prefix`. */
export function startBuild(
  ctx: Pick<QueryContext, 'model' | 'physical' | 'schema' | 'reader'>,
  prefix = 't',
): {
  readonly reader: Build
  readonly system: Build
} {
  let aliases = 0
  const base = {
    model: ctx.model,
    physical: ctx.physical,
    schema: ctx.schema,
    reader: ctx.reader,
    alias: () => `${prefix}${++aliases}`,
    depth: 0,
  }
  const system: Build = {
    ...base,
    reader: { ...ctx.reader, user: undefined },
    readable: () => undefined,
    shown: () => undefined,
    whole: () => undefined,
    // What a field is worth does not depend on who asks.
    computed: (entity: Entity, field: Field, alias: string) => computedColumns(system, entity, field, alias),
    approvalState: (entity: Entity, approval: string, alias: string) =>
      approvalStateSql(system, entity, approval, alias),
  }
  if (isUnlimited(ctx.reader)) return { reader: system, system }
  // Each scope that leads to another counts: a circle of them ends.
  let depth = 0
  const reader: Build = {
    ...base,
    readable: (entity, alias) => {
      depth += 1
      const condition = permissionSql({ ...reader, depth }, system, entity, 'read', alias)
      depth -= 1
      return condition
    },
    shown: (entity, field, alias) => shownSql(reader, system, entity, field, alias, 'masked'),
    whole: (entity, field, alias) => shownSql(reader, system, entity, field, alias, 'read'),
    computed: system.computed,
    approvalState: system.approvalState,
  }
  return { reader, system }
}
