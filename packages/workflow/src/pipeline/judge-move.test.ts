import { compileModel, type Document, type GateDefinition, type PipelineDocument } from '@atelier/definitions'
import type { Env, RecordData } from '@atelier/rules'
import { describe, expect, it } from 'vitest'
import type { PastRequest } from '../approvals/state.ts'
import type { Directory } from '../directory.ts'
import { judgeCreate, judgeMove, type MoveQuestion } from './judge-move.ts'
import { movesOf } from './moves-of.ts'
import { requiredPaths } from './required-paths.ts'

const head = { specVersion: 1 } as const
const mia = { id: 'u-mia', name: 'Mia', roles: [], active: true }
const anna = { id: 'u-anna', name: 'Anna', roles: [], manager: 'u-mia', active: true }
const bob = { id: 'u-bob', name: 'Bob', roles: [], active: true }
const directory: Directory = { users: new Map([mia, anna, bob].map((user) => [user.id, user])), teams: new Map() }

type Shape = {
  readonly forward?: PipelineDocument['forward']
  readonly backward?: PipelineDocument['backward']
  readonly moves?: PipelineDocument['moves']
  readonly entry?: Readonly<Record<string, readonly GateDefinition[]>>
  readonly exit?: Readonly<Record<string, readonly GateDefinition[]>>
}

/** contact · needs · proposal · poc (optional) · signing · won · lost */
function pipeline({
  forward = 'sequential',
  backward = { allow: 'any', reason: 'required' },
  moves,
  entry = {},
  exit = {},
}: Shape = {}): PipelineDocument {
  const stage = (key: string, outcome: 'open' | 'won' | 'lost', more: object = {}) => ({
    id: `stg_${key}`,
    key,
    outcome,
    ...(entry[key] === undefined ? {} : { entry: entry[key] }),
    ...(exit[key] === undefined ? {} : { exit: exit[key] }),
    ...more,
  })
  return {
    ...head,
    kind: 'pipeline',
    id: 'pip_deal',
    key: 'dealFlow',
    entity: 'deal',
    forward,
    backward,
    ...(moves === undefined ? {} : { moves }),
    stages: [
      stage('contact', 'open', { probability: '0.1' }),
      stage('needs', 'open', {
        keyActions: [
          { id: 'act_interview', label: { en: 'Interview', 'zh-CN': '深入访谈' }, required: true },
          { id: 'act_budget', required: true, doneWhen: { '>': [{ var: 'budget' }, '0'] } },
          { id: 'act_lunch' },
        ],
      }),
      stage('proposal', 'open'),
      stage('poc', 'open', { optional: true }),
      stage('signing', 'open', { probability: '0.9' }),
      stage('won', 'won', { probability: '1' }),
      stage('lost', 'lost', { from: 'any' }),
    ],
  }
}

function documents(flow: PipelineDocument): readonly Document[] {
  return [
    {
      ...head,
      kind: 'entity',
      id: 'ent_deal',
      key: 'deal',
      titleField: 'name',
      fields: [
        { id: 'fld_name', key: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' } },
        { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'dealFlow' }] },
        { id: 'fld_owner', key: 'owner', type: 'owner' },
        { id: 'fld_amount', key: 'amount', type: 'number', scale: 2, label: { en: 'Amount', 'zh-CN': '金额' } },
        { id: 'fld_budget', key: 'budget', type: 'number', scale: 2, label: { en: 'Budget', 'zh-CN': '预算' } },
        { id: 'fld_tags', key: 'tags', type: 'tags', label: { en: 'Tags', 'zh-CN': '标签' } },
        { id: 'fld_hot', key: 'hot', type: 'boolean', label: { en: 'Hot', 'zh-CN': '热' } },
        { id: 'fld_parentDeal', key: 'parentDeal', type: 'reference', target: 'deal', reverse: { key: 'parts' } },
      ],
    },
    flow,
    {
      ...head,
      kind: 'approval',
      id: 'apr_review',
      key: 'review',
      label: { en: 'Review', 'zh-CN': '评审' },
      entity: 'deal',
      when: { '>': [{ var: 'amount' }, '1000'] },
      start: ['gate'],
      material: ['amount'],
      steps: [{ id: 'stp_a', type: 'approve', approvers: ['manager(starter)'] }],
    },
    {
      ...head,
      kind: 'approval',
      id: 'apr_hand',
      key: 'byHand',
      entity: 'deal',
      start: ['button'],
      steps: [{ id: 'stp_a', type: 'approve', approvers: ['owner'] }],
    },
  ]
}

function question(
  flow: PipelineDocument,
  from: string | undefined,
  to: string,
  record: RecordData = {},
  more: Partial<MoveQuestion> = {},
): MoveQuestion {
  const env: Env = {
    record: { id: 'd-1', ...record },
    names: { $record: record, $old: null, $user: { id: 'u-anna' } },
    now: '2026-11-22T08:00:00.000Z',
    zone: 'Asia/Shanghai',
  }
  return {
    model: compileModel(documents(flow), { revision: 1 }),
    entity: 'deal',
    pipeline: flow,
    from,
    to,
    env,
    user: 'u-anna',
    directory,
    via: 'form',
    ticks: [],
    requests: [],
    ...more,
  }
}

const codes = (
  flow: PipelineDocument,
  from: string | undefined,
  to: string,
  record: RecordData = {},
  more: Partial<MoveQuestion> = {},
): readonly string[] =>
  judgeMove(question(flow, from, to, record, more)).refusals.map(({ code, field, params }) =>
    [code, field, params['gate']].filter((part) => part !== undefined).join(' '),
  )

const ready = { budget: '5.00' }
const ticked = { ticks: ['act_interview'] }

describe('the order of a sequential pipeline', () => {
  it.each([
    ['contact', 'needs', []],
    ['contact', 'proposal', ['move_not_allowed']],
    ['proposal', 'poc', []],
    ['proposal', 'signing', []],
    ['proposal', 'won', ['move_not_allowed']],
    ['signing', 'won', []],
    ['contact', 'lost', []],
    ['won', 'lost', []],
    ['proposal', 'contact', ['reason_required']],
    ['lost', 'contact', ['reason_required']],
  ])('from %s to %s: %j', (from, to, expected) => {
    expect(codes(pipeline(), from, to, {}, { furthest: from === 'lost' ? 'proposal' : from })).toEqual(expected)
  })

  it('names the stage to go to first', () => {
    const [refusal] = judgeMove(question(pipeline(), 'contact', 'signing')).refusals
    expect(refusal?.params).toEqual({ from: 'contact', to: 'signing', next: 'needs' })
    expect(refusal?.fix).toEqual({ en: 'Move to needs first.', 'zh-CN': '请先推进到“needs”。' })
  })

  it('passes a move back that says why', () => {
    expect(codes(pipeline(), 'proposal', 'contact', {}, { reason: 'wrong person' })).toEqual([])
    expect(codes(pipeline(), 'proposal', 'contact', {}, { reason: '  ' })).toEqual(['reason_required'])
  })

  it('takes a lost record up where it had got to, and never further', () => {
    const lost = { furthest: 'proposal', reason: 'they called again' }
    expect(codes(pipeline(), 'lost', 'proposal', {}, lost)).toEqual([])
    expect(codes(pipeline(), 'lost', 'signing', {}, lost)).toEqual([])
    expect(codes(pipeline(), 'lost', 'won', {}, lost)).toEqual(['move_not_allowed'])
  })

  it('moves only one step back when it says so, and not at all when it says none', () => {
    const previous = pipeline({ backward: { allow: 'previous' } })
    expect(codes(previous, 'signing', 'proposal')).toEqual([])
    expect(codes(previous, 'signing', 'needs')).toEqual(['move_not_allowed'])
    expect(codes(pipeline({ backward: { allow: 'none' } }), 'proposal', 'needs')).toEqual(['move_not_allowed'])
  })

  it('does nothing for a move to the present stage', () => {
    expect(
      judgeMove(
        question(
          pipeline({ entry: { needs: [{ id: 'gat_x', gate: 'fields', fields: ['amount'] }] } }),
          'needs',
          'needs',
        ),
      ),
    ).toMatchObject({ allowed: true, direction: 'stay' })
  })

  it('knows no other stages', () => {
    expect(codes(pipeline(), 'contact', 'nowhere')).toEqual(['unknown_option'])
  })
})

describe('other orders', () => {
  it('lets a record go anywhere forward when the pipeline says any', () => {
    expect(codes(pipeline({ forward: 'any' }), 'contact', 'won')).toEqual([])
  })

  it('allows the listed moves alone when the pipeline says explicit, with their people and gates', () => {
    const flow = pipeline({
      forward: 'explicit',
      moves: [
        {
          id: 'mov_a',
          from: ['contact'],
          to: 'signing',
          for: ['manager(owner)'],
          gates: [{ id: 'gat_m', gate: 'fields', fields: ['amount'] }],
        },
      ],
    })
    expect(codes(flow, 'contact', 'needs')).toEqual(['move_not_allowed'])
    expect(codes(flow, 'contact', 'signing', { owner: { id: 'u-anna' } })).toEqual([
      'gate_who mov_a',
      'gate_fields amount gat_m',
    ])
    expect(codes(flow, 'contact', 'signing', { owner: { id: 'u-anna' }, amount: '5.00' }, { user: 'u-mia' })).toEqual(
      [],
    )
  })
})

describe('gates', () => {
  const fields = pipeline({
    exit: { proposal: [{ id: 'gat_f', gate: 'fields', fields: ['amount', 'tags', 'hot', 'parentDeal.amount'] }] },
  })

  it.each([
    [{}, ['amount', 'tags', 'hot', 'parentDeal.amount']],
    [{ amount: '0.00', hot: false, tags: [] }, ['tags', 'parentDeal.amount']],
    [{ amount: '', hot: null, tags: ['x'], parentDeal: { id: 'd-2', amount: '1.00' } }, ['amount', 'hot']],
    [{ amount: '1.00', hot: true, tags: ['x'], parentDeal: { id: 'd-2', amount: '1.00' } }, []],
  ])('of fields name each one that is empty: %j', (record, missing) => {
    expect(codes(fields, 'proposal', 'signing', record)).toEqual(missing.map((field) => `gate_fields ${field} gat_f`))
  })

  it('of fields speak both languages and say what to do', () => {
    const [refusal] = judgeMove(question(fields, 'proposal', 'signing')).refusals
    expect(refusal).toEqual({
      code: 'gate_fields',
      path: '/values/amount',
      field: 'amount',
      message: { en: 'Amount is needed.', 'zh-CN': '请填写“金额”。' },
      params: { gate: 'gat_f', stage: 'signing' },
      fix: { en: 'Fill in Amount.', 'zh-CN': '填写“金额”。' },
    })
  })

  const rule = pipeline({
    exit: {
      proposal: [
        {
          id: 'gat_r',
          gate: 'rule',
          rule: { '<=': [{ var: 'amount' }, { var: 'budget' }] },
          message: { en: 'Too dear', 'zh-CN': '超出预算' },
        },
      ],
    },
  })

  it.each([
    [{ amount: '5.00', budget: '5.00' }, []],
    [{ amount: '6.00', budget: '5.00' }, ['gate_rule gat_r']],
    [{ amount: '6.00' }, ['gate_rule budget gat_r']],
    [{}, ['gate_rule amount gat_r', 'gate_rule budget gat_r']],
  ])('of rules are strict: what cannot be decided holds, and the empty fields are named: %j', (record, expected) => {
    expect(codes(rule, 'proposal', 'signing', record)).toEqual(expected)
  })

  it('of rules read related records', () => {
    const flow = pipeline({
      exit: {
        proposal: [
          { id: 'gat_s', gate: 'rule', rule: { some: [{ var: 'parts' }, { '>': [{ var: 'amount' }, '10'] }] } },
        ],
      },
    })
    expect(
      requiredPaths(compileModel(documents(flow), { revision: 1 }), 'deal', flow, { from: 'proposal', to: 'signing' }),
    ).toEqual(expect.arrayContaining(['parts.amount']))
    expect(codes(flow, 'proposal', 'signing', { parts: [] })).toEqual(['gate_rule gat_s'])
    expect(codes(flow, 'proposal', 'signing', { parts: [{ id: 'd-3', amount: '11.00' }] })).toEqual([])
  })

  it('of people let the owner and the owner’s manager pass, and the system', () => {
    const flow = pipeline({ entry: { won: [{ id: 'gat_w', gate: 'who', who: ['owner', 'manager(owner)'] }] } })
    const owned = { owner: { id: 'u-anna' } }
    for (const user of ['u-anna', 'u-mia', undefined])
      expect(codes(flow, 'signing', 'won', owned, { user })).toEqual([])
    expect(codes(flow, 'signing', 'won', owned, { user: 'u-bob' })).toEqual(['gate_who gat_w'])
    expect(codes(flow, 'signing', 'won', {}, { user: 'u-bob' })).toEqual(['gate_who gat_w'])
  })

  it.each([
    ['form', ['gate_via gat_v']],
    ['import', ['gate_via gat_v']],
    ['conversion', []],
    ['approval', []],
  ])('of ways: %s gives %j', (via, expected) => {
    expect(
      codes(
        pipeline({ entry: { won: [{ id: 'gat_v', gate: 'via', via: ['conversion'] }] } }),
        'signing',
        'won',
        {},
        { via },
      ),
    ).toEqual(expected)
  })

  it('of key actions ask for the required ones of the stage left, ticked by hand or by their rule', () => {
    expect(codes(pipeline(), 'needs', 'proposal')).toEqual(['gate_action act_interview', 'gate_action act_budget'])
    expect(codes(pipeline(), 'needs', 'proposal', ready)).toEqual(['gate_action act_interview'])
    expect(codes(pipeline(), 'needs', 'proposal', ready, ticked)).toEqual([])
  })

  it('of exit bind neither a move back nor giving up', () => {
    expect(codes(pipeline(), 'needs', 'contact', {}, { reason: 'too early' })).toEqual([])
    expect(codes(pipeline(), 'needs', 'lost')).toEqual([])
    expect(codes(rule, 'proposal', 'lost')).toEqual([])
  })

  it('are judged at the stage left and the stage entered, not at those passed over', () => {
    const gate = (id: string): readonly GateDefinition[] => [{ id, gate: 'fields', fields: ['amount'] }]
    const flow = pipeline({
      forward: 'any',
      exit: { contact: gate('gat_out'), proposal: gate('gat_passed') },
      entry: { needs: gate('gat_passed'), won: gate('gat_in') },
    })
    expect(codes(flow, 'contact', 'won')).toEqual(['gate_fields amount gat_out', 'gate_fields amount gat_in'])
  })

  it('answer every refusal at once', () => {
    const flow = pipeline({
      exit: { needs: [{ id: 'gat_f', gate: 'fields', fields: ['amount'] }] },
      entry: {
        won: [
          { id: 'gat_w', gate: 'who', who: ['owner'] },
          { id: 'gat_v', gate: 'via', via: ['conversion'] },
        ],
      },
    })
    expect(codes(flow, 'needs', 'won')).toEqual([
      'move_not_allowed',
      'gate_action act_interview',
      'gate_action act_budget',
      'gate_fields amount gat_f',
      'gate_who gat_w',
      'gate_via gat_v',
    ])
  })
})

describe('a gate that asks for an approval', () => {
  const flow = pipeline({ entry: { signing: [{ id: 'gat_a', gate: 'approval', approval: 'review' }] } })
  const past = (state: PastRequest['state'], amount: string): PastRequest => ({
    id: 'r-1',
    approval: 'apr_review',
    state,
    startedAt: '2026-11-01T00:00:00.000Z',
    material: JSON.stringify([['amount', amount]]),
  })
  const judged = (amount: string | null, requests: readonly PastRequest[], more: Partial<MoveQuestion> = {}) =>
    judgeMove(question(flow, 'proposal', 'signing', { amount }, { requests, ...more }))

  it('lets pass what needs none', () => {
    expect(judged('1000.00', [])).toMatchObject({ allowed: true, refusals: [] })
    expect(judged('1000.00', []).waitsFor).toBeUndefined()
  })

  it('makes the move wait when the approval is needed, or cannot be ruled out', () => {
    expect(judged('1000.01', [])).toMatchObject({ allowed: true, waitsFor: ['review'] })
    expect(judged(null, [])).toMatchObject({ allowed: true, waitsFor: ['review'] })
  })

  it('refuses while a request is being decided', () => {
    expect(judged('2000.00', [past('pending', '2000.00')]).refusals.map(({ code }) => code)).toEqual(['gate_approval'])
  })

  it('counts an approval for the material values it was given for, and no others', () => {
    expect(judged('2000.00', [past('approved', '2000.00')]).waitsFor).toBeUndefined()
    expect(judged('2000.01', [past('approved', '2000.00')]).waitsFor).toEqual(['review'])
  })

  it.each(['rejected', 'withdrawn'] as const)('may be asked again after one was %s', (state) => {
    expect(judged('2000.00', [past(state, '2000.00')])).toMatchObject({ allowed: true, waitsFor: ['review'] })
  })

  it('waits for nothing while something else refuses', () => {
    const both = pipeline({
      entry: {
        signing: [
          { id: 'gat_a', gate: 'approval', approval: 'review' },
          { id: 'gat_f', gate: 'fields', fields: ['budget'] },
        ],
      },
    })
    const verdict = judgeMove(question(both, 'proposal', 'signing', { amount: '2000.00' }))
    expect(verdict.refusals.map(({ code }) => code)).toEqual(['gate_fields'])
    expect(verdict.waitsFor).toBeUndefined()
  })

  it('may be asked about by a rule as well', () => {
    const asks = pipeline({
      entry: {
        signing: [
          { id: 'gat_s', gate: 'rule', rule: { in: [{ approvalState: ['review'] }, ['notNeeded', 'approved']] } },
        ],
      },
    })
    const judgedBy = (amount: string, requests: readonly PastRequest[]) =>
      judgeMove(question(asks, 'proposal', 'signing', { amount }, { requests })).refusals
    expect(judgedBy('10.00', [])).toEqual([])
    expect(judgedBy('2000.00', [past('approved', '2000.00')])).toEqual([])
    expect(judgedBy('2000.00', [])).toMatchObject([{ code: 'gate_rule', params: { gate: 'gat_s', start: 'review' } }])
  })

  it('refuses with an offer to start it when only a button may', () => {
    const hand = pipeline({ entry: { signing: [{ id: 'gat_a', gate: 'approval', approval: 'byHand' }] } })
    const [refusal] = judgeMove(question(hand, 'proposal', 'signing')).refusals
    expect(refusal).toMatchObject({
      code: 'gate_approval',
      params: { gate: 'gat_a', start: 'byHand', state: 'needed' },
      fix: { en: 'Start byHand.' },
    })
  })

  it('cannot be asked of a record that is only being made', () => {
    expect(
      judgeCreate(question(flow, undefined, 'signing', { amount: '2000.00' })).refusals.map(({ code }) => code),
    ).toEqual(['gate_approval'])
    expect(judgeCreate(question(flow, undefined, 'signing', { amount: '20.00' })).allowed).toBe(true)
  })
})

describe('making a record in a stage', () => {
  it('asks for the entry gates of that stage and nothing else', () => {
    const flow = pipeline({
      exit: { contact: [{ id: 'gat_x', gate: 'fields', fields: ['budget'] }] },
      entry: { proposal: [{ id: 'gat_p', gate: 'fields', fields: ['amount'] }] },
    })
    expect(codes(flow, undefined, 'proposal')).toEqual(['gate_fields amount gat_p'])
    expect(codes(flow, undefined, 'won')).toEqual([])
  })
})

describe('what the row keeps of a stage', () => {
  it.each([
    [
      'contact',
      'needs',
      'contact',
      { key: 'needs', outcome: 'open', position: 2, probability: null, furthest: 'needs' },
    ],
    [
      'signing',
      'contact',
      'signing',
      { key: 'contact', outcome: 'open', position: 1, probability: '0.1', furthest: 'signing' },
    ],
    ['needs', 'lost', 'needs', { key: 'lost', outcome: 'lost', position: 7, furthest: 'needs' }],
  ])('from %s to %s', (from, to, furthest, expected) => {
    expect(judgeMove(question(pipeline(), from, to, {}, { furthest, reason: 'r' })).stage).toMatchObject(expected)
  })
})

describe('where a record can go', () => {
  it('lists every stage with what stands in the way', () => {
    const offers = movesOf(question(pipeline(), 'needs', 'needs'))
    expect(
      offers.map(({ stage, current, allowed, needsReason, refusals }) => [
        stage,
        current,
        allowed,
        needsReason,
        refusals.length,
      ]),
    ).toEqual([
      ['contact', false, true, true, 0],
      ['needs', true, true, false, 0],
      ['proposal', false, false, false, 2],
      ['poc', false, false, false, 3],
      ['signing', false, false, false, 3],
      ['won', false, false, false, 3],
      ['lost', false, true, false, 0],
    ])
  })
})
