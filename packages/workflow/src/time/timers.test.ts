import { compileModel, type Document, type Duration, workspaceEnv } from '@atelier/definitions'
import type { Env, RecordData } from '@atelier/rules'
import { describe, expect, it } from 'vitest'
import { automationsOf } from '../triggers/automations-of.ts'
import { addDuration } from './add-duration.ts'
import { isMissed, nextRepeat, timersFor } from './timers.ts'

const head = { specVersion: 1 } as const

function documents(trigger: object): readonly Document[] {
  return [
    {
      ...head,
      kind: 'workspace',
      id: 'wsp_w',
      key: 'workspace',
      currency: 'CNY',
      zone: 'Asia/Shanghai',
      calendar: 'office',
    },
    {
      ...head,
      kind: 'policy',
      policy: 'calendar',
      id: 'pol_office',
      key: 'office',
      zone: 'Asia/Shanghai',
      week: Object.fromEntries(
        ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
          day,
          [
            ['09:00', '12:00'],
            ['13:30', '18:30'],
          ],
        ]),
      ),
      holidays: ['2026-10-01', '2026-10-02'],
      workdays: ['2026-10-10'],
    },
    {
      ...head,
      kind: 'entity',
      id: 'ent_deal',
      key: 'deal',
      fields: [
        { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'flow' }] },
        { id: 'fld_due', key: 'due', type: 'date' },
        { id: 'fld_met', key: 'met', type: 'datetime' },
      ],
    },
    {
      ...head,
      kind: 'pipeline',
      id: 'pip_flow',
      key: 'flow',
      entity: 'deal',
      forward: 'any',
      backward: { allow: 'any' },
      stages: [
        {
          id: 'stg_a',
          key: 'a',
          outcome: 'open',
          sla: [
            {
              id: 'sla_1',
              after: { for: 'P2D', clock: 'business' },
              steps: [{ id: 'stp_n', action: 'notify', to: ['owner'] }],
            },
          ],
        },
      ],
    },
    {
      ...head,
      kind: 'automation',
      id: 'aut_t',
      key: 't',
      entity: 'deal',
      trigger: { on: 'time.reached', ...trigger },
      steps: [],
    },
  ] as readonly Document[]
}

const env = (model: ReturnType<typeof compileModel>, record: RecordData, now: string): Env => ({
  record,
  now,
  zone: 'Asia/Shanghai',
  calendars: workspaceEnv(model).calendars ?? {},
  calendar: 'office',
})

function due(trigger: object, record: RecordData, now = '2026-01-01T00:00:00.000Z'): readonly string[] {
  const model = compileModel(documents(trigger), { revision: 1 })
  return timersFor(model, 'deal', env(model, record, now), 'all').map(({ offset, dueAt }) => `${offset} ${dueAt}`)
}

describe('when a timer is due', () => {
  it.each([
    // A date, by the clocks of the workspace (UTC+8).
    [
      { field: 'due', offsets: ['-P7D', 'P0D', 'P3D'], at: '09:00' },
      { due: '2026-03-01' },
      ['-P7D 2026-02-22T01:00:00.000Z', 'P0D 2026-03-01T01:00:00.000Z', 'P3D 2026-03-04T01:00:00.000Z'],
    ],
    [{ field: 'due', offsets: ['P0D'] }, { due: '2026-03-01' }, ['P0D 2026-02-28T16:00:00.000Z']],
    [{ field: 'due', offsets: ['P1M'] }, { due: '2026-01-31' }, ['P1M 2026-02-27T16:00:00.000Z']],
    [{ field: 'due', offsets: ['-PT2H'], at: '09:00' }, { due: '2026-03-01' }, ['-PT2H 2026-02-28T23:00:00.000Z']],
    // A moment: to the second, or on its day at a time.
    [{ field: 'met', offsets: ['P7D'] }, { met: '2026-03-01T06:30:00.000Z' }, ['P7D 2026-03-08T06:30:00.000Z']],
    [
      { field: 'met', offsets: ['P7D'], at: '09:00' },
      { met: '2026-03-01T06:30:00.000Z' },
      ['P7D 2026-03-08T01:00:00.000Z'],
    ],
    [{ field: 'met', offsets: ['PT30M'] }, { met: '2026-03-01T06:30:00.000Z' }, ['PT30M 2026-03-01T07:00:00.000Z']],
    [{ field: 'met', offsets: ['P7D'] }, { met: null }, []],
    // A part of the stage.
    [
      { field: 'stage.enteredAt', offsets: ['P1D'] },
      { stage: { key: 'b', enteredAt: '2026-03-01T06:30:00.000Z' } },
      ['P1D 2026-03-02T06:30:00.000Z', 'P2D business 2026-03-03T06:30:00.000Z'],
    ],
  ])('%j of %j', (trigger, record, expected) => {
    expect(due(trigger, record)).toEqual(expected)
  })

  it('keeps of missed moments the latest within its catch-up, and every moment to come', () => {
    const trigger = { field: 'due', offsets: ['-P7D', 'P0D', 'P3D', 'P30D'], at: '09:00' }
    expect(due({ ...trigger, catchUp: 'P10D' }, { due: '2026-03-01' }, '2026-03-04T02:00:00.000Z')).toEqual([
      'P3D 2026-03-04T01:00:00.000Z',
      'P30D 2026-03-31T01:00:00.000Z',
    ])
    expect(due(trigger, { due: '2026-03-01' }, '2026-03-02T02:00:00.000Z')).toEqual([
      'P3D 2026-03-04T01:00:00.000Z',
      'P30D 2026-03-31T01:00:00.000Z',
    ])
  })

  it('follows only the fields that changed', () => {
    const model = compileModel(documents({ field: 'due', offsets: ['P0D'] }), { revision: 1 })
    const record = { due: '2026-03-01', stage: { key: 'a', enteredAt: '2026-03-01T06:30:00.000Z' } }
    const timers = (changed: readonly string[]) =>
      timersFor(model, 'deal', env(model, record, '2026-01-01T00:00:00.000Z'), new Set(changed)).map(
        ({ automation }) => automation,
      )
    expect(timers(['met'])).toEqual([])
    expect(timers(['due'])).toEqual(['aut_t'])
    expect(timers(['stage'])).toEqual(['pip_flow/stg_a/sla_1'])
  })

  it('repeats so many times, by the clocks of the zone', () => {
    const model = compileModel(documents({ field: 'met', offsets: ['P7D'], repeat: { every: 'P7D', max: 2 } }), {
      revision: 1,
    })
    const [automation] = automationsOf(model, 'deal')
    if (automation === undefined) throw new Error('no automation')
    // Summer time begins in Berlin on 29 March 2026: nine o'clock stays nine o'clock.
    expect(nextRepeat(automation, '2026-03-25T08:00:00.000Z', 1, 'Europe/Berlin')).toBe('2026-04-01T07:00:00.000Z')
    expect(nextRepeat(automation, '2026-03-25T08:00:00.000Z', 2, 'Europe/Berlin')).toBe('2026-04-01T07:00:00.000Z')
    expect(nextRepeat(automation, '2026-03-25T08:00:00.000Z', 3, 'Europe/Berlin')).toBeUndefined()
    expect(isMissed(automation, '2026-03-25T08:00:00.000Z', '2026-03-26T08:00:00.000Z', 'UTC')).toBe(false)
    expect(isMissed(automation, '2026-03-25T08:00:00.000Z', '2026-03-26T08:00:00.001Z', 'UTC')).toBe(true)
  })
})

describe('durations', () => {
  const from = '2026-09-30T07:00:00.000Z'
  it.each<readonly [Duration, string]>([
    ['P3D', '2026-10-03T07:00:00.000Z'],
    [{ for: 'P3D' }, '2026-10-03T07:00:00.000Z'],
    // Wednesday 15:00; Thursday and Friday are holidays: Monday, Tuesday, Wednesday.
    [{ for: 'P3D', clock: 'business' }, '2026-10-07T07:00:00.000Z'],
    // 3.5 hours left today, then 4.5 hours of Monday: 09:00-12:00 and 13:30-15:00.
    [{ for: 'PT8H', clock: 'business' }, '2026-10-05T07:00:00.000Z'],
    ['PT5M', '2026-09-30T07:05:00.000Z'],
  ])('%j after Wednesday, 15:00 in Shanghai', (duration, expected) => {
    const model = compileModel(documents({ field: 'due', offsets: [] }), { revision: 1 })
    expect(addDuration(model, env(model, {}, from), from, duration)).toBe(expected)
  })

  it('counts working hours from the full minute, so that a day of work ends with the day', () => {
    const model = compileModel(documents({ field: 'due', offsets: [] }), { revision: 1 })
    const start = '2026-09-30T01:00:00.213Z'
    const full = addDuration(model, env(model, {}, start), '2026-09-30T01:00:00.000Z', {
      for: 'PT3H',
      clock: 'business',
    })
    expect(addDuration(model, env(model, {}, start), start, { for: 'PT3H', clock: 'business' })).toBe(full)
  })
})
