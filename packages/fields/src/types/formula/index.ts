import { defineFieldType, type FieldType } from '../../contract.ts'
import { textOf } from '../../definition.ts'
import { problem, words } from '../../problem.ts'
import { computedParts } from '../../result.ts'

const RESULTS = [
  'text',
  'number',
  'percent',
  'money',
  'boolean',
  'date',
  'datetime',
  'duration',
  'choice',
  'reference',
  'user',
  'team',
  'currency',
] as const

const resultType = (types: readonly FieldType[], result: unknown): FieldType | undefined =>
  types.find((type) => type.key === result)

/** A value worked out by a rule; the types are those that a result may have. */
export const defineFormula = (types: readonly FieldType[]) =>
  defineFieldType({
    ...computedParts(types),
    key: 'formula',
    label: { en: 'Formula', 'zh-CN': '公式' },
    summary: { en: 'Worked out from other fields', 'zh-CN': '由其他字段计算得出' },
    group: 'computed',
    namesRecords: true,
    starter: () => ({ result: 'number', scale: 2, formula: 0 }),
    properties: {
      result: { enum: [...RESULTS] },
      scale: { type: 'integer', minimum: 0, maximum: 12, default: 12 },
      currency: { enum: ['workspace'] },
      optionset: { $ref: '#/$defs/key' },
      options: { type: 'array', minItems: 1, items: { $ref: '#/$defs/option' } },
      target: { $ref: '#/$defs/entityKey' },
      formula: { $ref: '#/$defs/rule' },
    },
    requiredProperties: ['result', 'formula'],
    storage: 'columns',
    targets: (definition, entity) => resultType(types, definition.result)?.targets?.(definition, entity) ?? [],
    checkDefinition: (field) =>
      !resultType(types, field.definition.result)?.requiredProperties.includes('target') ||
      textOf(field, 'target') !== undefined
        ? []
        : [
            problem(
              'required',
              'A formula that gives a reference names its entity',
              '结果为关联的公式需要指定业务对象',
              {
                path: '/target',
                fix: words('State "target"', '请填写 "target"'),
              },
            ),
          ],
    examples: [
      {
        definition: { result: 'number', scale: 2, formula: { '*': [{ var: 'quantity' }, { var: 'price' }] } },
        values: [
          { input: '12.5', canonical: '12.50', cell: '12.5' },
          { input: '123456789012345678901234567890.25', canonical: '123456789012345678901234567890.25' },
        ],
        refused: [],
      },
      {
        definition: { result: 'percent', formula: { div: [{ var: 'won' }, { var: 'closed' }, 12] } },
        values: [{ input: '0.631500000000', canonical: '0.631500000000' }],
        refused: [],
      },
      {
        definition: { result: 'money', formula: { '*': [{ var: 'amount' }, { var: 'probability' }] } },
        values: [
          {
            input: { amount: '5', currency: 'USD', base: '35.6' },
            canonical: { amount: '5.00', currency: 'USD', base: '35.60' },
          },
        ],
        refused: [],
        stored: [{ amount: '5.00', currency: 'JPY', base: null }],
      },
      {
        definition: { result: 'text', formula: { cat: [{ var: 'name' }] } },
        values: [{ input: '星海', canonical: '星海' }],
        refused: [],
      },
    ],
  })
