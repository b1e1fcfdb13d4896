import { defineFieldType, type FieldType } from '../../contract.ts'
import { storeNothing } from '../../definition.ts'
import { computedParts } from '../../result.ts'

/** A field of a related record, read each time it is shown. */
export const defineLookup = (types: readonly FieldType[]) =>
  defineFieldType({
    ...computedParts(types),
    key: 'lookup',
    label: { en: 'Lookup', 'zh-CN': '引用' },
    summary: { en: 'Shows a field of a related record', 'zh-CN': '显示关联记录的字段' },
    group: 'computed',
    starter: () => ({ path: '' }),
    properties: { path: { $ref: '#/$defs/path' } },
    requiredProperties: ['path'],
    storage: 'none',
    columns: () => [],
    toColumns: storeNothing,
    index: 'never',
    examples: [
      {
        definition: { path: 'account.level', result: 'choice' },
        options: [{ key: 'key', label: { en: 'Key account', 'zh-CN': '重点客户' } }],
        values: [{ input: 'key', canonical: 'key', cell: '重点客户' }],
        refused: [],
      },
    ],
  })
