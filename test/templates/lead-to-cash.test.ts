import type { Document } from '@atelier/definitions'
import { installTemplate, readTemplate, systemContext } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'

let app: App
let documents: readonly Document[]
let first: Awaited<ReturnType<typeof installTemplate>>

beforeAll(async () => {
  const template = await readTemplate('lead-to-cash')
  if (!template?.ok) throw new Error(JSON.stringify(template))
  documents = template.documents
  app = await openApp()
  const t = performance.now()
  first = await installTemplate(app.installation, systemContext(app.workspace()), documents, { sampleData: true })
  console.log('ms', performance.now() - t, JSON.stringify(first).slice(0, 3000))
})
afterAll(() => app?.close())

describe('x', () => {
  it('y', async () => {
    const q = async (p: string) => console.log(p, JSON.stringify((await app.admin.get(p)).body).slice(0, 1500))
    await q('/records/opportunity?count=exact&limit=2&filter=' + encodeURIComponent(JSON.stringify({ '==': [{ var: 'stage' }, 'lost'] })))
    for (const n of [null, 0, 1, 2, 3, 4, 5, 6,7]) await q(`/records/opportunity?count=exact&limit=1&fields=stage&filter=` + encodeURIComponent(JSON.stringify({ and: [{ '==': [{ var: 'stage' }, 'lost'] }, n === null ? { empty: [{ var: 'stage.furthest' }] } : { '==': [{ var: 'stage.furthest' }, n] }] })))
    await q('/records/opportunity/' + (await app.admin.get('/records/opportunity?limit=1')).body.records[0].id + '/history')
    await q('/violations/opportunity/inv_next')
    expect(first.ok).toBe(true)
  })
})
