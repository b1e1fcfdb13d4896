import { defineTrigger } from '../contract.ts'

export const recordCreated = defineTrigger({
  key: 'record.created',
  label: { en: 'A record is made', 'zh-CN': '新建记录时' },
  matches: (_, event) => event.kind === 'created',
})

export const recordUpdated = defineTrigger({
  key: 'record.updated',
  label: { en: 'A record is changed', 'zh-CN': '修改记录时' },
  matches: (_, event) => event.kind === 'updated',
})

export const recordDeleted = defineTrigger({
  key: 'record.deleted',
  label: { en: 'A record is deleted', 'zh-CN': '删除记录时' },
  matches: (_, event) => event.kind === 'deleted',
})

export const recordRestored = defineTrigger({
  key: 'record.restored',
  label: { en: 'A record is restored', 'zh-CN': '恢复记录时' },
  matches: (_, event) => event.kind === 'restored',
})
