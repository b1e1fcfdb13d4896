import { closed, flag, type JsonSchema, list, oneOf, ref, text, variants, whole } from './json-schema.ts'

const id = ref('id')
const people = list(ref('person'), 1)
const steps = ref('steps')

const gateBase = { id, gate: text, message: ref('label') }

/** Gates, stages and moves of pipelines; steps of approvals; triggers of automations. */
export const processDefs: Readonly<Record<string, JsonSchema>> = {
  gate: variants(
    'gate',
    {
      fields: closed({ ...gateBase, fields: list(ref('path'), 1) }, ['id', 'fields']),
      rule: closed({ ...gateBase, rule: ref('rule') }, ['id', 'rule']),
      who: closed({ ...gateBase, who: people }, ['id', 'who']),
      via: closed({ ...gateBase, via: list(text, 1) }, ['id', 'via']),
      approval: closed({ ...gateBase, approval: ref('key') }, ['id', 'approval']),
    },
    ['id'],
  ),
  gates: list(ref('gate')),
  stage: closed(
    {
      id,
      key: ref('key'),
      label: ref('label'),
      outcome: oneOf('open', 'won', 'lost'),
      probability: ref('share'),
      expect: ref('duration'),
      optional: flag,
      from: oneOf('any'),
      guide: ref('label'),
      color: ref('color'),
      baseline: closed({
        toNext: ref('share'),
        days: { type: ['integer', 'array'], minimum: 0, items: whole(0), minItems: 2, maxItems: 2 },
      }),
      entry: ref('gates'),
      exit: ref('gates'),
      keyActions: list(closed({ id, label: ref('label'), required: flag, doneWhen: ref('rule') }, ['id'])),
      onEnter: steps,
      onLeave: steps,
      sla: list(closed({ id, after: ref('duration'), steps }, ['id', 'after', 'steps'])),
      retired: flag,
      replacedBy: ref('key'),
    },
    ['id', 'key', 'outcome'],
  ),
  move: closed({ id, from: list(ref('key'), 1), to: ref('key'), for: people, gates: ref('gates') }, [
    'id',
    'from',
    'to',
  ]),
  approvalStep: variants(
    'type',
    {
      approve: closed(
        {
          id,
          type: text,
          label: ref('label'),
          approvers: people,
          mode: oneOf('all', 'any', 'sequence', 'claim'),
          comment: oneOf('optional', 'onReject', 'required'),
          due: ref('duration'),
          onDue: list(
            closed({ id, after: ref('duration'), steps: list(ref('ladderStep'), 1) }, ['id', 'after', 'steps']),
          ),
        },
        ['id', 'approvers'],
      ),
      cc: closed({ id, type: text, label: ref('label'), to: people }, ['id', 'to']),
      branch: closed(
        {
          id,
          type: text,
          label: ref('label'),
          cases: list(
            closed({ id, label: ref('label'), when: ref('rule'), steps: list(ref('approvalStep')) }, ['id', 'steps']),
            1,
          ),
        },
        ['id', 'cases'],
      ),
      parallel: closed(
        {
          id,
          type: text,
          label: ref('label'),
          join: oneOf('all', 'any'),
          branches: list(closed({ id, label: ref('label'), steps: list(ref('approvalStep'), 1) }, ['id', 'steps']), 2),
        },
        ['id', 'branches'],
      ),
    },
    ['id'],
  ),
  trigger: variants('on', {
    'record.created': closed({ on: text, filter: ref('rule') }),
    'record.updated': closed({ on: text, filter: ref('rule') }),
    'record.deleted': closed({ on: text, filter: ref('rule') }),
    'record.restored': closed({ on: text, filter: ref('rule') }),
    'field.changed': closed(
      { on: text, field: ref('key'), from: ref('value'), to: ref('value'), filter: ref('rule') },
      ['field'],
    ),
    'stage.entered': closed({ on: text, stage: list(ref('key'), 1), filter: ref('rule') }),
    'stage.left': closed({ on: text, stage: list(ref('key'), 1), filter: ref('rule') }),
    'time.reached': closed(
      {
        on: text,
        field: ref('path'),
        offsets: list(ref('isoDuration'), 1),
        at: ref('time'),
        filter: ref('rule'),
        repeat: closed({ every: ref('isoDuration'), max: whole(1, 1000) }, ['every', 'max']),
        catchUp: ref('isoDuration'),
      },
      ['field', 'offsets'],
    ),
  }),
}

export const pipelineProperties: Readonly<Record<string, JsonSchema>> = {
  entity: ref('entityKey'),
  calendar: ref('key'),
  forward: oneOf('sequential', 'any', 'explicit'),
  backward: closed({ allow: oneOf('any', 'previous', 'none'), reason: oneOf('required', 'optional') }, ['allow']),
  moves: list(ref('move')),
  stages: list(ref('stage'), 1),
}

export const automationProperties: Readonly<Record<string, JsonSchema>> = {
  entity: ref('entityKey'),
  enabled: flag,
  trigger: ref('trigger'),
  run: closed({
    as: oneOf('system', 'starter', 'owner'),
    reenter: oneOf('once', 'always'),
    onBulk: oneOf('each', 'batch'),
  }),
  steps: list(ref('step'), 1),
}

export const approvalProperties: Readonly<Record<string, JsonSchema>> = {
  entity: ref('entityKey'),
  when: ref('rule'),
  start: list(oneOf('button', 'gate', 'automation'), 1),
  title: ref('label'),
  lock: closed({ fields: list(ref('key'), 1), while: list(oneOf('pending', 'approved'), 1) }, ['fields']),
  material: list(ref('key')),
  approverSees: oneOf('snapshot', 'latest'),
  withdraw: oneOf('starter', 'none'),
  whenStarterApproves: oneOf('skip', 'ask'),
  noApprover: closed({ to: ref('person') }, ['to']),
  steps: list(ref('approvalStep'), 1),
  onApproved: steps,
  onRejected: steps,
}
