import type { EntityDocument, StepDefinition } from '@atelier/definitions'
import { describe } from '@atelier/rules'
import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { actions, activityEntity } from '@atelier/workflow'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { kindOf } from '../edits/automation.ts'
import type { Way } from '../edits/steps.ts'
import { usePersonWords } from '../parts/use-person-words.ts'
import { checkAt } from '../rules/rule-site.ts'
import { ruleToText } from '../rules/rule-text.ts'
import { useDurationWords } from './DurationInput.tsx'
import { stepTexts } from './step-texts.ts'
import { targetOf } from './target-of.ts'

/** Says actions in words: their kind, what they do, for whom. */
export function useActionWords(entity: EntityDocument | undefined) {
  const t = useTexts(stepTexts)
  const label = useLabel()
  const language = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const join = language === 'zh-CN' ? '、' : ', '
  const person = usePersonWords(entity)
  const duration = useDurationWords()
  const { documents } = useDraft()
  const model = useDraftModel()
  const kindName = (step: StepDefinition) => actions.find((each) => each.key === kindOf(step))?.label[language] ?? ''
  const condition = (rule: unknown): string => {
    if (rule === undefined || rule === true) return t('noConditionYet')
    const { rule: checked } = checkAt(model, { entity: entity?.key, place: 'automation' }, rule)
    return checked ? describe(checked, language) : ruleToText(rule)
  }
  const textOf = (value: unknown): string => {
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    if (typeof value === 'boolean') return String(value)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const own = Object.entries(value).find(([key]) => key === language || /^[a-z]{2}(-|$)/.test(key))?.[1]
      const inOwn = Object.entries(value).find(([key]) => key === language)?.[1] ?? own
      return typeof inOwn === 'string' ? inOwn : t('aFormula')
    }
    return Array.isArray(value) ? value.join(join) : ''
  }
  const fieldName = (target: string | undefined, key: string) => {
    const field = model.entities.get(target ?? '')?.fields.get(key)
    return label(field?.label, key)
  }
  const valueName = (target: string | undefined, key: string, value: unknown) => {
    const field = model.entities.get(target ?? '')?.fields.get(key)
    const option = field?.options?.find((each) => each.key === value)
    return option ? label(option.label, option.key) : textOf(value)
  }
  /** The first line and what stands below it. */
  const says = (step: StepDefinition): { readonly title: string; readonly more: readonly string[] } => {
    const kind = kindOf(step)
    if ('type' in step)
      return { title: kindName(step), more: step.type === 'branch' ? [t('ways', { count: step.cases.length })] : [] }
    switch (step.action) {
      case 'createTask': {
        const subject = step.set?.[activityEntity(model)?.title ?? '']
        return {
          title: subject === undefined ? kindName(step) : textOf(subject),
          more: [
            step.owner === undefined ? '' : t('taskFor', { person: person(step.owner) }),
            step.due === undefined ? '' : t('dueIn', { text: duration(step.due) }),
          ],
        }
      }
      case 'updateRecord': {
        const target = targetOf(model, entity?.key, step.on)
        const sets = Object.entries(step.set).map(([key, value]) =>
          t('sets', { field: fieldName(target, key), value: valueName(target, key, value) }),
        )
        const where = step.on === undefined ? '' : t('ofRelated', { path: ruleToText(step.on) })
        return { title: sets.length > 0 ? sets.join(join) : t('setsNothing'), more: [where] }
      }
      case 'notify': {
        const message = ofKind(documents, 'message').find((each) => each.key === step.message)
        return {
          title: label(step.subject) || (message ? label(message.label, message.key) : '') || t(kind),
          more: [],
        }
      }
    }
  }
  return {
    says,
    kindName,
    condition,
    nameOf: (step: StepDefinition) => says(step).title || kindName(step),
    wayWords: (_: StepDefinition, way: Way<StepDefinition>) =>
      label(way.label) || (way.when === undefined ? t('otherwise') : t('if', { words: condition(way.when) })),
  }
}
