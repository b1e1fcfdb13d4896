import type { TriggerDefinition } from '@atelier/definitions'
import type { WorkflowEvent } from './contract.ts'
import { fieldChanged } from './field-changed/index.ts'
import { recordCreated, recordDeleted, recordRestored, recordUpdated } from './record/index.ts'
import { stageEntered, stageLeft } from './stage/index.ts'
import { timeReached } from './time-reached/index.ts'

/** Every kind of trigger. A new one is a folder, a line here and one in `triggerMatches`. */
export const triggers = [
  recordCreated,
  recordUpdated,
  recordDeleted,
  recordRestored,
  fieldChanged,
  stageEntered,
  stageLeft,
  timeReached,
] as const

/** Whether an event sets a trigger off, its filter aside. */
export function triggerMatches(
  trigger: TriggerDefinition,
  event: WorkflowEvent,
  stageField: string | undefined,
): boolean {
  switch (trigger.on) {
    case 'record.created':
      return recordCreated.matches({ ...trigger, on: trigger.on }, event, stageField)
    case 'record.updated':
      return recordUpdated.matches({ ...trigger, on: trigger.on }, event, stageField)
    case 'record.deleted':
      return recordDeleted.matches({ ...trigger, on: trigger.on }, event, stageField)
    case 'record.restored':
      return recordRestored.matches({ ...trigger, on: trigger.on }, event, stageField)
    case 'field.changed':
      return fieldChanged.matches(trigger, event, stageField)
    case 'stage.entered':
      return stageEntered.matches({ ...trigger, on: trigger.on }, event, stageField)
    case 'stage.left':
      return stageLeft.matches({ ...trigger, on: trigger.on }, event, stageField)
    case 'time.reached':
      return timeReached.matches(trigger, event, stageField)
  }
}
