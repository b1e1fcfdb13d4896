import { defineFieldType } from '../../contract.ts'
import { peopleParts, referenceExamples } from '../../reference-value.ts'

/** A person of the workspace. */
export const user = defineFieldType({
  ...peopleParts,
  family: 'record',
  key: 'user',
  label: { en: 'Person', 'zh-CN': '人员' },
  summary: { en: 'One of the people who work here', 'zh-CN': '工作区中的一位成员' },
  targets: () => ['user'],
  examples: [{ definition: {}, ...referenceExamples }],
})
