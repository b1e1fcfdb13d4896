import { streamXlsxRows } from 'hucre/xlsx'
import { limits, type ReadTable, refuse, toTable } from './table.ts'

const centralEntry = 0x02014b50

/**
 * What a zip says it unpacks to, from its central directory; undefined when there is none. A bomb is refused by this before anything is
 * unpacked; one that lies about its size is stopped while reading, by the cells it may hold.
 */
function declaredSize(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size = 0
  let entries = 0
  for (let at = bytes.byteLength - 22; at >= 0 && at > bytes.byteLength - 70_000; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    let entry = view.getUint32(at + 16, true)
    const count = view.getUint16(at + 10, true)
    for (let i = 0; i < count && entry + 46 <= bytes.byteLength && view.getUint32(entry, true) === centralEntry; i++) {
      size += view.getUint32(entry + 24, true)
      entries++
      entry +=
        46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true)
    }
    return entries === 0 ? undefined : size
  }
  return undefined
}

/** A cell as text: dates as ISO, numbers without exponent, booleans as true and false. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const iso = value.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso
  }
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value)
  if (typeof value === 'object')
    return 'text' in value ? cellText(value.text) : 'result' in value ? cellText(value.result) : ''
  return String(value)
}

/** Reads the first sheet of an Excel workbook. Zip bombs, broken and huge files are problems. */
export async function readXlsx(bytes: Uint8Array): Promise<ReadTable> {
  const broken = (): ReadTable =>
    refuse(422, 'unreadable_file', 'The Excel file is damaged or not a workbook.', 'Excel 文件已损坏或不是工作簿。')
  const size = declaredSize(bytes)
  if (size === undefined) return broken()
  if (size > limits.unpacked || size > Math.max(20_000_000, bytes.byteLength * 200))
    return refuse(413, 'too_large', 'The workbook unpacks to far more than it may.', '工作簿解压后的大小超出限制。', {
      limit: limits.unpacked,
    })
  const rows: string[][] = []
  let cells = 0
  try {
    for await (const row of streamXlsxRows(bytes)) {
      const values = row.values.map(cellText)
      cells += values.length
      if (rows.length > limits.rows + 1 || cells > limits.cells || row.index > 1_048_576)
        return refuse(
          413,
          'too_large',
          `A file may have at most ${limits.rows} rows.`,
          `文件最多 ${limits.rows} 行。`,
          { limit: limits.rows },
        )
      rows.push(values)
    }
  } catch {
    return broken()
  }
  return toTable(rows, { encoding: 'xlsx', delimiter: null })
}
