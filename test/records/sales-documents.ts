import type { Document, EntityDocument, RoleDocument } from '@atelier/definitions'

const head = { specVersion: 1 } as const

const entity = (key: string, rest: Omit<EntityDocument, 'kind' | 'specVersion' | 'id' | 'key'>): EntityDocument => ({
  kind: 'entity',
  ...head,
  id: `ent_${key}`,
  key,
  label: { en: key, 'zh-CN': key },
  ...rest,
})

export const account = entity('account', {
  titleField: 'name',
  fields: [
    { id: 'fld_name', key: 'name', type: 'text', required: true, unique: true },
    {
      id: 'fld_industry',
      key: 'industry',
      type: 'choice',
      options: [
        { id: 'opt_retail', key: 'retail' },
        { id: 'opt_bank', key: 'bank' },
      ],
    },
    { id: 'fld_parent', key: 'headquarters', type: 'reference', target: 'account', reverse: { key: 'subsidiaries' } },
    { id: 'fld_limit', key: 'creditLimit', type: 'money', currency: 'workspace', sensitive: true },
    { id: 'fld_owner', key: 'owner', type: 'owner' },
    {
      id: 'fld_sum',
      key: 'openAmount',
      type: 'rollup',
      over: 'opportunities',
      aggregate: 'sum',
      field: 'amount',
      filter: { '==': [{ var: 'stage.outcome' }, 'open'] },
    },
    { id: 'fld_deals', key: 'deals', type: 'rollup', over: 'opportunities', aggregate: 'count' },
    {
      id: 'fld_left',
      key: 'creditLeft',
      type: 'formula',
      result: 'money',
      formula: { '-': [{ var: 'creditLimit' }, { var: 'openAmount' }] },
    },
  ],
})

export const opportunity = entity('opportunity', {
  titleField: 'name',
  fields: [
    { id: 'fld_name', key: 'name', type: 'text', required: true },
    { id: 'fld_account', key: 'account', type: 'reference', target: 'account', reverse: { key: 'opportunities' } },
    { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
    { id: 'fld_amount', key: 'amount', type: 'money', currency: 'workspace', index: true },
    { id: 'fld_prob', key: 'probability', type: 'percent' },
    { id: 'fld_close', key: 'closeDate', type: 'date' },
    { id: 'fld_due', key: 'dueAt', type: 'datetime' },
    { id: 'fld_hot', key: 'hot', type: 'boolean' },
    { id: 'fld_tags', key: 'tags', type: 'tags' },
    { id: 'fld_need', key: 'need', type: 'longText' },
    { id: 'fld_score', key: 'score', type: 'number', precision: 9, scale: 2 },
    { id: 'fld_owner', key: 'owner', type: 'owner' },
    {
      id: 'fld_weighted',
      key: 'weighted',
      type: 'formula',
      result: 'money',
      formula: { '*': [{ var: 'amount' }, { var: 'probability' }] },
    },
    {
      id: 'fld_late',
      key: 'late',
      type: 'formula',
      result: 'boolean',
      formula: { '<': [{ var: 'closeDate' }, { today: [] }] },
    },
    { id: 'fld_industry', key: 'industry', type: 'lookup', path: 'account.industry' },
    {
      id: 'fld_lines',
      key: 'lines',
      type: 'lines',
      fields: [
        { id: 'fld_l_product', key: 'product', type: 'text', required: true },
        { id: 'fld_l_quantity', key: 'quantity', type: 'number', scale: 2 },
        { id: 'fld_l_price', key: 'price', type: 'number', scale: 2 },
        { id: 'fld_l_cost', key: 'cost', type: 'number', scale: 2, sensitive: true },
        {
          id: 'fld_l_sub',
          key: 'subtotal',
          type: 'formula',
          result: 'number',
          scale: 2,
          formula: { '*': [{ var: 'quantity' }, { var: 'price' }] },
        },
      ],
    },
    { id: 'fld_gross', key: 'gross', type: 'rollup', over: 'lines', aggregate: 'sum', field: 'subtotal' },
    {
      id: 'fld_rate',
      key: 'perLine',
      type: 'formula',
      result: 'number',
      scale: 2,
      formula: { div: [{ var: 'gross' }, { count: [{ var: 'lines' }] }, 2] },
    },
  ],
})

export const activity = entity('activity', {
  titleField: 'subject',
  fields: [
    { id: 'fld_subject', key: 'subject', type: 'text' },
    {
      id: 'fld_about',
      key: 'about',
      type: 'references',
      targets: ['account', 'opportunity'],
      reverse: { key: 'activities' },
    },
    { id: 'fld_done', key: 'done', type: 'boolean' },
    { id: 'fld_owner', key: 'owner', type: 'owner' },
  ],
})

const role = (key: string, rest: Partial<RoleDocument>): RoleDocument => ({
  kind: 'role',
  ...head,
  id: `rol_${key}`,
  key,
  grants: [],
  ...rest,
})

export const roles: readonly RoleDocument[] = [
  role('seller', {
    grants: [
      { id: 'grt_1', entity: 'opportunity', actions: ['read', 'create', 'update'], scope: 'own' },
      {
        id: 'grt_2',
        entity: 'account',
        actions: ['read'],
        scope: { rule: { some: [{ var: 'opportunities' }, { canRead: [] }] } },
      },
      { id: 'grt_3', entity: 'activity', actions: ['read', 'update'], scope: { via: 'about' } },
    ],
  }),
  role('manager', {
    grants: [
      { id: 'grt_1', entity: 'opportunity', actions: ['read'], scope: 'teamTree', fields: { score: 'hidden' } },
      { id: 'grt_2', entity: 'account', actions: ['read', 'update'], scope: 'team' },
    ],
  }),
  role('finance', {
    grants: [
      { id: 'grt_1', entity: 'account', actions: ['read'], scope: 'all' },
      { id: 'grt_2', entity: 'opportunity', actions: ['read'], scope: { rule: { '>': [{ var: 'amount' }, '100'] } } },
    ],
    fields: [
      { id: 'fgr_1', entity: 'account', field: 'creditLimit', access: 'read' },
      { id: 'fgr_2', entity: 'opportunity', field: 'name', access: 'masked' },
      { id: 'fgr_3', entity: 'opportunity.lines', field: 'cost', access: 'read' },
    ],
  }),
]

/** A small CRM with every kind of relation, scope and computed field. */
export const documents: readonly Document[] = [
  {
    kind: 'workspace',
    ...head,
    id: 'wsp_test',
    key: 'test',
    currency: 'CNY',
    currencies: ['CNY'],
    zone: 'Asia/Shanghai',
    language: 'zh-CN',
    languages: ['zh-CN', 'en'],
  },
  account,
  opportunity,
  activity,
  ...roles,
  {
    kind: 'pipeline',
    ...head,
    id: 'pip_sales',
    key: 'sales',
    entity: 'opportunity',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', outcome: 'open', probability: '0.1' },
      { id: 'stg_offer', key: 'offer', outcome: 'open', probability: '0.5' },
      { id: 'stg_won', key: 'won', outcome: 'won', probability: '1' },
      { id: 'stg_lost', key: 'lost', outcome: 'lost', probability: '0' },
    ],
  },
  {
    kind: 'view',
    ...head,
    id: 'viw_close',
    key: 'byCloseDate',
    entity: 'opportunity',
    type: 'table',
    sort: ['-closeDate'],
  },
]
