import type { FieldSettings, Problem } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs, textOf } from '../../definition.ts'
import { labelOf, parseOption, parseOptionCell } from '../../option-value.ts'
import { empty, isEmpty, problem, words } from '../../problem.ts'

/** Options come from an option set or are the field's own, and from one of the two only. */
export function checkOptionSource(field: FieldSettings): readonly Problem[] {
  const own = field.definition.options
  const isShared = textOf(field, 'optionset') !== undefined
  if (isShared !== Array.isArray(own)) return []
  return [
    problem(
      'no_options',
      'The options come either from an option set or from the field itself',
      '选项应来自选项集或字段自身，二者择一',
      {
        fix: words('State "optionset" or "options"', '请填写 "optionset" 或 "options"'),
      },
    ),
  ]
}

/** Two options to begin with. */
export const startOptions = (newId: (prefix: string) => string) => ({
  options: [
    { id: newId('opt'), key: 'option1', label: { en: 'Option 1', 'zh-CN': '选项1' }, color: 'blue' },
    { id: newId('opt'), key: 'option2', label: { en: 'Option 2', 'zh-CN': '选项2' }, color: 'teal' },
  ],
})

/** One of several options, kept by its key. */
export const choice = defineFieldType({
  key: 'choice',
  label: { en: 'Choice', 'zh-CN': '单选' },
  summary: { en: 'One option of a list', 'zh-CN': '从列表中选择一项' },
  group: 'choice',
  starter: startOptions,
  properties: {
    optionset: { $ref: '#/$defs/key' },
    options: { type: 'array', minItems: 1, items: { $ref: '#/$defs/option' } },
  },
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  checkDefinition: checkOptionSource,
  ruleType: (field) => ({ kind: 'choice', options: field.options }),
  columns: oneColumn('text', 'C'),
  parse: (input, field) => (isEmpty(input) ? empty : parseOption(input, field)),
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: true,
  parseCell: (cell, _reading, field) => parseOptionCell(cell, field),
  formatText: (value, field, { language }) => labelOf(value, field, language),
  examples: [
    {
      definition: {
        options: [
          { id: 'opt_h', key: 'hot', label: { en: 'Hot', 'zh-CN': '热' }, aliases: ['A级'] },
          { id: 'opt_c', key: 'cold', label: { en: 'Cold', 'zh-CN': '冷' } },
          { id: 'opt_o', key: 'old', label: { en: 'Old', 'zh-CN': '旧' }, retired: true },
        ],
      },
      values: [
        { input: 'hot', canonical: 'hot', cell: ' HOT ' },
        { input: 'cold', canonical: 'cold', cell: '冷' },
        { input: 'hot', canonical: 'hot', cell: 'a级' },
        { input: '', canonical: null, cell: '' },
      ],
      refused: [
        { input: 'Hot', code: 'unknown_option' },
        { input: 'old', code: 'unknown_option' },
        { input: '__proto__', code: 'unknown_option' },
        { input: 1, code: 'wrong_type' },
      ],
    },
  ],
})
