import { ReportEditor } from './editor/ReportEditor.tsx'

/** A report from nothing. */
export function NewReportPage() {
  return <ReportEditor />
}
