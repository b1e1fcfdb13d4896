import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Canonical, FieldSettings, Parsed, Problem } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { textOf } from '../../definition.ts'
import { accept, problem, refuse, words } from '../../problem.ts'
import { cellText, parseText, textParts } from '../../text-value.ts'

/** Where numbers without a country belong: the field's region, else the workspace's, else China. */
function regionOf(field: FieldSettings): CountryCode {
  const region = textOf(field, 'region') ?? field.workspace.region ?? 'CN'
  return isSupportedCountry(region) ? region : 'CN'
}

/** To E.164 (`+8613800138000`), an extension behind it as `;ext=12`. A number of impossible length is refused. */
function parsePhone(input: unknown, field: FieldSettings): Parsed<Canonical> {
  const parsed = parseText(input)
  if (!parsed.ok || parsed.value === null) return parsed
  const text = parsed.value.normalize('NFKC').replace(/(转|分机)\s*(?=\d)/, ' ext. ')
  const number = text.length <= 60 ? parsePhoneNumberFromString(text, regionOf(field)) : undefined
  if (number?.isPossible()) return accept(number.ext ? `${number.number};ext=${number.ext}` : number.number)
  return refuse('wrong_format', 'This is not a phone number', '这不是有效的电话号码', {
    params: { value: parsed.value.slice(0, 200) },
    fix: words(
      'Enter all digits, other countries with + and their code',
      '请填写完整号码，境外号码以 + 和国家代码开头',
    ),
  })
}

/** As people of the number's country write it: `+86 138 0013 8000`. */
export function phoneText(value: Canonical): string {
  if (typeof value !== 'string') return ''
  return parsePhoneNumberFromString(value)?.formatInternational() ?? value
}

function checkRegion(field: FieldSettings): readonly Problem[] {
  const region = textOf(field, 'region')
  if (region === undefined || isSupportedCountry(region)) return []
  return [
    problem('unknown_option', `There is no region ${region}`, `没有地区 ${region}`, {
      path: '/region',
      params: { value: region },
    }),
  ]
}

/** A phone number, kept in one form so that the same number is the same value. */
export const phone = defineFieldType({
  ...textParts,
  key: 'phone',
  label: { en: 'Phone', 'zh-CN': '电话' },
  summary: { en: 'A phone number of any country', 'zh-CN': '手机或座机号码' },
  group: 'text',
  namesRecords: true,
  properties: { region: { type: 'string', pattern: '^[A-Z]{2}$' } },
  requiredProperties: [],
  checkDefinition: checkRegion,
  parse: parsePhone,
  index: 'onDemand',
  uniqueable: true,
  searchText: (value) => (typeof value === 'string' ? value : ''),
  // Spreadsheets turn long numbers into `1.38E+10` or `13800138000.0`.
  parseCell: (cell, _reading, field) => parsePhone(cellText(cell).replace(/^(\d+)\.0+$/, '$1'), field),
  formatText: phoneText,
  examples: [
    {
      definition: {},
      values: [
        { input: '138-0013-8000', canonical: '+8613800138000', cell: '13800138000.0' },
        { input: '+1 (415) 555-2671', canonical: '+14155552671', cell: '+14155552671' },
        { input: '0755-12345678 转 12', canonical: '+8675512345678;ext=12' },
        { input: '', canonical: null, cell: '' },
      ],
      refused: [
        { input: '12', code: 'wrong_format' },
        { input: 'call me', code: 'wrong_format' },
        { input: '+8613800138000138001380', code: 'wrong_format' },
        { input: 13800138000, code: 'wrong_type' },
      ],
    },
    {
      definition: { region: 'US' },
      values: [{ input: '415 555 2671', canonical: '+14155552671' }],
      refused: [],
    },
  ],
})
