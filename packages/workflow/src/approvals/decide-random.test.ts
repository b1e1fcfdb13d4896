import type { ApprovalDocument } from '@atelier/definitions'
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
}

const step = fc.record({
  approvers: fc
    .uniqueArray(fc.constantFrom(...people, 'gone'), { minLength: 1, maxLength: 4 })
    .map((ids) => ids.map((id) => `role:${id}`)),
  mode: fc.constantFrom('all' as const, 'any' as const, 'sequence' as const),
})
const documents: fc.Arbitrary<ApprovalDocument> = fc
  .record({ steps: fc.array(step, { minLength: 1, maxLength: 4 }), skip: fc.boolean(), instead: fc.boolean() })
  .map(({ steps, skip, instead }) => ({
    kind: 'approval',
    specVersion: 1,
    id: 'apr_x',
    key: 'x',
    entity: 'deal',
    whenStarterApproves: skip ? 'skip' : 'ask',
    ...(instead ? { noApprover: { to: 'role:eve' } } : {}),
    steps: steps.map((each, index) => ({ id: `stp_${index}`, type: 'approve', ...each })),
  }))
const decisions = fc.array(
  fc.record<Decision>({
    action: fc.constantFrom('approve', 'approve', 'approve', 'reject', 'withdraw'),
    by: fc.constantFrom(...people, outsider, admin),
  }),
  { maxLength: 25 },
)

/** Whether an approved step has what its mode asks for. */
function satisfied(document: ApprovalDocument, flow: ApprovalFlow): boolean {
  return flow.steps.every((state, index) => {
    const agreed = state.seats.filter((seat) => seat.state === 'approved' || seat.state === 'skipped').length
    return document.steps[index]?.mode === 'any' ? agreed >= 1 : state.seats.length > 0 && agreed === state.seats.length
  })
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
          if (flow.state === 'approved') expect(satisfied(document, flow)).toBe(true)
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
