/** The report engine: a definition becomes one statement with the reader's rights, and the statement's answer becomes rows. Pure. */
export { compileReport } from './compile-report.ts'
export { type CellAddress, type Drill, drillInto, opensOthers } from './drill.ts'
export type { ParamValues } from './params.ts'
export { periodBounds } from './period.ts'
export type { Cell, CompiledReport, ReportColumn, ReportResult, ReportRow } from './result.ts'
export { resultSheet, type SheetCell, type SheetWords } from './result-sheet.ts'
