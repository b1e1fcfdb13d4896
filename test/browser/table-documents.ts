import type { Document } from '@atelier/definitions'

const head = { specVersion: 1 } as const

/** A workspace for lists: deals in stages behind a gate, with a field of nearly every kind, and items of which there are many. */
export const tableDocuments: readonly Document[] = [
  {
    ...head,
    kind: 'workspace',
    id: 'wsp_workspace',
    key: 'workspace',
    label: { en: 'Sales', 'zh-CN': '销售' },
    currency: 'CNY',
    currencies: ['CNY'],
    zone: 'Asia/Shanghai',
    language: 'en',
    languages: ['en', 'zh-CN'],
  },
  {
    ...head,
    kind: 'entity',
    id: 'ent_item',
    key: 'item',
    label: { en: 'Item', 'zh-CN': '条目' },
    titleField: 'code',
    fields: [
      { id: 'fld_i_code', key: 'code', type: 'text', required: true, label: { en: 'Code', 'zh-CN': '编号' } },
      { id: 'fld_i_place', key: 'place', type: 'number', label: { en: 'Place', 'zh-CN': '序号' } },
    ],
  },
  {
    ...head,
    kind: 'entity',
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'sales' }],
        label: { en: 'Stage', 'zh-CN': '阶段' },
      },
      { id: 'fld_amount', key: 'amount', type: 'money', label: { en: 'Amount', 'zh-CN': '金额' } },
      {
        id: 'fld_kind',
        key: 'kind',
        type: 'choice',
        options: [
          { id: 'opt_new', key: 'new', label: { en: 'New customer', 'zh-CN': '新签' } },
          { id: 'opt_again', key: 'again', label: { en: 'Renewal', 'zh-CN': '续约' } },
        ],
        label: { en: 'Kind', 'zh-CN': '类型' },
      },
      { id: 'fld_close', key: 'closeOn', type: 'date', label: { en: 'Close date', 'zh-CN': '预计成交' } },
      { id: 'fld_budget', key: 'budget', type: 'text', label: { en: 'Budget', 'zh-CN': '预算' } },
      { id: 'fld_sure', key: 'sure', type: 'boolean', label: { en: 'Sure', 'zh-CN': '确定' } },
      { id: 'fld_note', key: 'note', type: 'longText', label: { en: 'Note', 'zh-CN': '备注' } },
      { id: 'fld_main', key: 'main', type: 'reference', target: 'item', label: { en: 'Main item', 'zh-CN': '主条目' } },
      {
        id: 'fld_seven',
        key: 'seven',
        type: 'formula',
        result: 'money',
        formula: { '*': [{ var: 'amount' }, 7] },
        label: { en: 'Seven times', 'zh-CN': '七倍' },
      },
    ],
  },
  {
    ...head,
    kind: 'pipeline',
    id: 'pip_sales',
    key: 'sales',
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', outcome: 'open', label: { en: 'New', 'zh-CN': '新建' } },
      {
        id: 'stg_trial',
        key: 'trial',
        outcome: 'open',
        label: { en: 'Trial', 'zh-CN': '试用' },
        entry: [{ id: 'gat_budget', gate: 'fields', fields: ['budget'] }],
      },
      { id: 'stg_won', key: 'won', outcome: 'won', label: { en: 'Won', 'zh-CN': '赢单' } },
    ],
  },
]
