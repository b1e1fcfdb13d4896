import { defineTexts } from '@atelier/ui'

/** Texts of the tour: five steps, a sentence or two each. */
export const tourTexts = defineTexts('tour', {
  en: {
    label: 'Tour, step {{at}} of {{count}}',
    next: 'Next',
    back: 'Back',
    leave: 'Leave the tour',
    finish: 'Done',
    searchTitle: 'Everything starts here',
    searchText:
      'Press {{keys}} to find a record, go to a page, create something or act on what is open. Pinyin and initials work, and a letter may be wrong.',
    inboxTitle: 'What waits for you',
    inboxText: 'Approvals, tasks and notifications. Decide without leaving, or put something aside until tomorrow.',
    listsTitle: 'Your lists',
    listsText: 'Tables and boards of what you work with. Press c to create, x to select, e to edit a cell in place.',
    reportsTitle: 'Every number explains itself',
    reportsText: 'Click a number in a report to see the records behind it and how it was counted.',
    helpTitle: 'Help is always here',
    helpText: 'Press ? for all keys. Language, appearance and signing out stand beside your name.',
  },
  'zh-CN': {
    label: '导览，第 {{at}} 步，共 {{count}} 步',
    next: '下一步',
    back: '上一步',
    leave: '退出导览',
    finish: '完成',
    searchTitle: '从这里开始',
    searchText: '按 {{keys}} 查找记录、前往页面、新建，或处理当前打开的记录。支持拼音、首字母，个别字母打错也能找到。',
    inboxTitle: '等你处理的事',
    inboxText: '审批、任务和通知都在这里。不用离开就能决定，也可以先放到明天。',
    listsTitle: '你的列表',
    listsText: '表格和看板里是你每天打交道的记录。按 c 新建，x 选择，e 就地编辑单元格。',
    reportsTitle: '数字可以追问',
    reportsText: '点击报表里的任一数字，就能看到背后的记录和统计口径。',
    helpTitle: '随时可以求助',
    helpText: '按 ? 查看全部快捷键。语言、外观和退出登录在你的名字旁边。',
  },
})
