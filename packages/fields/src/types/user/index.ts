import { defineFieldType } from '../../contract.ts'
import { referenceExamples, referenceParts } from '../../reference-value.ts'

/** A person of the workspace. */
export const user = defineFieldType({
  ...referenceParts,
  key: 'user',
  label: { en: 'Person', 'zh-CN': '人员' },
  summary: { en: 'One of the people who work here', 'zh-CN': '工作区中的一位成员' },
  group: 'people',
  properties: {
    reverse: { $ref: '#/$defs/reverse' },
    choices: { $ref: '#/$defs/rule' },
  },
  requiredProperties: [],
  targets: () => ['user'],
  examples: [{ definition: {}, ...referenceExamples }],
})
