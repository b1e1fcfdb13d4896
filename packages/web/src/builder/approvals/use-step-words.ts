import type { ApprovalDocument, ApprovalStep } from '@atelier/definitions'
import { describe } from '@atelier/rules'
import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { useDraftModel } from '../draft/draft-model.ts'
import type { Way } from '../edits/steps.ts'
import { checkAt } from '../rules/rule-site.ts'
import { ruleToText } from '../rules/rule-text.ts'
import { stepTexts } from '../steps/step-texts.ts'
import { approvalTexts } from './approval-texts.ts'

const kindTexts = {
  approve: 'approveKind',
  cc: 'ccKind',
  branch: 'branchKind',
  parallel: 'parallelKind',
} as const

/** Says steps of an approval and the ways through them in words. */
export function useStepWords(approval: ApprovalDocument) {
  const t = useTexts(approvalTexts)
  const s = useTexts(stepTexts)
  const label = useLabel()
  const language = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const model = useDraftModel()
  const condition = (rule: unknown): string => {
    const { rule: checked } = checkAt(model, { entity: approval.entity, place: 'approval' }, rule)
    return checked ? describe(checked, language) : ruleToText(rule)
  }
  return {
    condition,
    kindName: (step: ApprovalStep) => t(kindTexts[step.type]),
    nameOf: (step: ApprovalStep) => label(step.label) || t(kindTexts[step.type]),
    wayWords: (step: ApprovalStep, way: Way<ApprovalStep>, index: number) => {
      const name = label(way.label)
      if (step.type === 'parallel') return name || t('sideNo', { number: index + 1 })
      const rule = way.when
      const when =
        rule === undefined ? s('otherwise') : rule === true ? s('noConditionYet') : s('if', { words: condition(rule) })
      return name === '' ? when : `${name} · ${when}`
    },
  }
}
