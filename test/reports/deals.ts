import type { Document } from '@atelier/definitions'

const head = (id: string, key: string) => ({ specVersion: 1, id, key }) as const

/** A small seller: people with deals in a pipeline, and what they were paid. */
export const dealDocuments: readonly Document[] = [
  {
    kind: 'entity',
    ...head('ent_deal', 'deal'),
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true },
      { id: 'fld_owner', key: 'owner', type: 'owner' },
      {
        id: 'fld_region',
        key: 'region',
        type: 'choice',
        options: [
          { id: 'opt_n', key: 'north' },
          { id: 'opt_s', key: 'south' },
        ],
      },
      { id: 'fld_amount', key: 'amount', type: 'money', currency: 'workspace' },
      { id: 'fld_started', key: 'startedOn', type: 'date' },
      { id: 'fld_close', key: 'closeDate', type: 'date' },
      { id: 'fld_secret', key: 'margin', type: 'number', scale: 2, sensitive: true },
      { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
    ],
  },
  {
    kind: 'entity',
    ...head('ent_paid', 'payment'),
    titleField: 'code',
    fields: [
      { id: 'fld_code', key: 'code', type: 'text', required: true },
      { id: 'fld_deal', key: 'deal', type: 'reference', target: 'deal', reverse: { key: 'payments' } },
      { id: 'fld_amt', key: 'amount', type: 'money', currency: 'workspace' },
      { id: 'fld_on', key: 'paidOn', type: 'date' },
    ],
  },
  {
    kind: 'pipeline',
    ...head('pip_sales', 'sales'),
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_1', key: 'contact', outcome: 'open', probability: '0.1', baseline: { toNext: '0.75' } },
      { id: 'stg_2', key: 'proposal', outcome: 'open', probability: '0.5', baseline: { toNext: '0.5' } },
      { id: 'stg_3', key: 'negotiation', outcome: 'open', probability: '0.6', baseline: { toNext: '0.6' } },
      { id: 'stg_4', key: 'contract', outcome: 'open', probability: '0.9', baseline: { toNext: '0.9' } },
      { id: 'stg_5', key: 'won', outcome: 'won', probability: '1' },
      { id: 'stg_6', key: 'lost', outcome: 'lost', probability: '0', from: 'any' },
    ],
  },
  {
    kind: 'role',
    ...head('rol_sales', 'sales'),
    grants: [
      { id: 'grt_1', entity: 'deal', actions: ['read', 'create', 'update'], scope: 'own' },
      { id: 'grt_2', entity: 'payment', actions: ['read'], scope: { via: 'deal' } },
    ],
  },
]
