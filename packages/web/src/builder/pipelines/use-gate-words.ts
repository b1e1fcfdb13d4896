import type { EntityDocument, GateDefinition } from '@atelier/definitions'
import { describe } from '@atelier/rules'
import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { usePersonWords } from '../parts/use-person-words.ts'
import { checkAt } from '../rules/rule-site.ts'
import { ruleToText } from '../rules/rule-text.ts'
import { pipelineTexts } from './pipeline-texts.ts'

/** Says a gate in a few words: its kind and what it asks for. */
export function useGateWords(
  entity: EntityDocument | undefined,
): (gate: GateDefinition) => { readonly kind: string; readonly text: string } {
  const t = useTexts(pipelineTexts)
  const label = useLabel()
  const model = useDraftModel()
  const zh = useLanguage().startsWith('zh')
  const join = zh ? '、' : ', '
  const { documents } = useDraft()
  const person = usePersonWords(entity)
  const fieldName = (key: string) => label(entity?.fields.find((field) => field.key === key)?.label, key)
  const ruleText = (rule: unknown): string => {
    if (!entity || rule === true) return t('noRuleYet')
    const { rule: checked } = checkAt(model, { entity: entity.key, place: 'gate' }, rule)
    return checked ? describe(checked, zh ? 'zh-CN' : 'en') : ruleToText(rule)
  }
  return (gate) => {
    switch (gate.gate) {
      case 'fields':
        return { kind: t('gateFields'), text: gate.fields.map(fieldName).join(join) || t('noFieldsChosen') }
      case 'rule':
        return { kind: t('gateRule'), text: label(gate.message) || ruleText(gate.rule) }
      case 'approval': {
        const approval = ofKind(documents, 'approval').find((each) => each.key === gate.approval)
        return { kind: t('gateApproval'), text: label(approval?.label, gate.approval) || t('noFieldsChosen') }
      }
      case 'who':
        return {
          kind: t('gateWho'),
          text: gate.who.map(person).join(join) || t('noFieldsChosen'),
        }
      case 'via':
        return { kind: t('gateVia'), text: gate.via.join(join) }
    }
  }
}
