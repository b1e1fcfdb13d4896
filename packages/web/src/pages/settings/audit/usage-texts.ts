import { defineTexts } from '@atelier/ui'

/** Texts of the page that says how large everything is. */
export const usageTexts = defineTexts('usage', {
  en: {
    records: 'Records',
    people: 'People who may sign in',
    ofPeople: 'of {{all}} in all',
    files: 'Files',
    runs: 'Automation runs, 30 days',
    ofRuns: '{{all}} in all',
    failed_one: '{{count}} failed',
    failed_other: '{{count}} failed',
    ledger: 'Events in the history',
    database: 'Database',
    databaseMore: 'with indexes',
    byEntity: 'By entity',
    entity: 'Entity',
    share: 'Share',
    room: 'Room',
  },
  'zh-CN': {
    records: '记录',
    people: '可登录人员',
    ofPeople: '共 {{all}} 人',
    files: '文件',
    runs: '近 30 天自动化运行',
    ofRuns: '累计 {{all}} 次',
    failed_other: '{{count}} 次失败',
    ledger: '变更事件',
    database: '数据库',
    databaseMore: '含索引',
    byEntity: '按业务对象',
    entity: '业务对象',
    share: '占比',
    room: '占用空间',
  },
})
