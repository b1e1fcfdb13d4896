import { describe, expect, test } from 'vitest'
import type { FieldType } from './contract.ts'
import { fieldType, fieldTypes } from './registry.ts'
import { exampleField } from './testing/example-field.ts'

const readers = [
  { language: 'en', zone: 'UTC' },
  { language: 'zh-CN', zone: 'Asia/Shanghai' },
] as const
const types: readonly FieldType[] = fieldTypes

test('every key is listed once and found by its key', () => {
  expect(new Set(types.map((type) => type.key)).size).toBe(types.length)
  for (const type of types) expect(fieldType(type.key)).toBe(type)
  expect(fieldType('__proto__')).toBeUndefined()
})

describe.each(types.map((type) => [type.key, type] as const))('%s', (_key, type) => {
  test('is named and explained in both languages', () => {
    for (const words of [type.label, type.summary]) {
      expect(words.en).toMatch(/[a-z]/i)
      expect(words['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
    expect(type.examples.length).toBeGreaterThan(0)
    expect(type.examples.flatMap((example) => [...example.values, ...(example.stored ?? [])]).length).toBeGreaterThan(0)
    for (const property of type.requiredProperties) expect(type.properties).toHaveProperty(property)
  })

  describe.each(type.examples.map((example) => [JSON.stringify(example.definition), example] as const))(
    '%s',
    (_, example) => {
      const field = exampleField(type, example)

      test('has a definition without problems, a type in rules, and a main column first where it has columns', () => {
        expect(type.checkDefinition?.(field) ?? []).toEqual([])
        expect(type.ruleType(field).kind).toBeTruthy()
        const columns = type.columns(field)
        if (type.storage === 'columns') expect(columns[0]?.part).toBe('')
        else expect(columns).toEqual([])
        expect(new Set(columns.map((column) => column.part)).size).toBe(columns.length)
      })

      test.each(example.values)('reads $input', ({ input, canonical }) => {
        expect(type.parse(input, field)).toEqual({ ok: true, value: canonical })
      })

      test.each(example.values.filter(({ canonical }) => canonical !== null))(
        'takes the answer of $input back',
        ({ canonical }) => {
          if (type.source === 'computed') return
          const answer = type.answer ? type.answer(canonical, field) : canonical
          expect(type.parse(answer, field)).toEqual({ ok: true, value: canonical })
        },
      )

      test.each(example.values.filter(({ cell }) => cell !== undefined))(
        'reads the cell $cell',
        ({ cell = '', canonical }) => {
          expect(type.parseCell(cell, {}, field)).toEqual({ ok: true, value: canonical })
        },
      )

      test('gives every column its part and nothing else', () => {
        const values = [null, ...example.values.map(({ canonical }) => canonical), ...(example.stored ?? [])]
        for (const value of values) {
          const stored = type.toColumns(value, field)
          expect(Object.keys(stored).sort()).toEqual(
            type
              .columns(field)
              .map(({ part }) => part)
              .sort(),
          )
          if (value === null) expect(Object.values(stored).every((part) => part === null)).toBe(true)
        }
      })

      test('writes every value as text, empty as nothing', () => {
        for (const reader of readers) {
          expect(type.formatText(null, field, reader)).toBe('')
          for (const { canonical } of example.values) {
            if (canonical === null) continue
            const answer = type.answer ? type.answer(canonical, field) : canonical
            expect(type.formatText(answer, field, reader)).not.toBe('')
          }
        }
      })

      if (example.refused.length > 0) {
        test.each(example.refused)('refuses $input with $code, in both languages', ({ input, code }) => {
          const parsed = type.parse(input, field)
          expect(parsed.ok).toBe(false)
          if (parsed.ok) return
          expect(parsed.problems.map((problem) => problem.code)).toContain(code)
          for (const problem of parsed.problems) {
            expect(problem.message.en).toMatch(/[a-z]/i)
            expect(problem.message['zh-CN']).toMatch(/\p{Script=Han}/u)
            expect(problem.fix?.['zh-CN']).toMatch(/\p{Script=Han}/u)
          }
        })
      }
    },
  )
})
