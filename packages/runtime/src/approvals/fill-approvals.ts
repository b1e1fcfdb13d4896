import type { Entity } from '@atelier/definitions'
import { compileLoad } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import { approvalPaths, approvalStates } from '@atelier/workflow'
import { envOf } from '../kernel/rules.ts'
import { asSystem, type Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { pastRequests } from './requests.ts'

/** Where a rule asks for the approvals of related records. */
const mark = '$approvals'

type Nested = { readonly entity: Entity; readonly record: RecordData }

const isRecord = (value: unknown): value is RecordData =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The related records at the end of a path, with the entity each is of. */
function along(
  context: Context,
  entity: Entity | undefined,
  record: RecordData,
  path: readonly string[],
): readonly Nested[] {
  if (entity === undefined) return []
  const [step, ...rest] = path
  if (step === undefined) return [{ entity, record }]
  const [key = '', target] = step.split('@')
  const next = context.generation.model.entities.get(target ?? entity.relations.get(key)?.to[0] ?? '')
  const value = record[key]
  const each: readonly unknown[] = Array.isArray(value) ? value : [value]
  return each.filter(isRecord).flatMap((nested) => along(context, next, nested, rest))
}

/** States of all approvals of some records, by id. */
async function statesOf(
  context: Context,
  session: Session,
  entity: Entity,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const { model } = context.generation
  const paths = [...model.approvals.values()]
    .filter((document) => document.entity === entity.key)
    .flatMap((document) => approvalPaths(model, entity.key, document))
    .map((path) => path.split('.'))
  const records = await session.json<readonly (RecordData | null)[]>(
    compileLoad(asSystem(context), { entity: entity.key, ids, paths }),
  )
  const requests = await pastRequests(context, session, entity, ids)
  return new Map(
    ids.map((id, index) => [
      id,
      approvalStates(model, entity.key, envOf(context, records[index] ?? null), requests.get(id) ?? []),
    ]),
  )
}

/** Gives related records on the paths that end in `$approvals.<key>` the states of their approvals, as rules read them. */
export async function fillApprovals(
  context: Context,
  session: Session,
  entity: string,
  records: Iterable<RecordData>,
  paths: readonly (readonly string[])[],
): Promise<void> {
  const asked = paths.filter((path) => path.includes(mark)).map((path) => path.slice(0, path.indexOf(mark)))
  if (asked.length === 0) return
  const root = context.generation.model.entities.get(entity)
  const found = [...records].flatMap((record) => asked.flatMap((path) => along(context, root, record, path)))
  for (const target of new Set(found.map((nested) => nested.entity))) {
    const own = found.filter((nested) => nested.entity === target)
    const ids = [...new Set(own.map(({ record }) => record.id).filter((id) => typeof id === 'string'))]
    const states = await statesOf(context, session, target, ids)
    for (const { record } of own) Object.assign(record, { [mark]: states.get(record.id ?? '') ?? {} })
  }
}
