import type { Context } from '../workspace/workspace.ts'
import type { CheckedRow } from './run-import.ts'
import type { RefusedRow } from './store.ts'

const shownProblems = 1_000
const shownValues = 200
const shownLetters = 500

/** As much of a cell as an answer shows. */
const shorten = (cell: string): string => (cell.length > shownLetters ? `${cell.slice(0, shownLetters)}…` : cell)

/** The answer of a dry run: counts, the first problems, and all problems grouped by distinct value, most rows first. */
export function checkAnswer(checked: readonly CheckedRow[], language: Context['language']) {
  const count = (verdict: CheckedRow['verdict']): number => checked.filter((row) => row.verdict === verdict).length
  const problems = checked.flatMap((row) => row.problems)
  const likely = checked.flatMap(({ duplicate }) => duplicate ?? [])
  const groups = new Map<
    string,
    { column: string; value: string; rows: number; code: string; message: string; suggestion?: string }
  >()
  for (const { column, value, problem, suggestion } of problems) {
    const key = JSON.stringify([column, value, problem.code])
    const group = groups.get(key)
    if (group) group.rows++
    else
      groups.set(key, {
        column,
        value: shorten(value),
        rows: 1,
        code: problem.code,
        message: problem.message[language],
        ...(suggestion === undefined ? {} : { suggestion }),
      })
  }
  return {
    rows: checked.length,
    create: count('create'),
    update: count('update'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    problems: problems.slice(0, shownProblems).map(({ row, column, value, problem, suggestion }) => ({
      row,
      column,
      value: shorten(value),
      code: problem.code,
      message: problem.message[language],
      ...(suggestion === undefined ? {} : { suggestion }),
    })),
    values: [...groups.values()].sort((a, b) => b.rows - a.rows).slice(0, shownValues),
    duplicates: likely.length,
    warnings: likely.slice(0, shownValues).map(({ row, column, value, problem }) => ({
      row,
      column,
      value: shorten(value),
      code: problem.code,
      message: problem.message[language],
    })),
    verdicts: checked.map((row) => row.verdict),
  }
}

/** A cell of a CSV file: quoted where needed, and never a formula when a spreadsheet opens it. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The fix-up sheet: the refused rows as they were, with why, ready to be mended and imported again. */
export function fixUpSheet(
  columns: readonly string[],
  rows: readonly RefusedRow[],
  language: Context['language'],
): string {
  const title = language === 'en' ? 'Problems' : '问题'
  const lines = rows.map((row) => [
    ...row.cells,
    row.problems
      .map((problem) => `${problem.column ? `${problem.column}: ` : ''}${problem.message[language]}`)
      .join(' '),
  ])
  return `\uFEFF${[[...columns, title], ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}
