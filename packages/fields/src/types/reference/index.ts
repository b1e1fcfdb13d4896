import { defineFieldType } from '../../contract.ts'
import { referenceExamples, referenceParts } from '../../reference-value.ts'

/** A link to one record of another entity. */
export const reference = defineFieldType({
  ...referenceParts,
  family: 'record',
  key: 'reference',
  label: { en: 'Reference', 'zh-CN': '关联' },
  summary: { en: 'A link to one other record', 'zh-CN': '关联到另一条记录' },
  group: 'relation',
  properties: {
    target: { $ref: '#/$defs/entityKey' },
    onDelete: { enum: ['restrict', 'clear', 'cascade'] },
    reverse: { $ref: '#/$defs/reverse' },
    choices: { $ref: '#/$defs/rule' },
    fill: { $ref: '#/$defs/fill' },
    createInline: { type: 'boolean' },
  },
  requiredProperties: ['target'],
  targets: ({ target }) => (typeof target === 'string' ? [target] : []),
  examples: [{ definition: { target: 'account' }, ...referenceExamples }],
})
