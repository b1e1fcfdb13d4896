import { choose, closed, type JsonSchema, list, mapOf, oneOf, ref, text, variants } from './json-schema.ts'

const id = ref('id')
const set = mapOf(ref('value'), ref('key'))
const people = list(ref('person'))

const actions: Readonly<Record<string, JsonSchema>> = {
  createTask: closed(
    {
      id,
      action: text,
      label: ref('label'),
      set,
      owner: ref('person'),
      due: ref('duration'),
      onLeave: oneOf('cancel', 'keep'),
    },
    ['id'],
  ),
  updateRecord: closed({ id, action: text, label: ref('label'), on: ref('rule'), set }, ['id', 'set']),
  notify: closed(
    {
      id,
      action: text,
      label: ref('label'),
      to: list(ref('person'), 1),
      cc: people,
      message: ref('key'),
      subject: ref('label'),
      body: ref('label'),
    },
    ['id', 'to'],
  ),
}

const types: Readonly<Record<string, JsonSchema>> = {
  branch: closed(
    {
      id,
      type: text,
      label: ref('label'),
      cases: list(closed({ id, label: ref('label'), when: ref('rule'), steps: list(ref('step')) }, ['id', 'steps']), 1),
    },
    ['id', 'cases'],
  ),
  stop: closed({ id, type: text, label: ref('label') }, ['id']),
}

/** What the ladder of an approval step may do besides telling people. */
const ladderActions: Readonly<Record<string, JsonSchema>> = {
  urge: closed({ id, action: text, label: ref('label') }, ['id']),
  escalate: closed({ id, action: text, label: ref('label'), to: ref('person') }, ['id', 'to']),
  autoApprove: closed({ id, action: text, label: ref('label') }, ['id']),
  autoReject: closed({ id, action: text, label: ref('label') }, ['id']),
}

/** One step of a list of actions: an action by `action`, or control by `type`. */
export const stepDefs: Readonly<Record<string, JsonSchema>> = {
  step: choose({ type: 'object', required: ['type'] }, variants('type', types), variants('action', actions)),
  steps: list(ref('step')),
  ladderStep: variants('action', { ...ladderActions, ...(actions['notify'] ? { notify: actions['notify'] } : {}) }),
}
