/** The spaces that the rule language's `trim` removes, and the byte order mark. */
const isSpace = (code: number): boolean =>
  (code >= 0x09 && code <= 0x0d) || code === 0x20 || code === 0xa0 || code === 0x3000 || code === 0xfeff

/** A cell's text: outer spaces trimmed, line ends as line feeds, other control characters left to `parseText` to refuse. */
export function cellText(cell: string): string {
  // Not by a pattern: one that looks for spaces at the end takes quadratic time over spaces in the middle.
  let start = 0
  let end = cell.length
  while (start < end && isSpace(cell.charCodeAt(start))) start += 1
  while (end > start && isSpace(cell.charCodeAt(end - 1))) end -= 1
  return cell.slice(start, end).replace(/\r\n?/g, '\n')
}
