import { comparable, defineTrigger, type WorkflowEvent } from '../contract.ts'

/** The stages an event leaves and enters; a record that is made enters its first. */
export function stageChange(
  event: WorkflowEvent,
  stageField: string | undefined,
): { readonly left: unknown; readonly entered: unknown } | undefined {
  const change = event.changes.find((each) => each.field === stageField)
  if (change === undefined || event.kind === 'deleted' || event.kind === 'restored') return undefined
  const [left, entered] = [comparable(change.from), comparable(change.to)]
  return left === entered ? undefined : { left, entered }
}

const among = (stages: readonly string[] | undefined, stage: unknown): boolean =>
  typeof stage === 'string' && (stages === undefined || stages.includes(stage))

export const stageEntered = defineTrigger({
  key: 'stage.entered',
  label: { en: 'A stage is entered', 'zh-CN': '进入阶段时' },
  matches: (trigger, event, stageField) => among(trigger.stage, stageChange(event, stageField)?.entered),
})

export const stageLeft = defineTrigger({
  key: 'stage.left',
  label: { en: 'A stage is left', 'zh-CN': '离开阶段时' },
  matches: (trigger, event, stageField) => among(trigger.stage, stageChange(event, stageField)?.left),
})
