import { defineFieldType } from '../../contract.ts'
import { peopleParts, referenceExamples } from '../../reference-value.ts'

/** The person responsible for a record; scopes `own` and `team` follow it. */
export const owner = defineFieldType({
  ...peopleParts,
  family: 'record',
  key: 'owner',
  label: { en: 'Owner', 'zh-CN': '负责人' },
  summary: { en: 'Who is responsible; access can follow it', 'zh-CN': '负责此记录的人，数据权限可据此设置' },
  servesAs: 'owner',
  notOffered: 'inLines',
  targets: () => ['user'],
  examples: [{ definition: {}, ...referenceExamples }],
})
