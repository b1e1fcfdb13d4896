/**
 * A backup is a gzip of lines, each a JSON document: one head, then statements and rows in the order in which they are
 * carried out, then one end. It depends on no version of Postgres and on no program but ours.
 */
export type Line =
  | { kind: 'head'; format: 'atelier-backup'; version: 1; postgres: string; made: string }
  | { kind: 'statement'; sql: string }
  /** The rows that follow belong to this table; each column with its type. */
  | { kind: 'table'; schema: string; name: string; columns: readonly Column[] }
  /** Each row holds the text form of its values, in the order of the table's columns. */
  | { kind: 'rows'; rows: readonly (readonly (string | null)[])[] }
  | { kind: 'end'; rows: number }

/** A column of a table: its name and its Postgres type. */
export type Column = { name: string; type: string }

/** What went wrong with a backup, in one English sentence for the console. */
export type BackupProblem = {
  code: 'unsupported' | 'not_a_backup' | 'cut_short' | 'not_empty'
  message: string
  what?: readonly string[]
}

/** How a backup or a restore ended. */
export type BackupResult = { ok: true; tables: number; rows: number } | { ok: false; problem: BackupProblem }

/** Reads one line of a backup; nothing when it is not one. */
export function parseLine(text: string): Line | undefined {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch {
    return undefined
  }
  return isLine(line) ? line : undefined
}

function isLine(line: unknown): line is Line {
  if (typeof line !== 'object' || line === null || !('kind' in line)) return false
  switch (line.kind) {
    case 'head':
      return 'format' in line && line.format === 'atelier-backup' && 'version' in line && line.version === 1
    case 'statement':
      return 'sql' in line && typeof line.sql === 'string'
    case 'table':
      return 'schema' in line && 'name' in line && 'columns' in line && Array.isArray(line.columns)
    case 'rows':
      return 'rows' in line && Array.isArray(line.rows)
    case 'end':
      return 'rows' in line && typeof line.rows === 'number'
    default:
      return false
  }
}

/** Session settings under which values have one text form everywhere, and every name is written with its schema. */
export const plainSession = [
  "set local timezone = 'UTC'",
  "set local datestyle = 'ISO, YMD'",
  "set local intervalstyle = 'postgres'",
  "set local bytea_output = 'hex'",
  'set local extra_float_digits = 1',
  "set local search_path = ''",
  'set local check_function_bodies = off',
  'set local lock_timeout = 0',
  'set local statement_timeout = 0',
]
