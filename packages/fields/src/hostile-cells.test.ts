import { expect, test } from 'vitest'
import type { FieldType } from './contract.ts'
import { fieldTypes } from './registry.ts'
import { exampleField } from './testing/example-field.ts'

const types: readonly FieldType[] = fieldTypes
const LONG = 1_000_000
const cells = [
  'x'.repeat(LONG),
  `a${' '.repeat(LONG)}b`,
  '9'.repeat(LONG),
  '1 '.repeat(LONG / 2),
  '1,'.repeat(LONG / 2),
  '-'.repeat(LONG),
  `a@${'a.'.repeat(LONG / 2)}`,
  `1d${' '.repeat(LONG)}x`,
  `2026-01-01${' '.repeat(LONG)}x`,
  '<'.repeat(LONG),
  '%'.repeat(LONG),
  '('.repeat(LONG),
]

test.each(types.map((type) => [type.key, type] as const))(
  'a cell of a million characters is read or refused as %s like any other',
  (_key, type) => {
    const [example] = type.examples
    if (!example) throw new Error('every type has an example')
    const field = exampleField(type, example)
    for (const cell of cells) {
      const parsed = type.parseCell(cell, {}, field)
      if (parsed.ok) continue
      for (const { message } of parsed.problems) expect(message.en.length).toBeLessThan(400)
      expect(JSON.stringify(parsed.problems.map(({ params }) => params ?? {})).length).toBeLessThan(2_000)
    }
  },
)
