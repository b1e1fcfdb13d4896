import { defineFieldType, type FieldType } from '../../contract.ts'
import { problem, words } from '../../problem.ts'
import { computedParts } from '../../result.ts'

/** A value added up over related records, kept current by the engine. */
export const defineRollup = (types: readonly FieldType[]) =>
  defineFieldType({
    ...computedParts(types),
    key: 'rollup',
    label: { en: 'Rollup', 'zh-CN': '汇总' },
    summary: { en: 'Counts or adds up related records', 'zh-CN': '对关联记录计数或求和' },
    group: 'computed',
    starter: () => ({ over: '', aggregate: 'count' }),
    properties: {
      over: { $ref: '#/$defs/path' },
      aggregate: { enum: ['count', 'sum', 'avg', 'min', 'max', 'first'] },
      field: { $ref: '#/$defs/path' },
      value: { $ref: '#/$defs/rule' },
      filter: { $ref: '#/$defs/rule' },
      currency: { enum: ['workspace'] },
      scale: { type: 'integer', minimum: 0, maximum: 12 },
    },
    requiredProperties: ['over', 'aggregate'],
    storage: 'columns',
    checkDefinition: ({ definition: { aggregate, field, value } }) =>
      aggregate === 'count' || (field === undefined) !== (value === undefined)
        ? []
        : [
            problem('required', 'The rollup names either a field or a value', '汇总需要指定字段或取值，二者择一', {
              path: '/field',
              fix: words('State "field" or "value"', '请填写 "field" 或 "value"'),
            }),
          ],
    examples: [
      {
        definition: { over: 'lines', aggregate: 'count', result: 'number', scale: 0 },
        values: [{ input: 3, canonical: '3', cell: '3' }],
        refused: [],
      },
      {
        definition: { over: 'contacts', aggregate: 'max', field: 'seenAt', result: 'datetime' },
        values: [{ input: '2026-11-22T06:05:00Z', canonical: '2026-11-22T06:05:00.000Z' }],
        refused: [],
      },
      {
        definition: { over: 'orders', aggregate: 'sum', field: 'total', result: 'money', currency: 'workspace' },
        values: [{ input: '1200', canonical: { amount: '1200.00', currency: 'CNY', base: '1200.00' } }],
        refused: [],
      },
    ],
  })
