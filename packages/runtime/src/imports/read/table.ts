import type { Problem } from '@atelier/rules'

/** A file as a table: the header's names and rows of as many cells, all as text. */
export type Table = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly encoding: string
  readonly delimiter: string | null
}

export type ReadTable =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly status: 400 | 413 | 422; readonly problems: readonly Problem[] }

export const limits = {
  rows: 200_000,
  columns: 500,
  cell: 1_000_000,
  cells: 20_000_000,
  unpacked: 500_000_000,
} as const

export function refuse(
  status: 400 | 413 | 422,
  code: string,
  en: string,
  zh: string,
  params: Problem['params'] = {},
): ReadTable {
  return { ok: false, status, problems: [{ code, path: '/file', message: { en, 'zh-CN': zh }, params }] }
}

/**
 * Makes a table of raw rows: empty lines at the end go, the first line that has anything is the header, short rows are filled up. Columns without
 * a name or with a name that another has are problems, all of them at once; so are cells outside the header that hold something.
 */
export function toTable(
  raw: readonly (readonly string[])[],
  origin: { readonly encoding: string; readonly delimiter: string | null },
): ReadTable {
  const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')
  const start = raw.findIndex((row) => !isBlank(row))
  const header = raw[start]
  if (header === undefined) return refuse(422, 'empty_file', 'The file has no rows.', '文件中没有任何行。')
  const columns = header.map((name) => name.trim())
  while (columns.length > 0 && columns.at(-1) === '') columns.pop()
  if (columns.length > limits.columns)
    return refuse(
      413,
      'too_large',
      `A file may have at most ${limits.columns} columns.`,
      `文件最多 ${limits.columns} 列。`,
      { limit: limits.columns },
    )
  const problems: Problem[] = []
  const seen = new Map<string, number>()
  columns.forEach((name, index) => {
    const first = seen.get(name)
    if (name === '')
      problems.push({
        code: 'column_without_name',
        path: `/columns/${index}`,
        message: { en: `Column ${index + 1} has no name.`, 'zh-CN': `第 ${index + 1} 列没有名称。` },
        fix: { en: 'Give every column a name in the first row.', 'zh-CN': '请在首行为每列填写名称。' },
      })
    else if (first !== undefined)
      problems.push({
        code: 'column_twice',
        path: `/columns/${index}`,
        message: {
          en: `Columns ${first + 1} and ${index + 1} are both named "${name}".`,
          'zh-CN': `第 ${first + 1} 列与第 ${index + 1} 列同名:“${name}”。`,
        },
        params: { name },
        fix: { en: 'Rename one of them.', 'zh-CN': '请修改其中一个名称。' },
      })
    else seen.set(name, index)
  })
  const body = raw.slice(start + 1).filter((row) => !isBlank(row))
  if (body.length > limits.rows)
    return refuse(413, 'too_large', `A file may have at most ${limits.rows} rows.`, `文件最多 ${limits.rows} 行。`, {
      limit: limits.rows,
    })
  body.forEach((row, index) => {
    if (problems.length < 100 && row.slice(columns.length).some((cell) => cell.trim() !== ''))
      problems.push({
        code: 'cell_outside',
        path: `/rows/${index + 1}`,
        message: {
          en: `Row ${index + 1} has more cells than the header.`,
          'zh-CN': `第 ${index + 1} 行的单元格多于表头。`,
        },
      })
  })
  if (problems.length > 0) return { ok: false, status: 422, problems }
  return { ok: true, table: { columns, rows: body.map((row) => columns.map((_, i) => row[i] ?? '')), ...origin } }
}
