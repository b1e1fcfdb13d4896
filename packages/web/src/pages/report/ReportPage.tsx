import { usePage } from '../../app/use-page.ts'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { ReportEditor } from './editor/ReportEditor.tsx'
import { OpenReport } from './OpenReport.tsx'
import { useReports } from './use-reports.ts'

/** One report by its key, `~id` for one of one's own; or its editor. */
export function ReportPage() {
  const { params, query, setQuery } = usePage()
  const { reports, loading } = useReports()
  const entry = reports.find((each) => each.key === params.key)
  if (!entry)
    return loading && params.key?.startsWith('~') ? <div className="main" aria-busy="true" /> : <NotFoundPage />
  if (query.edit !== undefined)
    return <ReportEditor key={entry.key} entry={entry} onClose={() => setQuery({ edit: undefined })} />
  return <OpenReport key={entry.key} entry={entry} />
}
