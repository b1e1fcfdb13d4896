import type { Document } from '@atelier/definitions'

const head = { specVersion: 1 } as const

/** A seller's workspace as small as an import with all its mess allows: products, deals in stages, a funnel, a dashboard. */
export const sellerDocuments: readonly Document[] = [
  {
    ...head,
    kind: 'entity',
    id: 'ent_product',
    key: 'product',
    label: { en: 'Product', 'zh-CN': '产品' },
    titleField: 'name',
    fields: [
      {
        id: 'fld_name',
        key: 'name',
        type: 'text',
        required: true,
        unique: true,
        label: { en: 'Name', 'zh-CN': '名称' },
      },
    ],
  },
  {
    ...head,
    kind: 'entity',
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'code',
    fields: [
      {
        id: 'fld_code',
        key: 'code',
        type: 'text',
        required: true,
        unique: true,
        label: { en: 'Code', 'zh-CN': '编号' },
      },
      {
        id: 'fld_product',
        key: 'product',
        type: 'reference',
        target: 'product',
        required: true,
        label: { en: 'Product', 'zh-CN': '产品' },
      },
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'sales' }],
        label: { en: 'Stage', 'zh-CN': '阶段' },
      },
      { id: 'fld_closed', key: 'closeDate', type: 'date', label: { en: 'Close date', 'zh-CN': '成交日期' } },
      { id: 'fld_value', key: 'value', type: 'number', scale: 2, label: { en: 'Value', 'zh-CN': '金额' } },
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
      { id: 'stg_open', key: 'open', outcome: 'open', probability: '0.3', label: { en: 'Open', 'zh-CN': '进行中' } },
      { id: 'stg_won', key: 'won', outcome: 'won', probability: '1', label: { en: 'Won', 'zh-CN': '赢单' } },
      { id: 'stg_lost', key: 'lost', outcome: 'lost', probability: '0', label: { en: 'Lost', 'zh-CN': '输单' } },
    ],
  },
  {
    ...head,
    kind: 'report',
    id: 'rep_funnel',
    key: 'funnel',
    label: { en: 'Sales funnel', 'zh-CN': '销售漏斗' },
    type: 'funnel',
    entity: 'deal',
    pipeline: 'sales',
  },
  {
    ...head,
    kind: 'report',
    id: 'rep_won',
    key: 'wonByMonth',
    label: { en: 'Won by month', 'zh-CN': '每月赢单' },
    type: 'summary',
    entity: 'deal',
    params: [
      {
        id: 'prm_p',
        key: 'period',
        type: 'dateRange',
        label: { en: 'Period', 'zh-CN': '期间' },
        default: { period: ['between', '2017-01-01', '2018-01-01'] },
      },
    ],
    filter: { and: [{ '==': [{ var: 'stage' }, 'won'] }, { inPeriod: [{ var: 'closeDate' }, { param: 'period' }] }] },
    rows: [{ id: 'dim_m', key: 'month', field: 'closeDate', unit: 'month' }],
    values: [{ id: 'val_n', key: 'deals', aggregate: 'count', label: { en: 'Deals', 'zh-CN': '单数' } }],
    totals: true,
  },
  {
    ...head,
    kind: 'dashboard',
    id: 'dsh_sales',
    key: 'salesHome',
    label: { en: 'Sales', 'zh-CN': '销售' },
    controls: [
      {
        id: 'ctl_p',
        key: 'period',
        type: 'dateRange',
        label: { en: 'Period', 'zh-CN': '期间' },
        default: { period: ['between', '2017-01-01', '2018-01-01'] },
      },
    ],
    tiles: [
      { id: 'til_won', tile: 'report', report: 'wonByMonth', at: [0, 0, 6, 7], bind: { period: 'period' } },
      { id: 'til_fun', tile: 'report', report: 'funnel', at: [6, 0, 6, 7] },
      { id: 'til_app', tile: 'approvals', at: [0, 7, 6, 4] },
    ],
  },
]

/**
 * A file of 200 deals: every fifth names a product that does not exist ("GTXPro"), one has none, two dates are no dates; won 80, lost 60,
 * open 60; dates are month/day/year.
 */
export function sellerFile(): string {
  const lines = Array.from({ length: 200 }, (_, index) => {
    const product = index === 7 ? '' : index % 5 === 0 ? 'GTXPro' : 'MG Special'
    const stage = index < 80 ? 'Won' : index < 140 ? 'Lost' : 'Open'
    const date =
      index === 11 || index === 12 ? 'soon' : stage === 'Open' ? '' : `${(index % 3) + 1}/${(index % 27) + 1}/2017`
    return `D${index + 1},${product},${stage},${date},${stage === 'Won' ? 100 : ''}`
  })
  return `${['code,product,deal_stage,close_date,close_value', ...lines].join('\n')}\n`
}
