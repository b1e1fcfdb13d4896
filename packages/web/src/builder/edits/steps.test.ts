import type { ApprovalStep } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { allSteps, approvalShape, dropStep, findStep, findWay, insertStep, relocateStep, replaceStep } from './steps.ts'

const ask = (id: string): ApprovalStep => ({ id, type: 'approve', approvers: ['owner'] })
const steps: readonly ApprovalStep[] = [
  ask('stp_a'),
  {
    id: 'stp_b',
    type: 'branch',
    cases: [
      { id: 'cas_small', steps: [ask('stp_c')] },
      {
        id: 'cas_large',
        steps: [
          {
            id: 'stp_d',
            type: 'parallel',
            branches: [
              { id: 'brn_x', steps: [ask('stp_e')] },
              { id: 'brn_y', steps: [ask('stp_f')] },
            ],
          },
        ],
      },
    ],
  },
]
const outline = (list: readonly ApprovalStep[]): string =>
  list
    .map((step) => {
      const ways = approvalShape.ways(step)
      return step.id.slice(4) + (ways.length > 0 ? `(${ways.map((way) => outline(way.steps)).join('|')})` : '')
    })
    .join(' ')

it('reads as one outline', () => {
  expect(outline(steps)).toBe('a b(c|d(e|f))')
  expect(allSteps(approvalShape, steps).map((step) => step.id)).toEqual([
    'stp_a', 'stp_b', 'stp_c', 'stp_d', 'stp_e', 'stp_f',
  ]) // biome-ignore format: a list
})

describe('a step inside others', () => {
  it('is found with the way that holds it', () => {
    expect(findStep(approvalShape, steps, 'stp_f')).toMatchObject({ way: 'brn_y', index: 0, count: 1 })
    expect(findStep(approvalShape, steps, 'stp_a')?.way).toBeUndefined()
    expect(findStep(approvalShape, steps, 'stp_z')).toBeUndefined()
    expect(findWay(approvalShape, steps, 'brn_x')?.step.id).toBe('stp_d')
  })

  it('is changed, taken away and put in where it stands', () => {
    const changed = replaceStep(approvalShape, steps, { id: 'stp_f', type: 'cc', to: ['owner'] })
    expect(findStep(approvalShape, changed, 'stp_f')?.step.type).toBe('cc')
    expect(outline(dropStep(approvalShape, steps, 'stp_e'))).toBe('a b(c|d(|f))')
    expect(outline(insertStep(approvalShape, steps, ask('stp_g'), 'cas_small', 0))).toBe('a b(g c|d(e|f))')
    expect(outline(insertStep(approvalShape, steps, ask('stp_g')))).toBe('a b(c|d(e|f)) g')
  })

  it('moves within its list and into another, never into itself', () => {
    expect(outline(relocateStep(approvalShape, steps, 'stp_b', 0))).toBe('b(c|d(e|f)) a')
    expect(outline(relocateStep(approvalShape, steps, 'stp_a', 1, 'cas_small'))).toBe('b(c a|d(e|f))')
    expect(relocateStep(approvalShape, steps, 'stp_b', 0, 'brn_x')).toBe(steps)
  })
})
