import type { Document, SampleDataDocument } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { publishChange } from '../definitions/publish-change.ts'
import type { Installation } from '../installation.ts'
import type { Context } from '../workspace/workspace.ts'
import { loadSampleData } from './sample-data.ts'

export type Installed =
  | { readonly ok: true; readonly revision: number; readonly records: number }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Publishes a template's documents into a workspace and, if asked, fills in its sample data. The workspace's own documents win where both
 * have one (its settings, for example), so that installing twice changes nothing.
 */
export async function installTemplate(
  installation: Installation,
  context: Context,
  documents: readonly Document[],
  options: { readonly sampleData: boolean; readonly onProgress?: (done: number, of: number) => void },
): Promise<Installed> {
  const present = context.generation.model.documents
  const has = (document: Document): boolean =>
    present.some((other) => other.id === document.id || (other.kind === document.kind && other.key === document.key))
  const settings = documents.find((document) => document.kind === 'workspace')
  const isFresh = present.every((document) => document.kind === 'workspace')
  const kept =
    isFresh && settings
      ? present.map((document) =>
          document.kind === 'workspace' ? { ...settings, ...document, ...overlay(settings) } : document,
        )
      : present
  const added = documents.filter(
    (document) =>
      document.kind !== 'sampleData' && document.kind !== 'test' && document.kind !== 'workspace' && !has(document),
  )
  let at = context
  if (added.length > 0) {
    const published = await publishChange(installation, context, {
      documents: [...kept, ...added],
      onto: context.generation.revision,
      note: 'template',
    })
    if (!published.ok) return { ok: false, problems: published.problems }
    at = { ...context, generation: published.generation }
  }
  if (!options.sampleData) return { ok: true, revision: at.generation.revision, records: 0 }
  const samples = documents.filter((document): document is SampleDataDocument => document.kind === 'sampleData')
  const loaded = await loadSampleData(at, samples, options.onProgress)
  return loaded.ok ? { ok: true, revision: at.generation.revision, records: loaded.records } : loaded
}

/** What a template decides about an empty workspace's settings: money, fiscal year, week and calendar; zone and languages stay the admin's. */
function overlay(settings: Document & { readonly kind: 'workspace' }): Partial<typeof settings> {
  const { currency, currencies, weekStart, fiscalYearStart, calendar, rates } = settings
  return {
    currency,
    ...(currencies ? { currencies } : {}),
    ...(weekStart ? { weekStart } : {}),
    ...(fiscalYearStart ? { fiscalYearStart } : {}),
    ...(calendar ? { calendar } : {}),
    ...(rates ? { rates } : {}),
  }
}
