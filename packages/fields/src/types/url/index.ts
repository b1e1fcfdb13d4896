import type { Canonical, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { refuse, words } from '../../problem.ts'
import { cellText, checkLength, parseText, textParts } from '../../text-value.ts'

const LONGEST = 2_000

function parseAddress(input: unknown): Parsed<Canonical> {
  const parsed = parseText(input)
  if (!parsed.ok || parsed.value === null) return parsed
  const problems = checkLength(parsed.value, LONGEST)
  if (problems.length > 0) return { ok: false, problems }
  if (/^https?:\/\/[^\s/]/i.test(parsed.value) && !/\s/.test(parsed.value) && URL.canParse(parsed.value)) return parsed
  return refuse('wrong_format', 'This is not a web address', '这不是有效的网址', {
    params: { value: parsed.value.slice(0, 200) },
    fix: words('Enter an address that begins with https:// or http://', '请填写以 https:// 或 http:// 开头的网址'),
  })
}

/** A cell often leaves the scheme out. */
const withScheme = (text: string): string =>
  text === '' || /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`

/** A web address, kept as it came. */
export const url = defineFieldType({
  ...textParts,
  key: 'url',
  label: { en: 'Web address', 'zh-CN': '网址' },
  summary: { en: 'A link to a page', 'zh-CN': '网页链接' },
  group: 'text',
  namesRecords: true,
  properties: {},
  requiredProperties: [],
  parse: (input) => parseAddress(input),
  index: 'never',
  uniqueable: false,
  parseCell: (cell) => parseAddress(withScheme(cellText(cell))),
  examples: [
    {
      definition: {},
      values: [
        { input: 'https://example.com/a?b=1#c', canonical: 'https://example.com/a?b=1#c' },
        { input: 'http://例子.中国/路径', canonical: 'http://例子.中国/路径' },
        { input: 'https://www.example.com', canonical: 'https://www.example.com', cell: ' www.example.com' },
        { input: '', canonical: null, cell: '' },
      ],
      refused: [
        { input: 'javascript:alert(1)', code: 'wrong_format' },
        { input: 'www.example.com', code: 'wrong_format' },
        { input: 'https://', code: 'wrong_format' },
        { input: 'https://a b', code: 'wrong_format' },
        { input: `https://example.com/${'a'.repeat(2000)}`, code: 'too_long' },
        { input: {}, code: 'wrong_type' },
      ],
    },
  ],
})
