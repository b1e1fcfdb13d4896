import type { Canonical, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { parseList, splitCell, textsOf } from '../../list-value.ts'
import { wrongType } from '../../problem.ts'
import { checkLength, parseText } from '../../text-value.ts'

const MOST = 100
const LONGEST = 60

function parseTag(input: unknown): Parsed<Canonical> {
  const parsed = parseText(input)
  if (!parsed.ok || parsed.value === null) return parsed
  if (parsed.value.trim() === '') return wrongType('a tag', '标签')
  const problems = checkLength(parsed.value, LONGEST)
  return problems.length > 0 ? { ok: false, problems } : parsed
}

/** Words of people's own choice. */
export const tags = defineFieldType({
  key: 'tags',
  label: { en: 'Tags', 'zh-CN': '标签' },
  summary: { en: 'Words of your own to find things by', 'zh-CN': '自由填写、便于查找的词' },
  group: 'choice',
  notOffered: 'inLines',
  properties: {},
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType: () => ({ kind: 'choices' }),
  columns: oneColumn('text[]', 'C'),
  parse: (input) => parseList(input, parseTag, MOST),
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: false,
  searchText: (value) => textsOf(value).join(' '),
  parseCell: (cell) => parseList(splitCell(cell), parseTag, MOST),
  formatText: (value, _field, { language }) => textsOf(value).join(language.startsWith('zh') ? '、' : '; '),
  examples: [
    {
      definition: {},
      values: [
        { input: ['VIP', '重点', 'VIP'], canonical: ['VIP', '重点'], cell: 'VIP; 重点' },
        { input: ['a"b', "c'd{e}", 'NULL'], canonical: ['a"b', "c'd{e}", 'NULL'] },
        { input: [], canonical: null, cell: '' },
      ],
      refused: [
        { input: ['x'.repeat(61)], code: 'too_long' },
        { input: Array.from({ length: 101 }, (_, index) => `t${index}`), code: 'too_long' },
        { input: [5], code: 'wrong_type' },
        { input: 'VIP', code: 'wrong_type' },
        { input: [' '], code: 'wrong_type' },
      ],
    },
  ],
})
