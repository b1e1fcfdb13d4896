import type { Answer } from './problem.ts'
import type { Send } from './request.ts'
import type { DrillCell, ImportCheck, ImportDraft, ImportState, RecordPage, ReportResult } from './types.ts'

type Values = Readonly<Record<string, unknown>>
/** A stored report by its key, or a definition as it is. */
export type ReportRef = string | Values

/** Calls that run reports and open their numbers. */
export function reportCalls(send: Send) {
  return {
    run: (report: ReportRef, params?: Values): Promise<Answer<ReportResult>> =>
      send('POST', '/reports/run', { body: { report, ...(params ? { params } : {}) } }),
    /** The statement that a report is run with; for those who may build. */
    sql: (
      report: ReportRef,
      params?: Values,
    ): Promise<Answer<{ readonly sql: string; readonly parameters: readonly string[] }>> =>
      send('POST', '/reports/sql', { body: { report, ...(params ? { params } : {}) } }),
    drill: (report: ReportRef, cell: DrillCell, params?: Values): Promise<Answer<RecordPage>> =>
      send('POST', '/reports/drill', { body: { report, cell, ...(params ? { params } : {}) } }),
  }
}

/** Calls of the import, in the order of its steps. */
export function importCalls(send: Send) {
  const at = (id: string, step = '') => `/imports/${encodeURIComponent(id)}${step}`
  return {
    start: (entity: string, file: File): Promise<Answer<ImportDraft>> => {
      const form = new FormData()
      form.set('file', file)
      form.set('entity', entity)
      return send('POST', '/imports', { form })
    },
    map: (id: string, mapping: Values): Promise<Answer<unknown>> => send('PUT', at(id, '/mapping'), { body: mapping }),
    check: (id: string): Promise<Answer<ImportCheck>> => send('POST', at(id, '/check')),
    commit: (id: string): Promise<Answer<unknown>> => send('POST', at(id, '/commit')),
    state: (id: string): Promise<Answer<ImportState>> => send('GET', at(id)),
    undo: (id: string): Promise<Answer<unknown>> => send('POST', at(id, '/undo')),
    /** The address of the fix-up sheet. */
    problemsUrl: (id: string): string => `/api${at(id, '/problems.csv')}`,
  }
}
