import type { EntityDocument, GateDefinition } from '@atelier/definitions'
import { useFormat, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { readFilter } from '../../filter/condition.ts'
import { filterTexts } from '../../filter/filter-texts.ts'
import { conditionWords, groupWords } from '../../filter/sentence.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { entityViewOf } from '../parts/field-view.ts'
import { pipelineTexts } from './pipeline-texts.ts'

/** Says a gate in a few words: its kind and what it asks for. */
export function useGateWords(
  entity: EntityDocument | undefined,
): (gate: GateDefinition) => { readonly kind: string; readonly text: string } {
  const t = useTexts(pipelineTexts)
  const f = useTexts(filterTexts)
  const label = useLabel()
  const format = useFormat()
  const join = useLanguage().startsWith('zh') ? '、' : ', '
  const { documents } = useDraft()
  const fieldName = (key: string) => label(entity?.fields.find((field) => field.key === key)?.label, key)
  const ruleText = (rule: unknown): string => {
    if (!entity || rule === true) return t('noRuleYet')
    const group = readFilter(rule)
    const context = {
      entity: entityViewOf(entity, documents),
      t: f,
      label: (text: Parameters<typeof label>[0], fallback?: string) => label(text, fallback),
      nameOf: (id: string) => id,
      format,
    }
    return group.items
      .map((item) => {
        const { field, operator, value } =
          item.kind === 'condition' ? conditionWords(item, context) : groupWords(item, context)
        return [field, operator, value].filter(Boolean).join(' ')
      })
      .join(join)
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
          text:
            gate.who
              .map((who) => {
                const role = ofKind(documents, 'role').find((each) => `role:${each.key}` === who)
                return label(role?.label, who)
              })
              .join(join) || t('noFieldsChosen'),
        }
      case 'via':
        return { kind: t('gateVia'), text: gate.via.join(join) }
    }
  }
}
