import type { FieldSettings, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { splitCurrency } from '../../currencies.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { accept, empty, isEmpty, refuse, words, wrongType } from '../../problem.ts'
import { cellText } from '../../text-value.ts'

function parseCurrency(input: unknown, field: FieldSettings): Parsed<string | null> {
  if (isEmpty(input)) return empty
  if (typeof input !== 'string') return wrongType('the code of a currency', '币种代码')
  const allowed = [...new Set([field.workspace.currency, ...field.workspace.currencies])]
  if (allowed.includes(input)) return accept(input)
  return refuse(
    'unknown_currency',
    `The currency ${input.slice(0, 20)} is not used here`,
    `此处不使用币种 ${input.slice(0, 20)}`,
    {
      params: { value: input.slice(0, 20), allowed },
      fix: words(`Use ${allowed.join(', ')}`, `请使用 ${allowed.join('、')}`),
    },
  )
}

/** One of the workspace's currencies, by its code. */
export const currency = defineFieldType({
  key: 'currency',
  label: { en: 'Currency', 'zh-CN': '币种' },
  summary: { en: 'The currency that amounts of the record are in', 'zh-CN': '此记录金额所用的币种' },
  group: 'number',
  properties: {},
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType: () => ({ kind: 'currency' }),
  columns: oneColumn('text', 'C'),
  parse: parseCurrency,
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: true,
  parseCell: (cell, _reading, field) => {
    const text = cellText(cell)
    return parseCurrency(splitCurrency(text, field.workspace.currency).currency ?? text, field)
  },
  formatText: (value) => (typeof value === 'string' ? value : ''),
  examples: [
    {
      definition: {},
      values: [
        { input: 'CNY', canonical: 'CNY', cell: '人民币' },
        { input: 'USD', canonical: 'USD', cell: 'usd' },
        { input: '', canonical: null, cell: '' },
      ],
      refused: [
        { input: 'XAU', code: 'unknown_currency' },
        { input: 'cny', code: 'unknown_currency' },
        { input: 5, code: 'wrong_type' },
      ],
    },
  ],
})
