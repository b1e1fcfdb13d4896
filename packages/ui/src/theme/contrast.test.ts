import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

// Read from disk: the test runner gives style sheets as empty text.
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The colour roles of one scheme, as they stand in tokens.css. */
function rolesOf(scheme: 'light' | 'dark'): Record<string, string> {
  const block = css.split(`[data-mantine-color-scheme="${scheme}"] {`)[1]?.split('}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]))
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const texts: readonly [text: string, grounds: readonly string[]][] = [
  ['text', ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected', 'warn-soft', 'bad-soft', 'good-soft']],
  ['text-2', ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected']],
  ['text-3', ['canvas', 'surface', 'sunken', 'raised']],
  ['accent-text', ['canvas', 'surface', 'raised', 'accent-soft']],
  ['on-accent', ['accent', 'accent-hover', 'bad-fill']],
  ['good', ['surface', 'good-soft']],
  ['warn', ['surface', 'warn-soft']],
  ['bad', ['surface', 'bad-soft']],
  ['toast-text', ['toast']],
  ['toast-action', ['toast']],
]

describe.each(['light', 'dark'] as const)('the %s roles', (scheme) => {
  const roles = rolesOf(scheme)
  it.each(texts.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    'make %s readable on %s (4.5:1)',
    (text, ground) => {
      expect(contrast(roles[text] ?? '', roles[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('outline controls at 3:1', () => {
    expect(contrast(roles['field-line'] ?? '', roles.surface ?? '')).toBeGreaterThanOrEqual(3)
  })
})

describe('the two schemes', () => {
  it('name the same roles', () => {
    expect(Object.keys(rolesOf('dark')).sort()).toEqual(Object.keys(rolesOf('light')).sort())
  })
})
