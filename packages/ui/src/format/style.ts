export type FormatStyle = {
  /** 1,234.5 · 1.234,5 · 1 234,5 · 1234.5 */
  readonly numbers: 'comma' | 'point' | 'space' | 'plain'
  /** 2026-11-22 · 22/11/2026 · 11/22/2026 */
  readonly dates: 'ymd' | 'dmy' | 'mdy'
}

/** What stands between thousands and before decimals. A space between digits never breaks the line. */
export const separators: Readonly<
  Record<FormatStyle['numbers'], { readonly between: string; readonly point: string }>
> = {
  comma: { between: ',', point: '.' },
  point: { between: '.', point: ',' },
  space: { between: '\u202f', point: ',' },
  plain: { between: '', point: '.' },
}

let style: FormatStyle = { numbers: 'comma', dates: 'ymd' }

/** How numbers and dates are written from now on: one way for the whole app, as its language is one. */
export function setFormatStyle(next: FormatStyle): void {
  style = next
}

/** How numbers and dates are written now. */
export const formatStyle = (): FormatStyle => style
