import type { Answer } from './problem.ts'
import type { Send } from './request.ts'
import type { ChangePlan, DocumentJson, Setup, SetupBody, TemplateCard } from './types.ts'

type Own = 'views' | 'reports' | 'dashboards'
/** A document of one's own, and the roles and teams that may use it. */
export type OwnBody = { readonly document: DocumentJson; readonly shareWith?: readonly string[] }
export type OwnDocument = OwnBody & { readonly id: string; readonly owner?: unknown }

const doc = (kind: string, key: string) => `${encodeURIComponent(kind)}/${encodeURIComponent(key)}`

/** Calls about definitions, a person's own views and reports, templates, and the first start. */
export function definitionCalls(send: Send) {
  return {
    get: (kind: string, key: string): Promise<Answer<DocumentJson>> => send('GET', `/definitions/${doc(kind, key)}`),
    /** Opens a change set on the present revision. */
    startChange: (): Promise<Answer<{ readonly id: string; readonly base: number }>> => send('POST', '/changes'),
    putDocument: (change: string, document: DocumentJson): Promise<Answer<unknown>> =>
      send('PUT', `/changes/${change}/documents/${doc(document.kind, document.key)}`, { body: document }),
    deleteDocument: (change: string, kind: string, key: string): Promise<Answer<unknown>> =>
      send('DELETE', `/changes/${change}/documents/${doc(kind, key)}`),
    plan: (change: string): Promise<Answer<ChangePlan>> => send('GET', `/changes/${change}/plan`),
    /** 409 `revision_moved` when the same property was changed by another publish. */
    publish: (change: string): Promise<Answer<{ readonly revision: number }>> =>
      send('POST', `/changes/${change}/publish`),
    revisions: (): Promise<Answer<unknown>> => send('GET', '/revisions'),
    rollback: (revision: number): Promise<Answer<unknown>> => send('POST', `/revisions/${revision}/rollback`),
    mine: (own: Own): Promise<Answer<unknown>> => send('GET', `/mine/${own}`),
    createMine: (own: Own, body: OwnBody): Promise<Answer<OwnDocument>> => send('POST', `/mine/${own}`, { body }),
    updateMine: (own: Own, id: string, body: Partial<OwnBody>): Promise<Answer<OwnDocument>> =>
      send('PATCH', `/mine/${own}/${encodeURIComponent(id)}`, { body }),
    deleteMine: (own: Own, id: string): Promise<Answer<null>> =>
      send('DELETE', `/mine/${own}/${encodeURIComponent(id)}`),
    setup: (): Promise<Answer<Setup>> => send('GET', '/setup'),
    finishSetup: (body: SetupBody): Promise<Answer<null>> => send('POST', '/setup', { body }),
    templates: (): Promise<Answer<unknown>> => send('GET', '/templates'),
    installTemplate: (key: string, sampleData: boolean): Promise<Answer<unknown>> =>
      send('POST', `/templates/${encodeURIComponent(key)}/install`, { body: { sampleData } }),
  }
}

/** The template cards in the answer of `templates`, an array or `{templates}`. */
export function readTemplates(value: unknown): readonly TemplateCard[] {
  const list = Array.isArray(value) ? value : (value as { templates?: unknown } | null)?.templates
  return Array.isArray(list) ? (list as readonly TemplateCard[]) : []
}
