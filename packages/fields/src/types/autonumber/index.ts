import type { FieldSettings, Problem } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { textOf } from '../../definition.ts'
import { problem, words } from '../../problem.ts'
import { cellText, parseLimitedText, textParts } from '../../text-value.ts'
import { tokensOf } from './numbering.ts'

const LONGEST = 100

/** One running number, and the parts of the day that keep numbers apart when the count begins anew. */
function checkPattern(field: FieldSettings): readonly Problem[] {
  const tokens = tokensOf(textOf(field, 'pattern') ?? '')
  if (tokens.filter((token) => token.startsWith('0')).length !== 1) {
    return [
      problem('bad_pattern', 'The pattern needs one running number', '编号格式需要且只能有一个流水号', {
        path: '/pattern',
        fix: words('Write the running number as {0000}', '用 {0000} 表示流水号'),
      }),
    ]
  }
  const hasYear = tokens.includes('yyyy') || tokens.includes('yy')
  const missing = {
    year: !hasYear,
    month: !hasYear || !tokens.includes('MM'),
    day: !hasYear || !tokens.includes('MM') || !tokens.includes('dd'),
  }
  const { reset } = field.definition
  if ((reset !== 'year' && reset !== 'month' && reset !== 'day') || !missing[reset]) return []
  return [
    problem('bad_pattern', 'Numbers would repeat after the count begins anew', '重新计数后编号会重复', {
      path: '/pattern',
      params: { reset },
      fix: words('Add {yyyy}, {MM} or {dd} to the pattern', '请在格式中加入 {yyyy}、{MM} 或 {dd}'),
    }),
  ]
}

/** A number that the engine gives once, when the record is made. */
export const autonumber = defineFieldType({
  ...textParts,
  key: 'autonumber',
  label: { en: 'Automatic number', 'zh-CN': '自动编号' },
  summary: { en: 'A number given to each new record', 'zh-CN': '新建记录时自动生成的编号' },
  group: 'process',
  namesRecords: true,
  notOffered: 'inLines',
  starter: () => ({ pattern: 'N-{0000}' }),
  properties: {
    pattern: { type: 'string', minLength: 3, maxLength: 60 },
    reset: { enum: ['never', 'year', 'month', 'day'] },
  },
  requiredProperties: ['pattern'],
  source: 'numbering',
  checkDefinition: checkPattern,
  // The pattern says how numbers are made; numbers brought along by an import may look otherwise.
  parse: (input, field) => parseLimitedText(input, { ...field, definition: {} }, LONGEST),
  index: 'onDemand',
  uniqueable: true,
  parseCell: (cell, _reading, field) => parseLimitedText(cellText(cell), { ...field, definition: {} }, LONGEST),
  examples: [
    {
      definition: { pattern: 'C-{yyyy}-{0000}', reset: 'year' },
      values: [
        { input: 'C-2026-0012', canonical: 'C-2026-0012', cell: 'C-2026-0012 ' },
        { input: 'OLD 7', canonical: 'OLD 7' },
      ],
      refused: [
        { input: 'x'.repeat(101), code: 'too_long' },
        { input: 12, code: 'wrong_type' },
      ],
    },
  ],
})
