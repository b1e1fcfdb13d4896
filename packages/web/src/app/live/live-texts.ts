import { defineTexts } from '@atelier/ui'

/** What is said about what others do. */
export const liveTexts = defineTexts('live', {
  en: {
    newRecords_one: '{{count}} new, show it',
    newRecords_other: '{{count}} new, show them',
    newVersion: 'A newer version of Atelier is ready.',
    reload: 'Reload',
    listChanged: 'This list has changed, show it',
  },
  'zh-CN': {
    newRecords_other: '{{count}} 条新记录，点击显示',
    newVersion: 'Atelier 的新版本已就绪。',
    reload: '刷新',
    listChanged: '列表有变化，点击刷新',
  },
})
