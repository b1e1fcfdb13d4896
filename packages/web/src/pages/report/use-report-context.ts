import type { ReportDocument } from '@atelier/definitions'
import { useFormat, useTexts } from '@atelier/ui'
import { readFilter } from '../../filter/condition.ts'
import { filterTexts } from '../../filter/filter-texts.ts'
import { referencedIds } from '../../filter/sentence.ts'
import { useReferenceNames } from '../../records/use-reference-names.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { reportTexts } from './report-texts.ts'
import { type ReportContext, reportEntity } from './sentence.ts'

/** What sentences about a report need: labels, formats, and names of the records that its filter mentions. */
export function useReportContext(report: ReportDocument): ReportContext {
  const workspace = useWorkspace()
  const t = useTexts(reportTexts)
  const filterT = useTexts(filterTexts)
  const format = useFormat()
  const entity = workspace.entities.get(reportEntity(report, workspace))
  const nameOf = useReferenceNames(entity ? referencedIds(readFilter(report.filter), entity) : [])
  return { workspace, t, filterT, format, nameOf }
}
