import type { Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { accept, empty, isEmpty, wrongType } from '../../problem.ts'

const YES = ['true', 'yes', 'y', 't', 'on', '1', '是', '真', '对', '有', '√', '✓', '✔']
const NO = ['false', 'no', 'n', 'f', 'off', '0', '否', '假', '错', '无', '×', '✗', '✘']

/** A cell's word for yes or no. */
export function parseBooleanCell(cell: string): Parsed<boolean | null> {
  const text = cell.normalize('NFKC').trim().toLowerCase()
  if (text === '') return empty
  if (YES.includes(text)) return accept(true)
  if (NO.includes(text)) return accept(false)
  return wrongType('yes or no', '是或否', { params: { value: cell.slice(0, 200) } })
}

/** Yes or no; it may be empty. */
export const boolean = defineFieldType({
  key: 'boolean',
  label: { en: 'Yes or no', 'zh-CN': '是否' },
  summary: { en: 'A box to tick', 'zh-CN': '可勾选的选项' },
  group: 'choice',
  properties: {},
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType: () => ({ kind: 'boolean' }),
  columns: oneColumn('boolean'),
  parse: (input) => {
    if (isEmpty(input)) return empty
    return typeof input === 'boolean' ? accept(input) : wrongType('true or false', '是或否')
  },
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: false,
  parseCell: (cell) => parseBooleanCell(cell),
  formatText: (value, _field, { language }) => {
    if (typeof value !== 'boolean') return ''
    if (language.startsWith('zh')) return value ? '是' : '否'
    return value ? 'Yes' : 'No'
  },
  examples: [
    {
      definition: {},
      values: [
        { input: true, canonical: true, cell: '是' },
        { input: false, canonical: false, cell: 'No' },
        { input: true, canonical: true, cell: '1' },
        { input: null, canonical: null, cell: '' },
      ],
      refused: [
        { input: 'true', code: 'wrong_type' },
        { input: 1, code: 'wrong_type' },
      ],
    },
  ],
})
