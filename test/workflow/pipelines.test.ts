import type { Document, StageDefinition } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Offer } from '../http/answers.ts'
import { type App, openApp } from '../http/open-app.ts'

const head = { specVersion: 1 } as const

/** Deals that are new business or renewals, each with a pipeline of its own. */
function documents(): readonly Document[] {
  const stage = (key: string, outcome: 'open' | 'won' | 'lost', more: Partial<StageDefinition> = {}) => ({
    id: `stg_${key}`,
    key,
    outcome,
    ...more,
  })
  return [
    {
      ...head,
      kind: 'entity',
      id: 'ent_deal',
      key: 'deal',
      fields: [
        { id: 'fld_renewal', key: 'renewal', type: 'boolean' },
        { id: 'fld_term', key: 'term', type: 'number' },
        {
          id: 'fld_stage',
          key: 'stage',
          type: 'stage',
          pipelines: [{ pipeline: 'renewals', when: { '==': [{ var: 'renewal' }, true] } }, { pipeline: 'business' }],
        },
      ],
    },
    {
      ...head,
      kind: 'pipeline',
      id: 'pip_business',
      key: 'business',
      entity: 'deal',
      forward: 'sequential',
      backward: { allow: 'any' },
      stages: [
        stage('contact', 'open'),
        stage('offer', 'open'),
        stage('won', 'won'),
        stage('lost', 'lost', { from: 'any' }),
      ],
    },
    {
      ...head,
      kind: 'pipeline',
      id: 'pip_renewals',
      key: 'renewals',
      entity: 'deal',
      forward: 'sequential',
      backward: { allow: 'any' },
      stages: [
        stage('due', 'open', { entry: [{ id: 'gat_term', gate: 'fields', fields: ['term'] }] }),
        stage('talks', 'open'),
        stage('won', 'won'),
        stage('lost', 'lost', { from: 'any' }),
      ],
    },
  ]
}

let app: App
beforeAll(async () => {
  app = await openApp(documents())
})
afterAll(() => app?.close())

describe('a change of pipeline', () => {
  it('is a move into a stage of the pipeline that fits now, with its gates', async () => {
    const { id } = (await app.admin.post('/records/deal', {})).body
    const change = (to: string, values: object) => app.admin.post(`/records/deal/${id}/move`, { to, values })
    expect(await change('due', {})).toMatchObject({ status: 422, body: { code: 'unknown_option' } })
    expect(await change('due', { renewal: true })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'gate_fields', field: 'term' }] },
    })
    expect((await app.admin.get(`/records/deal/${id}`)).body).toMatchObject({ stage: 'contact', renewal: null })
    expect(await change('due', { renewal: true, term: '12' })).toMatchObject({ status: 200, body: { stage: 'due' } })
    const { body } = await app.admin.get<readonly Offer[]>(`/records/deal/${id}/moves`)
    expect(body.map((move) => move.stage)).toEqual(['due', 'talks', 'won', 'lost'])
    expect((await change('talks', {})).body).toMatchObject({ stage: 'talks' })
    expect((await change('offer', {})).status).toBe(422)
  })
})
