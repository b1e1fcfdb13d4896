import type { Document } from '@atelier/definitions'

const choice = (id: string, key: string, options: readonly string[]) => ({
  id,
  key,
  type: 'choice' as const,
  options: options.map((option) => ({ id: `opt_${option}`, key: option })),
})

/** Keys of the choice options, in the order in which the rows take them. */
export const options = {
  source: ['web', 'fair', 'partner', 'phone'],
  segment: ['small', 'middle', 'large'],
  stage: ['first', 'proposal', 'contract', 'won'],
} as const

/** The workspace under measurement: accounts, and opportunities with some twenty business fields, owned by people in a tree of teams. */
export const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_account',
    key: 'account',
    titleField: 'name',
    fields: [
      { id: 'fld_acc_name', key: 'name', type: 'text', required: true },
      { id: 'fld_acc_city', key: 'city', type: 'text' },
      { id: 'fld_acc_owner', key: 'owner', type: 'owner' },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_opportunity',
    key: 'opportunity',
    titleField: 'name',
    fields: [
      { id: 'fld_opp_name', key: 'name', type: 'text', required: true },
      {
        id: 'fld_opp_account',
        key: 'account',
        type: 'reference',
        target: 'account',
        required: true,
        reverse: { key: 'opportunities' },
      },
      { id: 'fld_opp_owner', key: 'owner', type: 'owner' },
      { id: 'fld_opp_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
      { id: 'fld_opp_amount', key: 'amount', type: 'number', scale: 2, min: '0' },
      { id: 'fld_opp_budget', key: 'budget', type: 'number', scale: 2 },
      { id: 'fld_opp_probability', key: 'probability', type: 'percent' },
      { id: 'fld_opp_quantity', key: 'quantity', type: 'number', min: '0' },
      { id: 'fld_opp_score', key: 'score', type: 'number' },
      { id: 'fld_opp_closedate', key: 'closeDate', type: 'date' },
      { id: 'fld_opp_startdate', key: 'startDate', type: 'date' },
      { id: 'fld_opp_followup', key: 'followUpAt', type: 'datetime' },
      choice('fld_opp_source', 'source', options.source),
      choice('fld_opp_segment', 'segment', options.segment),
      { id: 'fld_opp_iskey', key: 'isKey', type: 'boolean' },
      { id: 'fld_opp_contact', key: 'contactName', type: 'text' },
      { id: 'fld_opp_email', key: 'contactEmail', type: 'email' },
      { id: 'fld_opp_competitor', key: 'competitor', type: 'text' },
      { id: 'fld_opp_nextstep', key: 'nextStep', type: 'text' },
      { id: 'fld_opp_need', key: 'need', type: 'longText' },
    ],
  },
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    entity: 'opportunity',
    forward: 'any',
    backward: { allow: 'any' },
    stages: options.stage.map((key) => ({
      id: `stg_${key}`,
      key,
      outcome: key === 'won' ? 'won' : 'open',
      probability: '0.5',
    })),
  },
  {
    kind: 'view',
    specVersion: 1,
    id: 'viw_large',
    key: 'large',
    entity: 'opportunity',
    type: 'table',
    sort: ['-amount'],
    columns: [{ field: 'name' }, { field: 'amount' }],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_seller',
    key: 'seller',
    grants: [
      { id: 'grt_acc_own', entity: 'account', actions: ['read', 'create', 'update'], scope: 'own' },
      { id: 'grt_acc_tree', entity: 'account', actions: ['read', 'update'], scope: 'teamTree' },
      { id: 'grt_opp_own', entity: 'opportunity', actions: ['read', 'create', 'update'], scope: 'own' },
      {
        id: 'grt_opp_tree',
        entity: 'opportunity',
        actions: ['read', 'create', 'update', 'import'],
        scope: 'teamTree',
      },
      { id: 'grt_user', entity: 'user', actions: ['read'], scope: 'all' },
    ],
  },
]
