import type { Document } from '@atelier/definitions'
import { activityDocument } from './activity-document.ts'

const head = { specVersion: 1 } as const

/** A small sales workspace: deals with gated stages, activities, an approval, and what runs by itself. */
export function dealDocuments(): readonly Document[] {
  return [
    {
      ...head,
      kind: 'entity',
      id: 'ent_deal',
      key: 'deal',
      label: { en: 'Deal', 'zh-CN': '商机' },
      titleField: 'name',
      fields: [
        { id: 'fld_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
        { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'dealFlow' }] },
        { id: 'fld_owner', key: 'owner', type: 'owner' },
        { id: 'fld_amount', key: 'amount', type: 'number', scale: 2, label: { en: 'Amount', 'zh-CN': '金额' } },
        { id: 'fld_budget', key: 'budget', type: 'number', scale: 2, label: { en: 'Budget', 'zh-CN': '预算' } },
        { id: 'fld_winReason', key: 'winReason', type: 'text' },
        { id: 'fld_lostReason', key: 'lostReason', type: 'text' },
        { id: 'fld_closeDate', key: 'closeDate', type: 'date' },
        { id: 'fld_counter', key: 'counter', type: 'number' },
        { id: 'fld_note', key: 'note', type: 'text' },
      ],
    },
    activityDocument(),
    {
      ...head,
      kind: 'entity',
      id: 'ent_quote',
      key: 'quote',
      titleField: 'name',
      fields: [
        { id: 'fld_name', key: 'name', type: 'text' },
        { id: 'fld_deal', key: 'deal', type: 'reference', target: 'deal', reverse: { key: 'quotes' } },
        { id: 'fld_discount', key: 'discount', type: 'percent' },
      ],
    },
    {
      ...head,
      kind: 'approval',
      id: 'apr_quote',
      key: 'quoteDiscount',
      entity: 'quote',
      when: { '>': [{ var: 'discount' }, '0.15'] },
      start: ['button'],
      material: ['discount'],
      steps: [{ id: 'stp_mgr', type: 'approve', approvers: ['manager(starter)'] }],
    },
    {
      ...head,
      kind: 'pipeline',
      id: 'pip_deal',
      key: 'dealFlow',
      entity: 'deal',
      forward: 'sequential',
      backward: { allow: 'any', reason: 'required' },
      stages: [
        {
          id: 'stg_contact',
          key: 'contact',
          outcome: 'open',
          probability: '0.1',
          exit: [
            {
              id: 'gat_touch',
              gate: 'rule',
              rule: {
                some: [
                  { var: 'activities' },
                  { and: [{ '==': [{ var: 'done' }, true] }, { in: [{ var: 'type' }, ['call', 'visit']] }] },
                ],
              },
              message: { en: 'Log a call or a visit first', 'zh-CN': '请先记录一次电话或拜访' },
            },
          ],
        },
        {
          id: 'stg_needs',
          key: 'needs',
          outcome: 'open',
          probability: '0.25',
          onEnter: [
            {
              id: 'stp_call',
              action: 'createTask',
              set: { subject: { en: 'Call about {{name}}', 'zh-CN': '3天内电话沟通:{{name}}' }, type: 'call' },
              owner: 'owner',
              due: { for: 'P3D', clock: 'business' },
              onLeave: 'cancel',
            },
          ],
          keyActions: [{ id: 'act_interview', label: { en: 'Interview', 'zh-CN': '深入访谈' }, required: true }],
          exit: [{ id: 'gat_budget', gate: 'fields', fields: ['budget'] }],
        },
        { id: 'stg_poc', key: 'poc', outcome: 'open', optional: true },
        {
          id: 'stg_signing',
          key: 'signing',
          label: { en: 'Signing', 'zh-CN': '签署中' },
          outcome: 'open',
          probability: '0.9',
          entry: [{ id: 'gat_review', gate: 'approval', approval: 'dealReview' }],
          exit: [
            {
              id: 'gat_quotes',
              gate: 'rule',
              rule: {
                all: [{ var: 'quotes' }, { in: [{ approvalState: ['quoteDiscount'] }, ['notNeeded', 'approved']] }],
              },
              message: { en: 'A quote still needs its approval', 'zh-CN': '有报价单尚未通过审批' },
            },
          ],
        },
        {
          id: 'stg_won',
          key: 'won',
          outcome: 'won',
          probability: '1',
          entry: [
            { id: 'gat_won', gate: 'fields', fields: ['winReason', 'amount'] },
            { id: 'gat_who', gate: 'who', who: ['owner', 'manager(owner)'] },
          ],
        },
        {
          id: 'stg_lost',
          key: 'lost',
          outcome: 'lost',
          probability: '0',
          from: 'any',
          entry: [{ id: 'gat_lost', gate: 'fields', fields: ['lostReason'] }],
        },
      ],
    },
    {
      ...head,
      kind: 'approval',
      id: 'apr_deal',
      key: 'dealReview',
      label: { en: 'Deal review', 'zh-CN': '商机评审' },
      entity: 'deal',
      when: { '>': [{ var: 'amount' }, '1000'] },
      start: ['button', 'gate'],
      title: { en: '{{name}}: {{amount}}', 'zh-CN': '{{name}}:{{amount}}' },
      lock: { fields: ['amount'], while: ['pending', 'approved'] },
      material: ['amount'],
      steps: [
        {
          id: 'stp_mgr',
          type: 'approve',
          approvers: ['manager(starter)'],
          mode: 'all',
          comment: 'onReject',
          due: 'P2D',
        },
        { id: 'stp_dir', type: 'approve', approvers: ['role:director'], mode: 'any' },
      ],
      onApproved: [{ id: 'stp_note', action: 'updateRecord', set: { note: 'reviewed' } }],
      onRejected: [
        {
          id: 'stp_tell',
          action: 'notify',
          to: ['starter'],
          subject: { en: '{{name}} was rejected', 'zh-CN': '{{name}} 被驳回' },
        },
      ],
    },
    {
      ...head,
      kind: 'automation',
      id: 'aut_stale',
      key: 'stale',
      entity: 'deal',
      trigger: {
        on: 'time.reached',
        field: 'lastActivityAt',
        offsets: ['P7D'],
        at: '09:00',
        filter: { '==': [{ var: 'stage.outcome' }, 'open'] },
        repeat: { every: 'P7D', max: 1 },
      },
      steps: [
        {
          id: 'stp_n',
          action: 'notify',
          to: ['owner'],
          cc: ['manager(owner)'],
          subject: { en: '{{name}} has been quiet', 'zh-CN': '{{name}} 已停滞' },
        },
      ],
    },
    {
      ...head,
      kind: 'automation',
      id: 'aut_closing',
      key: 'closing',
      entity: 'deal',
      trigger: { on: 'time.reached', field: 'closeDate', offsets: ['-P7D', 'P0D', 'P3D'], at: '09:00' },
      steps: [{ id: 'stp_n', action: 'notify', to: ['owner'], subject: 'closing {{closeDate}}' }],
    },
    {
      ...head,
      kind: 'automation',
      id: 'aut_count',
      key: 'count',
      entity: 'deal',
      trigger: { on: 'field.changed', field: 'counter' },
      run: { reenter: 'always' },
      steps: [{ id: 'stp_up', action: 'updateRecord', set: { counter: { '+': [{ var: 'counter' }, 1] } } }],
    },
    {
      ...head,
      kind: 'automation',
      id: 'aut_welcome',
      key: 'welcome',
      entity: 'deal',
      trigger: { on: 'record.created', filter: { startsWith: [{ var: 'name' }, 'Welcome'] } },
      steps: [
        { id: 'stp_set', action: 'updateRecord', set: { note: 'hello {{name}}' } },
        {
          id: 'stp_if',
          type: 'branch',
          cases: [
            { id: 'cas_a', when: { '==': [{ var: 'note' }, 'nobody'] }, steps: [{ id: 'stp_stop', type: 'stop' }] },
            {
              id: 'cas_b',
              steps: [
                {
                  id: 'stp_task',
                  action: 'createTask',
                  set: { subject: '{{note}}', type: 'task' },
                  owner: 'creator',
                  due: 'P1D',
                },
              ],
            },
          ],
        },
      ],
    },
    {
      ...head,
      kind: 'automation',
      id: 'aut_broken',
      key: 'broken',
      entity: 'deal',
      trigger: { on: 'record.created', filter: { '==': [{ var: 'name' }, 'Broken'] } },
      steps: [
        { id: 'stp_note', action: 'updateRecord', set: { note: 'half done' } },
        { id: 'stp_bad', action: 'updateRecord', set: { name: '' } },
      ],
    },
    {
      ...head,
      kind: 'role',
      id: 'rol_sales',
      key: 'sales',
      grants: [
        { id: 'grt_deal', entity: 'deal', actions: ['read', 'create', 'update', 'delete'], scope: 'teamTree' },
        { id: 'grt_quote', entity: 'quote', actions: ['read', 'create', 'update'], scope: 'all' },
        { id: 'grt_activity', entity: 'activity', actions: ['read', 'create', 'update', 'delete'], scope: 'all' },
      ],
    },
    {
      ...head,
      kind: 'role',
      id: 'rol_director',
      key: 'director',
      grants: [{ id: 'grt_deal', entity: 'deal', actions: ['read'], scope: 'all' }],
    },
  ]
}
