/** Colours that documents may call by name. */
const NAMED: Readonly<Record<string, string>> = {
  red: '#c62f32',
  orange: '#d9631e',
  amber: '#d99a1e',
  yellow: '#e5c83b',
  lime: '#8fae2a',
  green: '#2c8a4b',
  teal: '#1f8f88',
  cyan: '#259ab8',
  blue: '#2d5ac5',
  indigo: '#3a3294',
  violet: '#6a44b5',
  purple: '#8d3fa8',
  pink: '#c9437f',
  brown: '#8a5a34',
  gray: '#7b766e',
  grey: '#7b766e',
}

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i

/** What an option's colour is, and which of black and white can be read on it (always at least 4.5:1). Undefined for none. */
export function optionColor(
  color: string | undefined,
): { readonly background: string; readonly text: string } | undefined {
  const background = color === undefined ? undefined : (NAMED[color] ?? color)
  const luminance = background === undefined ? undefined : luminanceOf(background)
  if (background === undefined || luminance === undefined) return undefined
  const onWhite = 1.05 / (luminance + 0.05)
  const onBlack = (luminance + 0.05) / 0.05
  return { background, text: onWhite >= onBlack ? '#ffffff' : '#000000' }
}

/** Relative luminance as the contrast rules of WCAG define it. */
export function luminanceOf(hex: string): number | undefined {
  const match = HEX.exec(hex)
  if (!match) return undefined
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => {
    const share = Number.parseInt(part, 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
