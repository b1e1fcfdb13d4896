import { type Document, planChange } from '@atelier/definitions'
import { planRekey, planSchema } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { appendAudit } from '../audit/audit.ts'
import type { Installation } from '../installation.ts'
import { loadRevision } from '../workspace/generation.ts'
import { hasTrigrams } from '../workspace/has-trigrams.ts'
import { type Published, publishDocuments } from '../workspace/publish.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { afterPublish } from './after-publish.ts'
import { type Impact, measureImpact } from './impact.ts'

export type PlanAnswer = {
  readonly problems: readonly Problem[]
  readonly diff: readonly unknown[]
  /** Plain sentences by document, in both languages. */
  readonly sentences: ReturnType<typeof planChange>['sentences']
  /** What happens in the database, with its SQL. */
  readonly effects: readonly {
    readonly kind: string
    readonly describe: { readonly en: string; readonly 'zh-CN': string }
    readonly sql: string
  }[]
  readonly impact: readonly Impact[]
}

/** What publishing these documents would change, for whom, with which SQL; nothing is changed. */
export async function planPublish(context: Context, documents: readonly Document[]): Promise<PlanAnswer> {
  const { schema } = context.workspace
  const { generation } = context
  const plan = planChange(generation.model.documents, documents)
  if (plan.problems.length > 0)
    return { problems: plan.problems, diff: plan.diff, sentences: plan.sentences, effects: [], impact: [] }
  const impact = await measureImpact(context, documents, plan)
  const { physical, steps } = planSchema({
    schema,
    from: generation.physical,
    model: impact.model,
    trigram: await hasTrigrams(context.workspace.pool),
  })
  const rekeyed = planRekey({ schema, physical, model: impact.model, renames: plan.renames })
  return {
    problems: impact.problems,
    diff: plan.diff,
    sentences: plan.sentences,
    effects: [...steps, ...rekeyed].map(({ kind, describe, sql }) => ({ kind, describe, sql })),
    impact: impact.counts,
  }
}

/** Publishes documents on top of the revision they were composed for, then brings data and engines up to date with them. */
export async function publishChange(
  installation: Installation,
  context: Context,
  change: {
    readonly documents: readonly Document[]
    readonly onto: number
    readonly note?: string
    readonly kind?: 'published' | 'rolledBack'
  },
): Promise<Published> {
  const { workspace } = context
  const before = context.generation
  const impact = await measureImpact(context, change.documents, planChange(before.model.documents, change.documents))
  if (impact.problems.length > 0) return { ok: false, kind: 'invalid', problems: impact.problems }
  const published = await publishDocuments(installation.pool, {
    workspace: workspace.key,
    schema: workspace.schema,
    documents: change.documents,
    onto: change.onto,
    by: context.reader.user,
    at: context.now,
    ...(change.note === undefined ? {} : { note: change.note }),
  })
  if (!published.ok) return published
  installation.workspaces.serve(workspace.key, published.generation)
  const system = { ...systemContext(workspace), generation: published.generation }
  await afterPublish(system, before)
  await appendAudit(installation.pool, { ...context, generation: published.generation }, [
    {
      kind: change.kind ?? 'published',
      user: context.reader.user ?? '00000000-0000-0000-0000-000000000000',
      details: { revision: published.generation.revision, ...(change.note === undefined ? {} : { note: change.note }) },
    },
  ])
  return published
}

/** The documents of an earlier revision, to publish them again as the next one. */
export async function documentsOf(context: Context, n: number): Promise<readonly Document[] | undefined> {
  return (await loadRevision(context.workspace.pool, context.workspace.schema, n))?.documents
}
