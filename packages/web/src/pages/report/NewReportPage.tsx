import { ReportEditor } from './ReportEditor.tsx'

/** A report from nothing. */
export function NewReportPage() {
  return <ReportEditor />
}
