const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows as a file that spreadsheets open; it says that it is UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`

/** The way back of `toCsv`, also from files that use another separator. Lines without anything are left out. */
export function fromCsv(text: string): readonly (readonly string[])[] {
  const plain = text.replace(/^\uFEFF/, '')
  const [head = ''] = plain.split(/\r?\n/)
  const separator = [';', '\t'].find((each) => head.split(each).length > head.split(',').length) ?? ','
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let open = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some((each) => each !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] ?? ''
    if (open && sign === '"' && plain[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"' && (open || cell === '')) open = !open
    else if (!open && sign === separator) endCell()
    else if (!open && sign === '\n') endRow()
    else if (open || sign !== '\r') cell += sign
  }
  endRow()
  return rows
}
