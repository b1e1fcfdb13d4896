import type { Model } from '@atelier/definitions'
import type { Words } from '@atelier/rules'
import { labelWords } from '../refusal.ts'
import type { ApprovalState } from './state.ts'

/** Fields of a record that may not be written now, by key. */
export type Locks = ReadonlyMap<
  string,
  { readonly approval: string; readonly state: ApprovalState; readonly message: Words }
>

/**
 * Which fields of a record the approvals of its entity lock. `states` are those of the record **before** the write (`approvalStates`).
 * A lock holds while the approval is pending unless the document says otherwise.
 */
export function locksFor(model: Model, entity: string, states: { readonly [approval: string]: ApprovalState }): Locks {
  const locks = new Map<string, { readonly approval: string; readonly state: ApprovalState; readonly message: Words }>()
  for (const document of model.approvals.values()) {
    const state = states[document.key]
    if (document.entity !== entity || document.lock === undefined || state === undefined) continue
    if (!(document.lock.while ?? ['pending']).some((each) => each === state)) continue
    const name = labelWords(document.label, { en: document.key, 'zh-CN': document.key })
    const message =
      state === 'pending'
        ? { en: `Locked while ${name.en} is being decided.`, 'zh-CN': `“${name['zh-CN']}”审批期间已锁定。` }
        : { en: `Locked because ${name.en} was approved.`, 'zh-CN': `“${name['zh-CN']}”已通过,不能再修改。` }
    for (const field of document.lock.fields)
      if (!locks.has(field)) locks.set(field, { approval: document.key, state, message })
  }
  return locks
}
