import type { Document, EntityDocument, PipelineDocument } from '@atelier/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, openApp } from './open-app.ts'

const deal: EntityDocument = {
  kind: 'entity',
  specVersion: 1,
  id: 'ent_deal',
  key: 'deal',
  titleField: 'name',
  fields: [
    { id: 'fld_n', key: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' }, required: true },
    { id: 'fld_b', key: 'budget', type: 'number', label: { en: 'Budget', 'zh-CN': '预算' } },
    { id: 'fld_s', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
  ],
}
const sales: PipelineDocument = {
  kind: 'pipeline',
  specVersion: 1,
  id: 'pip_sales',
  key: 'sales',
  entity: 'deal',
  forward: 'sequential',
  backward: { allow: 'any' },
  stages: [
    { id: 'stg_a', key: 'new', outcome: 'open' },
    { id: 'stg_b', key: 'offer', label: 'Offer', outcome: 'open' },
    { id: 'stg_c', key: 'won', outcome: 'won' },
  ],
}

let app: App
let record: string
beforeAll(async () => {
  app = await openApp([deal, sales])
  record = (await app.admin.post('/records/deal', { name: 'Kiln', budget: 5 })).body.id
})
afterAll(() => app?.close())

async function draftOf(...documents: readonly Document[]): Promise<string> {
  const change = (await app.admin.post('/changes')).body.id
  for (const document of documents) {
    const answer = await app.admin.call(
      'PUT',
      `/changes/${change}/documents/${document.kind}/${document.id === 'ent_deal' ? 'deal' : 'sales'}`,
      document,
    )
    expect(answer.status).toBe(200)
  }
  return change
}
type Answer = {
  readonly from: string
  readonly moves: readonly { stage: string; allowed: boolean; refusals: readonly object[] }[]
}
const tryMoves = async (body: object, as = app.admin) => as.post<Answer>('/definitions/moves', body)
const withEntry = (gate: object): PipelineDocument => ({
  ...sales,
  stages: sales.stages.map((stage) => (stage.key === 'offer' ? { ...stage, entry: [gate as never] } : stage)),
})

test('without a draft the pipeline in service is tried', async () => {
  const { status, body } = await tryMoves({ pipeline: 'sales', record })
  expect(status).toBe(200)
  expect(body.from).toBe('new')
  expect(body.moves).toMatchObject([
    { stage: 'new', current: true, allowed: true },
    { stage: 'offer', allowed: true, refusals: [] },
    { stage: 'won', allowed: false, refusals: [{ code: 'move_not_allowed' }] },
  ])
})

test('a gate of the draft on a field that is new there refuses, and nothing is changed', async () => {
  const change = await draftOf(
    {
      ...deal,
      fields: [...deal.fields, { id: 'fld_p', key: 'plan', type: 'text', label: { en: 'Plan', 'zh-CN': '方案' } }],
    },
    withEntry({ id: 'gte_1', gate: 'fields', fields: ['plan', 'budget'] }),
  )
  const { body } = await tryMoves({ change, pipeline: 'sales', record })
  expect(body.moves[1]).toMatchObject({
    stage: 'offer',
    allowed: false,
    refusals: [{ code: 'gate_fields', field: 'plan', message: 'Plan is needed.', params: { gate: 'gte_1' } }],
  })
  expect((await app.admin.get(`/records/deal/${record}`)).body).toMatchObject({ stage: 'new', version: 1 })
})

test('a field renamed in the draft keeps its value, and so does a stage', async () => {
  const change = await draftOf(
    { ...deal, fields: deal.fields.map((field) => (field.id === 'fld_b' ? { ...field, key: 'money' } : field)) },
    {
      ...withEntry({ id: 'gte_1', gate: 'rule', rule: { '>': [{ var: 'money' }, 4] } }),
      stages: withEntry({ id: 'gte_1', gate: 'rule', rule: { '>': [{ var: 'money' }, 4] } }).stages.map((stage) =>
        stage.id === 'stg_a' ? { ...stage, key: 'first' } : stage,
      ),
    },
  )
  const { body } = await tryMoves({ change, pipeline: 'sales', record })
  expect(body.from).toBe('first')
  expect(body.moves[1]).toMatchObject({ stage: 'offer', allowed: true, refusals: [] })
})

test('somebody else is refused what only one role may do', async () => {
  const change = await draftOf(withEntry({ id: 'gte_1', gate: 'who', who: ['role:admin'] }))
  const wang = await app.person('Wang', [])
  const mine = await tryMoves({ change, pipeline: 'sales', record })
  const theirs = await tryMoves({ change, pipeline: 'sales', record, user: wang.id })
  expect(mine.body.moves[1]).toMatchObject({ allowed: true })
  expect(theirs.body.moves[1]).toMatchObject({ allowed: false, refusals: [{ code: 'gate_who' }] })
})

test('what the draft gets wrong is said instead', async () => {
  const change = await draftOf(withEntry({ id: 'gte_1', gate: 'fields', fields: ['nothing'] }))
  const { status, body } = await tryMoves({ change, pipeline: 'sales', record })
  expect(status).toBe(422)
  expect(body).toMatchObject({ problems: [{ code: 'unknown_field', path: '/stages/1/entry/0/fields/0' }] })
})

test('a record, a pipeline or a draft that is not there is not found', async () => {
  const other = '01890000-0000-7000-8000-000000000000'
  expect((await tryMoves({ pipeline: 'sales', record: other })).status).toBe(404)
  expect((await tryMoves({ pipeline: 'none', record })).status).toBe(404)
  expect((await tryMoves({ change: other, pipeline: 'sales', record })).status).toBe(404)
  expect((await tryMoves({ pipeline: 'sales', record, user: other })).status).toBe(404)
})
