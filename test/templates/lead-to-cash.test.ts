import type { Document } from '@atelier/definitions'
import { installTemplate, readTemplate, systemContext } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

let app: App
let documents: readonly Document[]
let installed: Awaited<ReturnType<typeof installTemplate>>

const install = (): ReturnType<typeof installTemplate> =>
  installTemplate(app.installation, systemContext(app.workspace()), documents, { sampleData: true })

beforeAll(async () => {
  const template = await readTemplate('lead-to-cash')
  if (!template?.ok) throw new Error(JSON.stringify(template))
  documents = template.documents
  app = await openApp()
  installed = await install()
})
afterAll(() => app?.close())

const samples = (): number =>
  documents.reduce((sum, document) => sum + (document.kind === 'sampleData' ? document.records.length : 0), 0)
const count = async (caller: Caller, entity: string, filter?: unknown): Promise<number> =>
  (
    await caller.post(`/records/${entity}/query`, {
      limit: 1,
      count: 'exact',
      ...(filter === undefined ? {} : { filter }),
    })
  ).body.count.value

/** Every text that people read, with where it stands: labels, guides, messages, and what should have a label and has none. */
function texts(node: unknown, place: string, named: boolean): readonly { place: string; text: unknown }[] {
  if (Array.isArray(node)) return node.flatMap((each, i) => texts(each, `${place}/${i}`, true))
  if (typeof node !== 'object' || node === null) return []
  const shown = ['label', 'guide', 'help', 'message', 'warn', 'refuse', 'subject', 'title', 'description', 'text']
  const entries: readonly (readonly [string, unknown])[] = Object.entries(node)
  const own = entries.flatMap(([key, value]) =>
    shown.includes(key) &&
    !(key === 'message' && typeof value === 'string' && 'action' in node) &&
    !(key === 'title' && 'by' in node)
      ? [{ place: `${place}/${key}`, text: value }]
      : [],
  )
  const missing =
    named && 'key' in node && 'id' in node && !('label' in node) && !('extends' in node)
      ? [{ place, text: undefined }]
      : []
  const inner = entries.flatMap(([key, value]) =>
    ['records', 'values', 'rule', 'filter', 'when', 'formula', 'given', 'steps'].includes(key) &&
    'kind' in node &&
    ['sampleData', 'test'].includes(String(node.kind))
      ? []
      : key === 'fields' && !Array.isArray(value)
        ? []
        : texts(value, `${place}/${key}`, true),
  )
  return [...own, ...missing, ...inner]
}

describe('the template lead-to-cash', () => {
  it('installs with its sample data, and nothing of it is refused', () => {
    expect(installed).toEqual({ ok: true, revision: 2, records: samples() })
  })

  it('installed twice changes nothing', async () => {
    const before = await count(app.admin, 'activity')
    expect(await install()).toEqual({ ok: true, revision: 2, records: 0 })
    expect(await count(app.admin, 'activity')).toBe(before)
  })

  it('names everything in English and Chinese', () => {
    const poor = documents
      .flatMap((document) => texts(document, `${document.kind} ${document.key}`, true))
      .filter(({ text }) => typeof text !== 'object' || text === null || !('en' in text) || !('zh-CN' in text))
    expect(poor.map(({ place }) => place)).toEqual([])
  })

  it('brings accounts, contacts, leads, opportunities and activities of a team', async () => {
    expect({
      account: await count(app.admin, 'account'),
      contact: await count(app.admin, 'contact'),
      lead: await count(app.admin, 'lead'),
      opportunity: await count(app.admin, 'opportunity'),
      activity: await count(app.admin, 'activity'),
    }).toEqual({ account: 40, contact: 60, lead: 50, opportunity: 80, activity: 150 })
  })

  it('tells the past: a stage was entered when the sample says, and nothing lies ahead', async () => {
    expect(await count(app.admin, 'opportunity', { '>': [{ var: 'createdAt' }, { now: [] }] })).toBe(0)
    expect(await count(app.admin, 'opportunity', { '>': [{ var: 'stage.enteredAt' }, { now: [] }] })).toBe(0)
    expect(await count(app.admin, 'opportunity', { '<': [{ var: 'stage.enteredAt' }, { var: 'createdAt' }] })).toBe(0)
    expect(
      await count(app.admin, 'opportunity', {
        and: [{ '==': [{ var: 'stage.outcome' }, 'won'] }, { '==': [{ var: 'winReason' }, null] }],
      }),
    ).toBe(0)
    const steps = { count: [{ var: 'stageHistory' }] }
    expect(
      await count(app.admin, 'opportunity', { and: [{ '==': [{ var: 'stage' }, 'contract'] }, { '<': [steps, 4] }] }),
    ).toBe(0)
  })

  const kinds = async (kind: Document['kind']): Promise<readonly Document[]> => {
    const template = await readTemplate('lead-to-cash')
    return template?.ok ? template.documents.filter((document) => document.kind === kind) : []
  }

  it('fills every view', async () => {
    for (const view of await kinds('view')) {
      if (view.kind !== 'view') continue
      const answer = await app.admin.post(`/records/${view.entity}/query`, {
        ...(view.filter === undefined ? {} : { filter: view.filter }),
        ...(view.sort === undefined ? {} : { sort: view.sort }),
        fields: (view.columns ?? []).map(({ field }) => field),
      })
      expect({ view: view.key, status: answer.status }).toEqual({ view: view.key, status: 200 })
    }
  })

  it('fills every report, also for the people of a team', async () => {
    const lin = await as('林晓曼')
    for (const report of await kinds('report'))
      for (const caller of [app.admin, lin]) {
        const answer = await caller.post('/reports/run', { report: report.key })
        expect({ report: report.key, status: answer.status, problems: answer.body.problems }).toEqual({
          report: report.key,
          status: 200,
          problems: undefined,
        })
        if (caller === app.admin) expect(answer.body.rows.length).toBeGreaterThan(0)
      }
  })

  it('leaves something to do for whoever tries it', async () => {
    expect(
      await count(app.admin, 'opportunity', {
        and: [{ '==': [{ var: 'owner' }, { var: '$user' }] }, { '==': [{ var: 'stage.outcome' }, 'open'] }],
      }),
    ).toBeGreaterThan(3)
    expect((await app.admin.get('/inbox')).body.counts.tasks).toBeGreaterThan(3)
  })

  it('shows each salesperson what is theirs', async () => {
    const lin = await as('林晓曼')
    const shen = await as('沈若岚')
    const mine = { '==': [{ var: 'owner' }, { var: '$user' }] }
    expect(await count(lin, 'opportunity', mine)).toBeGreaterThan(0)
    expect(await count(lin, 'opportunity')).toBe(await count(shen, 'opportunity'))
    expect(await count(shen, 'opportunity')).toBeLessThan(80)
    expect(await count(await as('周启航'), 'opportunity')).toBe(80)
    expect((await lin.get('/records/product?limit=1')).body.records[0]).not.toHaveProperty('cost')
    expect((await (await as('许静怡')).get('/records/product?limit=1')).body.records[0]).toHaveProperty('cost')
  })
})

/** A person of the sample data. */
async function as(name: string): Promise<Caller> {
  const { records } = (await app.admin.post('/records/user/query', { filter: { '==': [{ var: 'name' }, name] } })).body
  return app.callerFor(records[0].id)
}
