import type { Document, Model, TeamDocument } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import { backfillTimers } from '../automation/index.ts'
import { runStatement } from '../database/run-statement.ts'
import type { WriteCommand } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context, Generation } from '../workspace/workspace.ts'
import { fillFew } from './fill.ts'

/** What has to follow when a revision has come into service; each of these may run again without harm. */
export async function afterPublish(context: Context, before: Generation | undefined): Promise<void> {
  await keepTeams(context)
  await moveRetired(context, before?.model)
  await fillFew(context.workspace)
  await backfillTimers(context, before?.model)
}

async function allOf(
  context: Context,
  entity: string,
  fields: readonly string[],
  filter?: unknown,
): Promise<readonly { readonly id: string; readonly [key: string]: unknown }[]> {
  const found: { id: string; [key: string]: unknown }[] = []
  for (let after: string | undefined; ; ) {
    const compiled = compileList(queryContext(context), {
      entity,
      fields,
      limit: 500,
      ...(filter === undefined ? {} : { filter }),
      ...(after === undefined ? {} : { after }),
    })
    if (!compiled.ok) throw new Error(`${entity} cannot be read: ${JSON.stringify(compiled.problems)}`)
    const page: { records: { id: string }[]; next: string | null } = JSON.parse(
      await runStatement(context.workspace.pool, compiled.statement),
    )
    found.push(...page.records)
    if (page.next === null) return found
    after = page.next
  }
}

/** Team documents name teams; their members are data, so a team is a record that follows its document. */
async function keepTeams(context: Context): Promise<void> {
  const documents = context.generation.model.documents.filter(
    (document: Document): document is TeamDocument => document.kind === 'team',
  )
  if (documents.length === 0) return
  const present = new Map((await allOf(context, 'team', ['key'])).map((team) => [team['key'], team.id]))
  const language = context.generation.model.workspace.language ?? 'en'
  const name = ({ label, key }: TeamDocument): string =>
    typeof label === 'string' ? label : (label?.[language] ?? label?.['en'] ?? key)
  const missing = documents.filter((document) => !present.has(document.key))
  await runWrites(
    context,
    missing.map((document) => ({
      kind: 'create',
      entity: 'team',
      values: { name: name(document), key: document.key },
    })),
    { atomic: true },
  )
  const ids = new Map((await allOf(context, 'team', ['key'])).map((team) => [team['key'], team.id]))
  const nested = documents.flatMap((document): WriteCommand[] => {
    const id = ids.get(document.key)
    const parent = document.parent === undefined ? undefined : ids.get(document.parent)
    return id !== undefined && parent !== undefined ? [{ kind: 'update', entity: 'team', id, values: { parent } }] : []
  })
  await runWrites(context, nested, { atomic: false })
}

/** Records at a retired option that names its successor move to it, through the kernel, so that the ledger tells it. */
async function moveRetired(context: Context, before: Model | undefined): Promise<void> {
  if (!before) return
  for (const entity of context.generation.model.entities.values()) {
    if (entity.origin.kind !== 'drawn' || !before.entities.has(entity.key)) continue
    for (const field of entity.fields.values())
      for (const option of entity.stage === field
        ? entity.pipelines.flatMap((pipeline) => pipeline.stages)
        : field.options) {
        if (option.retired !== true || option.replacedBy === undefined) continue
        const many = field.type.ruleType(field.settings).kind === 'choices'
        const filter = many
          ? { hasAny: [{ var: field.key }, [option.key]] }
          : { '==': [{ var: field.key }, option.key] }
        const records = await allOf(context, entity.key, [field.key], filter)
        const replace = (value: unknown): unknown =>
          Array.isArray(value)
            ? [...new Set(value.map((key) => (key === option.key ? option.replacedBy : key)))]
            : option.replacedBy
        for (let i = 0; i < records.length; i += 1000)
          await runWrites(
            context,
            records.slice(i, i + 1000).map((record) => ({
              kind: 'update',
              entity: entity.key,
              id: record.id,
              values: { [field.key]: replace(record[field.key]) },
              history: { skipProcess: true },
            })),
            { atomic: false },
          )
      }
  }
}
