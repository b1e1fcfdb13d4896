import { defineFieldType } from '../../contract.ts'
import { referenceExamples, referenceParts } from '../../reference-value.ts'

/** A team of the workspace. */
export const team = defineFieldType({
  ...referenceParts,
  key: 'team',
  label: { en: 'Team', 'zh-CN': '团队' },
  summary: { en: 'One of the teams', 'zh-CN': '工作区中的一个团队' },
  group: 'people',
  properties: {
    reverse: { $ref: '#/$defs/reverse' },
    choices: { $ref: '#/$defs/rule' },
  },
  requiredProperties: [],
  targets: () => ['team'],
  examples: [{ definition: {}, ...referenceExamples }],
})
