import type { Document } from '@atelier/definitions'

const head = { specVersion: 1 } as const

/** Deals with an owner and stages, tasks about them, a role for those who sell: as little as automations and views need. */
export const dealDocuments: readonly Document[] = [
  {
    ...head,
    kind: 'entity',
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
      { id: 'fld_value', key: 'value', type: 'number', label: { en: 'Value', 'zh-CN': '金额' } },
      { id: 'fld_note', key: 'note', type: 'text', label: { en: 'Note' } },
      { id: 'fld_close', key: 'closeDate', type: 'date', label: { en: 'Close date', 'zh-CN': '成交日期' } },
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'sales' }],
        label: { en: 'Stage', 'zh-CN': '阶段' },
      },
      { id: 'fld_owner', key: 'owner', type: 'owner', label: { en: 'Owner', 'zh-CN': '负责人' } },
    ],
  },
  {
    ...head,
    kind: 'entity',
    id: 'ent_activity',
    key: 'activity',
    label: { en: 'Activity', 'zh-CN': '跟进' },
    titleField: 'subject',
    fields: [
      { id: 'fld_subject', key: 'subject', type: 'text', label: { en: 'Subject', 'zh-CN': '主题' } },
      { id: 'fld_about', key: 'about', type: 'references', targets: ['deal'], label: { en: 'About', 'zh-CN': '关于' } },
      {
        id: 'fld_kind',
        key: 'type',
        type: 'choice',
        label: { en: 'Kind', 'zh-CN': '方式' },
        options: [{ id: 'opt_call', key: 'call', label: { en: 'Call', 'zh-CN': '电话' } }],
      },
      { id: 'fld_due', key: 'due', type: 'datetime', label: { en: 'Due', 'zh-CN': '期限' } },
      { id: 'fld_done', key: 'done', type: 'boolean', label: { en: 'Done', 'zh-CN': '完成' } },
      { id: 'fld_doneAt', key: 'doneAt', type: 'datetime', label: { en: 'Done at', 'zh-CN': '完成时间' } },
      { id: 'fld_actOwner', key: 'owner', type: 'owner', label: { en: 'Owner', 'zh-CN': '负责人' } },
    ],
    activity: { about: 'about', type: 'type', due: 'due', done: 'done', doneAt: 'doneAt', counts: true },
  },
  {
    ...head,
    kind: 'pipeline',
    id: 'pip_sales',
    key: 'sales',
    label: { en: 'Sales', 'zh-CN': '销售流程' },
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', label: { en: 'New', 'zh-CN': '新建' }, outcome: 'open' },
      { id: 'stg_won', key: 'won', label: { en: 'Won', 'zh-CN': '赢单' }, outcome: 'won' },
    ],
  },
  {
    ...head,
    kind: 'role',
    id: 'rol_sales',
    key: 'sales',
    label: { en: 'Sales', 'zh-CN': '销售' },
    grants: [{ id: 'grt_deal', entity: 'deal', actions: ['read', 'create', 'update'], scope: 'all' }],
  },
]
