import { defineTexts } from '@atelier/ui'

/** Texts of the parts that several pages of the builder are made of. */
export const partTexts = defineTexts('builder-parts', {
  en: {
    moveUp: 'One up',
    moveDown: 'One down',
    anyRecord: 'every record',
    addCondition: 'Condition',
    group: 'Several conditions',
    ruleAll: 'all of these hold',
    ruleAny: 'one of these holds',
    noRule: 'No condition yet: nothing is asked for.',
    unsaid: 'Choose a field and a value; until then the rule is not complete.',
  },
  'zh-CN': {
    moveUp: '上移一格',
    moveDown: '下移一格',
    anyRecord: '所有记录',
    addCondition: '条件',
    group: '多个条件',
    ruleAll: '全部满足',
    ruleAny: '满足其一',
    noRule: '还没有条件，不作任何要求。',
    unsaid: '请选择字段和值，否则规则不完整。',
  },
})
