import type { Canonical, FieldSettings, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { parseList, splitCell, textsOf } from '../../list-value.ts'
import { labelOf, parseOption, parseOptionCell } from '../../option-value.ts'
import { checkOptionSource, choice, startOptions } from '../choice/index.ts'

const MOST = 200

/** In the order of the options, so that the same choice is the same value. */
function inOrder(parsed: Parsed<readonly Canonical[] | null>, field: FieldSettings): Parsed<Canonical> {
  if (!parsed.ok || parsed.value === null) return parsed
  const chosen = parsed.value
  return { ok: true, value: field.options.map((option) => option.key).filter((key) => chosen.includes(key)) }
}

/** Several of a list of options, kept by their keys. */
export const choices = defineFieldType({
  key: 'choices',
  label: { en: 'Choices', 'zh-CN': '多选' },
  summary: { en: 'Any number of options of a list', 'zh-CN': '从列表中选择多项' },
  group: 'choice',
  starter: startOptions,
  properties: choice.properties,
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  checkDefinition: checkOptionSource,
  ruleType: (field) => ({ kind: 'choices', options: field.options }),
  columns: oneColumn('text[]', 'C'),
  parse: (input, field) =>
    inOrder(
      parseList(input, (element) => parseOption(element, field), MOST),
      field,
    ),
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: false,
  parseCell: (cell, _reading, field) =>
    inOrder(
      parseList(splitCell(cell), (part) => parseOptionCell(String(part), field), MOST),
      field,
    ),
  formatText: (value, field, { language }) =>
    textsOf(value)
      .map((key) => labelOf(key, field, language))
      .join(language.startsWith('zh') ? '、' : '; '),
  examples: [
    {
      definition: {
        options: [
          { id: 'opt_d', key: 'demo', label: { en: 'Demo', 'zh-CN': '演示' } },
          { id: 'opt_p', key: 'poc', label: { en: 'Trial', 'zh-CN': '试用' } },
          { id: 'opt_b', key: 'bid', label: { en: 'Bid', 'zh-CN': '投标' } },
        ],
      },
      values: [
        { input: ['poc', 'demo', 'poc'], canonical: ['demo', 'poc'], cell: '试用、Demo' },
        { input: ['bid'], canonical: ['bid'], cell: 'bid' },
        { input: [], canonical: null, cell: ' ' },
      ],
      refused: [
        { input: ['demo', 'none'], code: 'unknown_option' },
        { input: 'demo', code: 'wrong_type' },
        { input: [null], code: 'wrong_type' },
      ],
    },
  ],
})
