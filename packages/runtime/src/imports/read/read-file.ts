import { readCsv } from './csv.ts'
import type { ReadTable } from './table.ts'
import { limits, refuse } from './table.ts'
import { readXlsx } from './xlsx.ts'

/** Reads what people upload by what it is, not by its name: a zip is a workbook, anything else a text table. */
export async function readTableFile(bytes: Uint8Array): Promise<ReadTable> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11)
    return refuse(
      422,
      'old_excel',
      'This is an old Excel file (.xls). Save it as .xlsx and try again.',
      '这是旧版 Excel 文件(.xls),请另存为 .xlsx 后重试。',
    )
  const read = isZip ? await readXlsx(bytes) : readCsv(bytes)
  if (!read.ok) return read
  const long = read.table.rows.findIndex((row) => row.some((cell) => cell.length > limits.cell))
  if (long >= 0)
    return refuse(
      413,
      'too_large',
      `A cell in row ${long + 1} is longer than ${limits.cell} characters.`,
      `第 ${long + 1} 行有单元格超过 ${limits.cell} 个字符。`,
      { row: long + 1, limit: limits.cell },
    )
  return read
}
