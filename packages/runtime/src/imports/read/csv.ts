import { parse } from 'csv-parse/sync'
import { decodeText } from './encoding.ts'
import { limits, type ReadTable, refuse, toTable } from './table.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** How often each delimiter stands outside quotes on the first lines; the one that splits them most evenly wins. */
export function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => {
      let count = 0
      let quoted = false
      for (const c of line)
        if (c === '"') quoted = !quoted
        else if (c === delimiter && !quoted) count++
      return count
    })
    const first = counts[0] ?? 0
    const even = counts.filter((count) => count === first).length / Math.max(1, counts.length)
    const score = first * even
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Reads a CSV file of any encoding and delimiter we know; never throws on what people send. */
export function readCsv(bytes: Uint8Array): ReadTable {
  const decoded = decodeText(bytes)
  if (!decoded || decoded.text.includes('\0'))
    return refuse(
      422,
      'unreadable_file',
      'This is neither a text table nor an Excel file (.xlsx).',
      '该文件既不是文本表格,也不是 Excel 文件(.xlsx)。',
    )
  const text = decoded.text.replace(/^\uFEFF/, '')
  const delimiter = detectDelimiter(text)
  let rows: string[][]
  try {
    rows = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: limits.cell * 2,
    })
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : undefined
    return refuse(
      422,
      'unreadable_file',
      `The table could not be read${line === undefined ? '' : `, near line ${line}`}: a quote is not closed, or a cell is too long.`,
      `无法读取表格${line === undefined ? '' : `(第 ${line} 行附近)`}:引号未闭合,或单元格过长。`,
      line === undefined ? {} : { line },
    )
  }
  return toTable(rows, { encoding: decoded.encoding, delimiter })
}
