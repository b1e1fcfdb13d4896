import { labelWords } from '../../refusal.ts'
import { defineGate, passes } from '../contract.ts'

/** Only certain ways in, a conversion for example. A move that was approved came in by a way that was judged when it was asked for. */
export const via = defineGate({
  key: 'via',
  label: { en: 'Only by certain ways', 'zh-CN': '仅限指定途径' },
  paths: () => [],
  judge: (gate, question) => {
    if (gate.via.includes(question.via) || question.via === 'approval') return passes
    return {
      refusals: [
        {
          code: 'gate_via',
          path: '',
          message: labelWords(gate.message, {
            en: `This stage is entered only by: ${gate.via.join(', ')}.`,
            'zh-CN': `该阶段只能通过以下途径进入:${gate.via.join('、')}。`,
          }),
          params: { gate: gate.id, stage: question.to.key, via: [...gate.via] },
        },
      ],
    }
  },
})
