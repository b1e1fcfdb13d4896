import { approvalPaths } from '../../approvals/paths.ts'
import { approvalState } from '../../approvals/state.ts'
import { labelWords, type RefusalCode } from '../../refusal.ts'
import { defineGate, type GateVerdict, passes } from '../contract.ts'

/** An approval of this record: not needed and approved let pass, pending refuses, all else makes the move wait for a new request. */
export const approval = defineGate({
  key: 'approval',
  label: { en: 'An approval is given', 'zh-CN': '审批已通过' },
  paths: (gate, model, entity) => {
    const document = model.approvals.get(gate.approval)
    return document === undefined ? [] : approvalPaths(model, entity, document)
  },
  judge: (gate, { model, env, requests, to, creating }): GateVerdict => {
    const document = model.approvals.get(gate.approval)
    if (document === undefined) return passes
    const state = approvalState(model, document, env, requests)
    if (state === 'notNeeded' || state === 'approved') return passes
    const byGate = document.start === undefined || document.start.includes('gate')
    if (state !== 'pending' && byGate && !creating) return { refusals: [], waitsFor: document.key }
    const name = labelWords(document.label, { en: document.key, 'zh-CN': document.key })
    const code: RefusalCode = 'gate_approval'
    return {
      refusals: [
        {
          code,
          path: '',
          message: labelWords(
            gate.message,
            state === 'pending'
              ? { en: `${name.en} is still being decided.`, 'zh-CN': `“${name['zh-CN']}”正在审批中。` }
              : { en: `${name.en} must be approved first.`, 'zh-CN': `需先通过“${name['zh-CN']}”。` },
          ),
          params: {
            gate: gate.id,
            stage: to.key,
            approval: document.key,
            state,
            ...(state === 'pending' ? {} : { start: document.key }),
          },
          ...(state === 'pending' ? {} : { fix: { en: `Start ${name.en}.`, 'zh-CN': `发起“${name['zh-CN']}”。` } }),
        },
      ],
    }
  },
})
