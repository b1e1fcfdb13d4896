import type { TriggerDefinition } from '@atelier/definitions'
import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { triggers } from '@atelier/workflow'
import { useDraftModel } from '../draft/draft-model.ts'
import { useDurationWords } from '../steps/DurationInput.tsx'
import { readDuration } from '../steps/durations.ts'
import { automationTexts } from './automation-texts.ts'

/** Says what sets an automation off: its kind, and what in particular. */
export function useTriggerWords(entity: string) {
  const t = useTexts(automationTexts)
  const label = useLabel()
  const language = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const join = language === 'zh-CN' ? '、' : ', '
  const model = useDraftModel()
  const duration = useDurationWords()
  const own = model.entities.get(entity)
  const kindName = (on: string) => triggers.find((each) => each.key === on)?.label[language] ?? on
  const stages = new Map((own?.pipelines ?? []).flatMap((each) => each.stages).map((stage) => [stage.key, stage]))
  const stageName = (key: string) => label(stages.get(key)?.label, key)
  const valueName = (field: string, value: unknown): string => {
    const known = own?.fields.get(field)
    const option = known?.options.find((each) => each.key === value)
    if (option) return label(option.label, option.key)
    return known === own?.stage && typeof value === 'string' ? stageName(value) : String(value)
  }
  const pathName = (path: string) => {
    const [key = '', part] = path.split('.')
    const field = own?.fields.get(key)
    const name = label(field?.label, key)
    const of = part === undefined ? undefined : field?.type.parts?.(field.settings)[part]
    return of ? `${name} · ${label(of.label, part ?? '')}` : name
  }
  const offset = (text: string, path: string): string => {
    const read = readDuration(text)
    const field = pathName(path)
    if (read?.count === 0) return t('saysAt', { field })
    const words = { duration: duration(text.replace(/^-/, '')), field }
    return t(text.startsWith('-') ? 'saysBefore' : 'saysAfter', words)
  }
  const detail = (trigger: TriggerDefinition): string => {
    switch (trigger.on) {
      case 'field.changed': {
        const field = pathName(trigger.field)
        const [from, to] = [trigger.from, trigger.to].map((value) =>
          value === undefined || value === null ? undefined : valueName(trigger.field, value),
        )
        if (from !== undefined && to !== undefined) return t('saysFromTo', { field, from, to })
        if (from !== undefined) return t('saysFrom', { field, from })
        return to === undefined ? t('saysChanged', { field }) : t('saysTo', { field, to })
      }
      case 'stage.entered':
      case 'stage.left':
        return trigger.stage?.map(stageName).join(join) ?? t('anyStage')
      case 'time.reached': {
        const words = trigger.offsets.map((each) => offset(each, trigger.field)).join(join)
        return trigger.at === undefined ? words : t('saysTime', { words, time: trigger.at })
      }
      default:
        return ''
    }
  }
  return { kindName, detail, offset, pathName, stageName }
}
