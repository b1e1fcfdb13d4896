import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { parseList, splitCell, textsOf } from '../../list-value.ts'
import { labelOf, parseOption, parseOptionCell } from '../../option-value.ts'

const MOST = 100

/** The roles that a person holds, by their keys. */
export const roles = defineFieldType({
  key: 'roles',
  label: { en: 'Roles', 'zh-CN': '角色' },
  summary: { en: 'What a person may see and do', 'zh-CN': '人员的权限角色' },
  group: 'people',
  internal: true,
  optionsAre: 'role',
  properties: {},
  requiredProperties: [],
  source: 'input',
  storage: 'columns',
  ruleType: (field) => ({ kind: 'choices', options: field.options }),
  columns: oneColumn('text[]', 'C'),
  parse: (input, field) => parseList(input, (role) => parseOption(role, field), MOST),
  toColumns: storeAsIs,
  index: 'onDemand',
  uniqueable: false,
  parseCell: (cell, _reading, field) =>
    parseList(splitCell(cell), (part) => parseOptionCell(String(part), field), MOST),
  formatText: (value, field, { language }) =>
    textsOf(value)
      .map((key) => labelOf(key, field, language))
      .join(language.startsWith('zh') ? '、' : '; '),
  examples: [
    {
      definition: {},
      options: [
        { key: 'sales', label: { en: 'Sales', 'zh-CN': '销售' } },
        { key: 'salesManager', label: { en: 'Sales manager', 'zh-CN': '销售经理' } },
      ],
      values: [
        { input: ['salesManager', 'sales'], canonical: ['salesManager', 'sales'], cell: '销售经理; sales' },
        { input: [], canonical: null, cell: '' },
      ],
      refused: [
        { input: ['admin'], code: 'unknown_option' },
        { input: 'sales', code: 'wrong_type' },
      ],
    },
  ],
})
