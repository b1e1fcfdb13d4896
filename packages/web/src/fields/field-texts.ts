import { defineTexts } from '@atelier/ui'

/** Texts of field controls. */
export const fieldTexts = defineTexts('field', {
  en: {
    choose: 'Choose…',
    searchIn: 'Type a name…',
    nothing: 'Nothing found',
    yes: 'Yes',
    no: 'No',
    unset: 'Not set',
    empty: 'Empty',
    cannotEdit: 'Cannot be edited here yet',
    rows_one: '{{count}} row',
    rows_other: '{{count}} rows',
  },
  'zh-CN': {
    choose: '请选择…',
    searchIn: '输入名称…',
    nothing: '没有找到',
    yes: '是',
    no: '否',
    unset: '未设置',
    empty: '空',
    cannotEdit: '暂不能在此编辑',
    rows_other: '{{count}} 行',
  },
})
