import { defineTrigger, equal } from '../contract.ts'

/** A field of an existing record changes, from and to certain values where the trigger says so. */
export const fieldChanged = defineTrigger({
  key: 'field.changed',
  label: { en: 'A field changes', 'zh-CN': '字段变更时' },
  matches: (trigger, event) =>
    event.kind === 'updated' &&
    event.changes.some(
      (change) =>
        change.field === trigger.field &&
        (trigger.from === undefined || equal(change.from, trigger.from)) &&
        (trigger.to === undefined || equal(change.to, trigger.to)),
    ),
})
