import type { ReportDocument } from '@atelier/definitions'
import { client } from '../../../app/client.ts'
import type { ReportEntry } from '../use-reports.ts'

/** Ids for the parts that were drawn without: a document that is kept has them. */
function identified(report: ReportDocument) {
  const give = <Part extends { readonly id?: string; readonly key: string }>(prefix: string, parts?: readonly Part[]) =>
    parts?.map((part) => ({ ...part, id: part.id ?? `${prefix}_${part.key}` }))
  return Object.fromEntries(
    Object.entries({
      rows: give('dim', report.rows),
      columns: give('col', report.columns),
      values: give('val', report.values),
    }).filter(([, parts]) => parts !== undefined),
  )
}

/** Keeps a report as one's own: over `entry` where that is one's own, as a new one otherwise. */
export function saveReport(draft: ReportDocument, label: string, entry: ReportEntry | undefined) {
  const fresh = `report${Date.now().toString(36)}`
  const own = entry?.mine === true ? entry.own : undefined
  const document = {
    ...draft,
    kind: 'report',
    id: own === undefined ? `rep_${fresh}` : (draft.id ?? `rep_${fresh}`),
    key: own === undefined ? fresh : (draft.key ?? fresh),
    label,
    ...identified(draft),
  }
  return own === undefined
    ? client.definitions.createMine('reports', { document })
    : client.definitions.updateMine('reports', own, { document })
}
