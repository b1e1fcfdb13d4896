import type { ApprovalDocument, ApprovalStep } from '@atelier/definitions'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../directory.ts'
import type { ApprovalContext } from './advance.ts'
import { type Decision, decide } from './decide.ts'
import { type ApprovalFlow, openSeats } from './flow.ts'
import { startApproval } from './start.ts'

const people = ['ann', 'ben', 'cat', 'dan', 'eve']
const starter = 'ann'
const outsider = 'zoe'
const admin = 'ada'

const user = (id: string, roles: readonly string[] = [], active = true) => ({ id, name: id, roles, active })
/** Everybody holds the role named like them, so that any set of people can be asked; `gone` is held by nobody who is there. */
const directory: Directory = {
  users: new Map(
    [...people.map((id) => user(id, [id])), user('old', ['gone'], false), user(outsider), user(admin, ['admin'])].map(
      (each) => [each.id, each],
    ),
  ),
  teams: new Map(),
}
const context: ApprovalContext = {
  persons: { record: null, starter, directory },
  admins: [admin],
  now: '2026-11-22T08:00:00.000Z',
  holds: (when) => JSON.stringify(when).includes('yes'),
}

const anybody = fc
  .uniqueArray(fc.constantFrom(...people, 'gone'), { minLength: 1, maxLength: 4 })
  .map((ids) => ids.map((id) => `role:${id}`))
const modes = fc.constantFrom('all' as const, 'any' as const, 'sequence' as const, 'claim' as const)
type Bare =
  | {
      readonly type: 'approve'
      readonly approvers: readonly string[]
      readonly mode: 'all' | 'any' | 'sequence' | 'claim'
    }
  | { readonly type: 'cc'; readonly to: readonly string[] }
  | {
      readonly type: 'branch'
      readonly cases: readonly { readonly when: object | null; readonly steps: readonly Bare[] }[]
    }
  | { readonly type: 'parallel'; readonly join: 'all' | 'any'; readonly branches: readonly (readonly Bare[])[] }
/** Steps without ids, nested at most so deep. */
const bareSteps = (depth: number, minLength: number): fc.Arbitrary<readonly Bare[]> => {
  const approve = fc.record({ type: fc.constant('approve' as const), approvers: anybody, mode: modes })
  const leaf: fc.Arbitrary<Bare> = fc.oneof(
    { weight: 3, arbitrary: approve },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('cc' as const), to: anybody }) },
  )
  const one: fc.Arbitrary<Bare> =
    depth === 0
      ? leaf
      : fc.oneof(
          { weight: 3, arbitrary: leaf },
          {
            weight: 1,
            arbitrary: fc.record({
              type: fc.constant('branch' as const),
              cases: fc.array(
                fc.record({ when: fc.constantFrom({ yes: 1 }, { no: 1 }, null), steps: bareSteps(depth - 1, 0) }),
                { minLength: 1, maxLength: 3 },
              ),
            }),
          },
          {
            weight: 1,
            arbitrary: fc.record({
              type: fc.constant('parallel' as const),
              join: fc.constantFrom('all' as const, 'any' as const),
              branches: fc.array(bareSteps(depth - 1, 1), { minLength: 2, maxLength: 3 }),
            }),
          },
        )
  return fc.array(one, { minLength, maxLength: 3 })
}
const withIds = (steps: readonly Bare[], prefix: string): readonly ApprovalStep[] =>
  steps.map((step, index) => withId(step, `${prefix}_${index}`))
function withId(step: Bare, id: string): ApprovalStep {
  switch (step.type) {
    case 'approve':
    case 'cc':
      return { id, ...step }
    case 'branch': {
      const cases = step.cases.map(({ when, steps: inner }, at) => ({
        id: `${id}c${at}`,
        ...(when === null ? {} : { when: { ...when } }),
        steps: withIds(inner, `${id}c${at}`),
      }))
      return { id, type: 'branch', cases }
    }
    case 'parallel': {
      const branches = step.branches.map((inner, at) => ({ id: `${id}b${at}`, steps: withIds(inner, `${id}b${at}`) }))
      return { id, type: 'parallel', join: step.join, branches }
    }
  }
}
const documents: fc.Arbitrary<ApprovalDocument> = fc
  .record({ steps: bareSteps(2, 1), skip: fc.boolean(), instead: fc.boolean() })
  .map(({ steps, skip, instead }) => ({
    kind: 'approval',
    specVersion: 1,
    id: 'apr_x',
    key: 'x',
    entity: 'deal',
    whenStarterApproves: skip ? 'skip' : 'ask',
    ...(instead ? { noApprover: { to: 'role:eve' } } : {}),
    steps: withIds(steps, 'stp'),
  }))
const decisions = fc.array(
  fc.record<Decision>({
    action: fc.constantFrom('approve', 'approve', 'approve', 'reject', 'withdraw'),
    by: fc.constantFrom(...people, outsider, admin),
  }),
  { maxLength: 25 },
)

/** Whether steps that have been gone through have what they ask for: each its mode, of branches the first case that holds, of parallel ones their join. */
const satisfied = (steps: readonly ApprovalStep[], flow: ApprovalFlow): boolean =>
  steps.every((step) => isSatisfied(step, flow))
function isSatisfied(step: ApprovalStep, flow: ApprovalFlow): boolean {
  const seats = flow.steps.find((state) => state.step === step.id)?.seats ?? []
  switch (step.type) {
    case 'approve': {
      const agreed = seats.filter((seat) => seat.state === 'approved' || seat.state === 'skipped').length
      return step.mode === 'any' || step.mode === 'claim' ? agreed >= 1 : seats.length > 0 && agreed === seats.length
    }
    case 'cc':
      return seats.every((seat) => seat.state === 'told')
    case 'branch': {
      const taken = step.cases.find(({ when }) => when === undefined || context.holds(when))
      return satisfied(taken?.steps ?? [], flow)
    }
    case 'parallel': {
      const done = step.branches.map((branch) => satisfied(branch.steps, flow))
      return step.join === 'any' ? done.some(Boolean) : done.every(Boolean)
    }
  }
}

describe('an approval under any sequence of decisions', () => {
  it('reaches one end at most, by those alone whose turn it is, and is never stuck', () => {
    fc.assert(
      fc.property(documents, decisions, (document, sequence) => {
        const started = startApproval(document, context)
        let { flow } = started
        let ends = started.effects.filter(({ effect }) => effect === 'finish').length
        for (const decision of sequence) {
          const before = JSON.stringify(flow)
          const open = openSeats(flow).map((seat) => seat.user)
          const decided = decide(document, flow, decision, context)
          expect(JSON.stringify(flow)).toBe(before)
          const mine = decision.action === 'withdraw' ? decision.by === starter : open.includes(decision.by)
          expect(decided.ok).toBe(flow.state === 'pending' && mine)
          if (!decided.ok) {
            expect(decided.problems).toHaveLength(1)
            if (flow.state !== 'pending') expect(decided.problems[0]?.code).toBe('already_decided')
            continue
          }
          ends += decided.effects.filter(({ effect }) => effect === 'finish').length
          flow = JSON.parse(JSON.stringify(decided.flow))
          expect(flow.state === 'pending').toBe(ends === 0)
          if (flow.state === 'pending') expect(openSeats(flow).length).toBeGreaterThan(0)
          if (flow.state === 'approved') expect(satisfied(document.steps, flow)).toBe(true)
          if (flow.state === 'rejected') expect(decision.action).toBe('reject')
        }
        expect(ends).toBeLessThanOrEqual(1)
      }),
      { numRuns: 2000, seed: 22 },
    )
  })

  it('asks the people of noApprover, else the admins, when a step finds nobody', () => {
    const document = (noApprover?: { to: string }): ApprovalDocument => ({
      kind: 'approval',
      specVersion: 1,
      id: 'apr_x',
      key: 'x',
      entity: 'deal',
      ...(noApprover === undefined ? {} : { noApprover }),
      steps: [{ id: 'stp_0', type: 'approve', approvers: ['role:gone'] }],
    })
    expect(startApproval(document({ to: 'role:eve' }), context).effects).toEqual([
      { effect: 'ask', step: 'stp_0', users: ['eve'] },
    ])
    expect(startApproval(document(), context).effects).toEqual([{ effect: 'ask', step: 'stp_0', users: ['ada'] }])
  })

  it('goes from one person to the next in a sequence', () => {
    const document: ApprovalDocument = {
      kind: 'approval',
      specVersion: 1,
      id: 'apr_x',
      key: 'x',
      entity: 'deal',
      steps: [{ id: 'stp_0', type: 'approve', approvers: ['role:ben', 'role:cat'], mode: 'sequence' }],
    }
    const started = startApproval(document, context)
    expect(openSeats(started.flow)).toEqual([{ step: 'stp_0', user: 'ben' }])
    expect(decide(document, started.flow, { action: 'approve', by: 'cat' }, context)).toMatchObject({
      ok: false,
      problems: [{ code: 'not_allowed' }],
    })
    const next = decide(document, started.flow, { action: 'approve', by: 'ben' }, context)
    expect(next).toMatchObject({ ok: true, effects: [{ effect: 'ask', users: ['cat'] }] })
  })
})
