import type { PartShape } from '@atelier/rules'
import type { Canonical, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { refuse, words } from '../../problem.ts'
import { cellText, checkLength, parseText, textParts } from '../../text-value.ts'

const LONGEST = 254
/** Letters, digits and the marks of RFC 5322 before the @; names of letters, digits and hyphens, of any script, after it. */
const ADDRESS =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}]{2,63}$/u

function parseEmail(input: unknown): Parsed<Canonical> {
  const parsed = parseText(input)
  if (!parsed.ok || parsed.value === null) return parsed
  const problems = checkLength(parsed.value, LONGEST)
  if (problems.length > 0) return { ok: false, problems }
  if (ADDRESS.test(parsed.value) && parsed.value.indexOf('@') <= 64) return parsed
  return refuse('wrong_format', 'This is not an e-mail address', '这不是有效的邮箱地址', {
    params: { value: parsed.value },
    fix: words('Enter an address like name@example.com', '请填写邮箱地址，例如 name@example.com'),
  })
}

const domainOf = (value: unknown): string | null =>
  typeof value === 'string' && value.includes('@') ? value.slice(value.lastIndexOf('@') + 1).toLowerCase() : null

const parts: Readonly<Record<string, PartShape>> = {
  domain: { type: { kind: 'text' }, label: { en: 'Domain', 'zh-CN': '域名' }, read: domainOf },
}

/** An e-mail address. */
export const email = defineFieldType({
  ...textParts,
  key: 'email',
  label: { en: 'E-mail', 'zh-CN': '邮箱' },
  summary: { en: 'An e-mail address', 'zh-CN': '电子邮箱地址' },
  group: 'text',
  namesRecords: true,
  properties: {},
  requiredProperties: [],
  parts: () => parts,
  parse: (input) => parseEmail(input),
  index: 'onDemand',
  uniqueable: true,
  // `Name <address>`, as mail programs copy it, is the address.
  parseCell: (cell) => parseEmail(cellText(cell).replace(/^[^<>]*<([^<>]+)>$/, '$1')),
  examples: [
    {
      definition: {},
      values: [
        {
          input: 'Wang.Wei+crm@Example.com',
          canonical: 'Wang.Wei+crm@Example.com',
          cell: '王伟 <Wang.Wei+crm@Example.com>',
        },
        { input: '王伟@例子.中国', canonical: '王伟@例子.中国' },
        { input: '', canonical: null, cell: '' },
      ],
      refused: [
        { input: 'nobody', code: 'wrong_format' },
        { input: 'a@b', code: 'wrong_format' },
        { input: 'a b@example.com', code: 'wrong_format' },
        { input: `${'a'.repeat(250)}@example.com`, code: 'too_long' },
        { input: 1, code: 'wrong_type' },
      ],
    },
  ],
})
