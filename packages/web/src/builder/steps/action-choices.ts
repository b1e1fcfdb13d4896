import { useLanguage, useTexts } from '@atelier/ui'
import { IconArrowsSplit2, IconBell, IconChecklist, IconHandStop, IconPencil, type TablerIcon } from '@atelier/ui/icons'
import { actions } from '@atelier/workflow'
import type { ActionKind } from '../edits/automation.ts'
import type { StepChoice } from './StepFlow.tsx'
import { stepTexts } from './step-texts.ts'

const icons: Readonly<Record<ActionKind, TablerIcon>> = {
  createTask: IconChecklist,
  updateRecord: IconPencil,
  notify: IconBell,
  branch: IconArrowsSplit2,
  stop: IconHandStop,
}

export const actionIcon = (kind: ActionKind): TablerIcon => icons[kind]

/** Every kind of action that the engine has, as choices. */
export function useActionChoices(): readonly StepChoice[] {
  const t = useTexts(stepTexts)
  const zh = useLanguage().startsWith('zh')
  return actions.map(({ key, label }) => ({
    key,
    label: label[zh ? 'zh-CN' : 'en'],
    text: t(`${key}Text`),
    icon: icons[key],
  }))
}

/** A kind of action by its name. */
export const actionKind = (name: string): ActionKind | undefined => actions.find(({ key }) => key === name)?.key
