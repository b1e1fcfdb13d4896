import { RE2JS } from 're2js'
import { cellText } from './cell-text.ts'
import type { Canonical, FieldSettings, FieldType, Parsed, Problem } from './contract.ts'
import { integerOf, oneColumn, storeAsIs, textOf } from './definition.ts'
import { accept, empty, isEmpty, problem, refuse, words, wrongType } from './problem.ts'

/** Control characters but tab and line feed, and halves of surrogate pairs: Postgres or the eye cannot keep them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u

const refuseCharacters = refuse('bad_characters', 'The text contains control characters', '文本包含控制字符', {
  fix: words('Remove characters that cannot be seen', '请删除不可见字符'),
})

/** Length as people count it: in code points. */
export const lengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** Text as it is stored: in NFC, not trimmed, with nothing in it that cannot be kept. `""` is empty. */
export function parseText(input: unknown): Parsed<string | null> {
  if (isEmpty(input)) return empty
  if (typeof input !== 'string') return wrongType('text', '文本')
  if (FORBIDDEN.test(input) || !input.isWellFormed()) return refuseCharacters
  return accept(input.normalize('NFC'))
}

/** As `parseText`, with the length and the pattern that the definition states. */
export function parseLimitedText(input: unknown, field: FieldSettings, longest: number): Parsed<string | null> {
  const parsed = parseText(input)
  if (!parsed.ok || parsed.value === null) return parsed
  const problems = [
    ...checkLength(parsed.value, integerOf(field, 'maxLength', longest)),
    ...checkPattern(parsed.value, field),
  ]
  return problems.length > 0 ? { ok: false, problems } : parsed
}

/** `too_long` when the text has more code points than allowed. */
export function checkLength(text: string, max: number): readonly Problem[] {
  if (text.length <= max) return []
  const length = lengthOf(text)
  if (length <= max) return []
  return [
    problem(
      'too_long',
      `The text has ${length} characters, ${max} are allowed`,
      `文本有 ${length} 个字符，最多 ${max} 个`,
      {
        params: { max, length },
        fix: words(`Shorten it to ${max} characters`, `请缩短到 ${max} 个字符以内`),
      },
    ),
  ]
}

function checkPattern(text: string, field: FieldSettings): readonly Problem[] {
  const pattern = textOf(field, 'pattern')
  if (pattern === undefined) return []
  const compiled = compilePattern(pattern)
  if (compiled === undefined || compiled.matches(text)) return []
  return [
    problem('wrong_format', 'The text does not have the form asked for', '文本不符合要求的格式', {
      params: { pattern },
      fix: words(`Follow the pattern ${pattern}`, `请按此格式填写：${pattern}`),
    }),
  ]
}

const compiledPatterns = new Map<string, RE2JS | undefined>()

/** The pattern on an engine that runs in linear time, or undefined when it is none. The whole text must match. */
export function compilePattern(pattern: string): RE2JS | undefined {
  if (!compiledPatterns.has(pattern)) {
    if (compiledPatterns.size >= 500) compiledPatterns.clear()
    compiledPatterns.set(pattern, tryCompile(pattern))
  }
  return compiledPatterns.get(pattern)
}

function tryCompile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}

/** A definition's `pattern` must be one that the linear-time engine knows. */
export function checkPatternDefinition(field: FieldSettings): readonly Problem[] {
  const pattern = textOf(field, 'pattern')
  if (pattern === undefined || compilePattern(pattern)) return []
  return [
    problem('bad_pattern', 'The pattern is not a regular expression', '格式不是有效的正则表达式', {
      path: '/pattern',
      params: { pattern },
      fix: words('Use RE2 syntax: no look-around, no back-references', '请使用 RE2 语法：不支持环视与反向引用'),
    }),
  ]
}

export { cellText } from './cell-text.ts'

const textOrNone = (value: Canonical): string => (typeof value === 'string' ? value : '')

/** What all types share that keep one text in one column, as it is. */
export const textParts = {
  family: 'text',
  source: 'input',
  storage: 'columns',
  ruleType: () => ({ kind: 'text' }),
  columns: oneColumn('text', 'C'),
  toColumns: storeAsIs,
  searchText: textOrNone,
  formatText: textOrNone,
} as const satisfies Partial<FieldType>

/** What those share besides whose texts say anything, up to a length and in a pattern that the definition may state. */
export const freeTextParts = (longest: number) =>
  ({
    ...textParts,
    group: 'text',
    requiredProperties: [],
    checkDefinition: checkPatternDefinition,
    parse: (input, field) => parseLimitedText(input, field, longest),
    parseCell: (cell, _reading, field) => parseLimitedText(cellText(cell), field, longest),
  }) as const satisfies Partial<FieldType>
