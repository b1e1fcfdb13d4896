import type { EntityDocument, FieldDefinition, Option, PipelineDocument } from '../documents/index.ts'
import { fieldTypeOf } from '../field-types.ts'
import { lineFields } from './fields.ts'
import { lateRule } from './late.ts'

const head = { kind: 'entity', specVersion: 1 } as const

/** A read-only collection that the engine keeps for an entity, drawn like an entity so that rules and reports can read it. */
export type CollectionDocument = {
  readonly collection: 'stageHistory' | 'approvals' | 'approvals.decisions' | 'changes'
  readonly document: EntityDocument
}

/** The collections of one entity: changes always, stage history with a stage field, approvals where an approval names the entity. */
export function systemCollections(
  entity: EntityDocument,
  pipelines: readonly PipelineDocument[],
  approvals: readonly { readonly id: string; readonly key: string; readonly label?: Option['label'] }[],
): readonly CollectionDocument[] {
  const made: CollectionDocument[] = []
  const add = (
    collection: CollectionDocument['collection'],
    parent: string,
    label: Option['label'],
    fields: FieldDefinition[],
  ) =>
    made.push({
      collection,
      document: {
        ...head,
        id: `${entity.id}/${collection}`,
        key: `${entity.key}.${collection}`,
        ...(label ? { label } : {}),
        fields: [...fields, ...lineFields(parent)],
      },
    })
  if (entity.fields.some((field) => fieldTypeOf(field.type)?.servesAs === 'stage')) {
    const late = lateRule(pipelines)
    add('stageHistory', entity.key, { en: 'Stage history', 'zh-CN': '阶段历史' }, [
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'choice',
        options: stageOptions(pipelines),
        label: { en: 'Stage', 'zh-CN': '阶段' },
      },
      {
        id: 'fld_pipeline',
        key: 'pipeline',
        type: 'choice',
        options: optionsOf(pipelines),
        label: { en: 'Pipeline', 'zh-CN': '销售流程' },
      },
      { id: 'fld_enteredAt', key: 'enteredAt', type: 'datetime', label: { en: 'Entered', 'zh-CN': '进入时间' } },
      { id: 'fld_leftAt', key: 'leftAt', type: 'datetime', label: { en: 'Left', 'zh-CN': '离开时间' } },
      { id: 'fld_reason', key: 'reason', type: 'longText', label: { en: 'Reason', 'zh-CN': '原因' } },
      { id: 'fld_by', key: 'by', type: 'user', label: { en: 'By', 'zh-CN': '操作人' } },
      ...(late === undefined ? [] : [{ ...lateField, formula: late }]),
    ])
  }
  if (approvals.length > 0) {
    add('approvals', entity.key, { en: 'Approvals', 'zh-CN': '审批单' }, [
      {
        id: 'fld_approval',
        key: 'approval',
        type: 'choice',
        options: optionsOf(approvals),
        label: { en: 'Approval flow', 'zh-CN': '审批流' },
      },
      {
        id: 'fld_state',
        key: 'state',
        type: 'choice',
        options: approvalStates,
        label: { en: 'State', 'zh-CN': '状态' },
      },
      { id: 'fld_starter', key: 'starter', type: 'user', label: { en: 'Started by', 'zh-CN': '发起人' } },
      { id: 'fld_startedAt', key: 'startedAt', type: 'datetime', label: { en: 'Started', 'zh-CN': '发起时间' } },
      { id: 'fld_decidedAt', key: 'decidedAt', type: 'datetime', label: { en: 'Decided', 'zh-CN': '办结时间' } },
    ])
    add('approvals.decisions', `${entity.key}.approvals`, { en: 'Decisions', 'zh-CN': '审批意见' }, [
      { id: 'fld_step', key: 'step', type: 'text', label: { en: 'Step', 'zh-CN': '步骤' } },
      { id: 'fld_approver', key: 'approver', type: 'user', label: { en: 'Approver', 'zh-CN': '审批人' } },
      {
        id: 'fld_action',
        key: 'action',
        type: 'choice',
        options: decisionActions,
        label: { en: 'Decision', 'zh-CN': '决定' },
      },
      { id: 'fld_comment', key: 'comment', type: 'longText', label: { en: 'Comment', 'zh-CN': '意见' } },
      { id: 'fld_at', key: 'at', type: 'datetime', label: { en: 'At', 'zh-CN': '时间' } },
    ])
  }
  add('changes', entity.key, { en: 'Changes', 'zh-CN': '变更记录' }, [
    { id: 'fld_field', key: 'field', type: 'text', label: { en: 'Field', 'zh-CN': '字段' } },
    { id: 'fld_from', key: 'from', type: 'longText', label: { en: 'From', 'zh-CN': '原值' } },
    { id: 'fld_to', key: 'to', type: 'longText', label: { en: 'To', 'zh-CN': '新值' } },
    { id: 'fld_at', key: 'at', type: 'datetime', label: { en: 'At', 'zh-CN': '时间' } },
    { id: 'fld_by', key: 'by', type: 'user', label: { en: 'By', 'zh-CN': '操作人' } },
    { id: 'fld_via', key: 'via', type: 'text', label: { en: 'Via', 'zh-CN': '途径' } },
  ])
  return made
}

const lateField: FieldDefinition = {
  id: 'fld_late',
  key: 'late',
  type: 'formula',
  result: 'boolean',
  label: { en: 'Longer than expected', 'zh-CN': '超出预计时长' },
}

/** Stages of several pipelines as options; a key that two pipelines share is one option, named as in the first. */
export function stageOptions(pipelines: readonly PipelineDocument[]): readonly Option[] {
  const byKey = new Map<string, Option>()
  for (const stage of pipelines.flatMap((pipeline) => pipeline.stages))
    if (!byKey.has(stage.key))
      byKey.set(stage.key, {
        id: stage.id,
        key: stage.key,
        ...(stage.label ? { label: stage.label } : {}),
        ...(stage.color ? { color: stage.color } : {}),
        ...(stage.retired ? { retired: true } : {}),
      })
  return [...byKey.values()]
}

function optionsOf(
  parts: readonly { readonly id: string; readonly key: string; readonly label?: Option['label'] }[],
): readonly Option[] {
  return parts.map(({ id, key, label }) => ({ id, key, ...(label ? { label } : {}) }))
}

const approvalStates: readonly Option[] = [
  { id: 'opt_pending', key: 'pending', label: { en: 'Pending', 'zh-CN': '审批中' } },
  { id: 'opt_approved', key: 'approved', label: { en: 'Approved', 'zh-CN': '已通过' } },
  { id: 'opt_rejected', key: 'rejected', label: { en: 'Rejected', 'zh-CN': '已驳回' } },
  { id: 'opt_withdrawn', key: 'withdrawn', label: { en: 'Withdrawn', 'zh-CN': '已撤回' } },
]

const decisionActions: readonly Option[] = [
  { id: 'opt_approve', key: 'approve', label: { en: 'Approve', 'zh-CN': '同意' } },
  { id: 'opt_reject', key: 'reject', label: { en: 'Reject', 'zh-CN': '驳回' } },
  { id: 'opt_return', key: 'return', label: { en: 'Return', 'zh-CN': '退回' } },
  { id: 'opt_withdraw', key: 'withdraw', label: { en: 'Withdraw', 'zh-CN': '撤回' } },
]
