import { defineFieldType } from '../../contract.ts'
import { peopleParts, referenceExamples } from '../../reference-value.ts'

/** A team of the workspace. */
export const team = defineFieldType({
  ...peopleParts,
  key: 'team',
  label: { en: 'Team', 'zh-CN': '团队' },
  summary: { en: 'One of the teams', 'zh-CN': '工作区中的一个团队' },
  targets: () => ['team'],
  examples: [{ definition: {}, ...referenceExamples }],
})
