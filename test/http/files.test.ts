import { purgeUploads } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from './open-app.ts'

let app: App
beforeAll(async () => {
  app = await openApp([
    {
      kind: 'entity',
      specVersion: 1,
      id: 'ent_letter',
      key: 'letter',
      fields: [
        { id: 'fld_scan', key: 'scan', type: 'file', maxSize: 20, accept: ['.txt', 'image/*'] },
        { id: 'fld_all', key: 'all', type: 'file', multiple: true },
      ],
    },
  ])
})
afterAll(() => app?.close())

async function upload(name: string, type: string, content = 'hello'): Promise<string> {
  const form = new FormData()
  form.set('file', new File([content], name, { type }))
  const answer = await app.admin.fetch('/files', { method: 'POST', body: form })
  expect(answer.status).toBe(201)
  const { id }: { id: string } = JSON.parse(await answer.text())
  return id
}

const write = async (values: unknown) => app.admin.post('/records/letter', values)

describe('a file field', () => {
  it('takes the kinds it accepts, by ending and by type', async () => {
    for (const [name, type] of [
      ['a.TXT', 'text/plain'],
      ['b.png', 'image/png'],
    ] as const)
      expect(await write({ scan: await upload(name, type) })).toMatchObject({ status: 201 })
    expect(await write({ scan: await upload('c.pdf', 'application/pdf') })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'wrong_type', field: 'scan', params: { accept: ['.txt', 'image/*'] } }] },
    })
  })

  it('takes one file unless it says more', async () => {
    const both = [await upload('a.txt', 'text/plain'), await upload('b.txt', 'text/plain')]
    expect((await write({ scan: both })).body.problems).toMatchObject([{ code: 'too_long', field: 'scan' }])
  })

  it('takes nothing larger than it allows', async () => {
    expect((await write({ scan: await upload('a.txt', 'text/plain', 'x'.repeat(20)) })).status).toBe(201)
    expect(await write({ scan: await upload('a.txt', 'text/plain', 'x'.repeat(21)) })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'out_of_range', field: 'scan', params: { maximum: 20, size: 21 } }] },
    })
  })
})

describe('an upload that nothing takes up', () => {
  it('is gone after a day; one that a record holds or once held stays', async () => {
    const [lost, held, dropped] = [
      await upload('lost.txt', 'text/plain', 'only here'),
      await upload('held.txt', 'text/plain', 'shared'),
      await upload('dropped.txt', 'text/plain', 'shared'),
    ]
    const made = await write({ all: [held, dropped] })
    await app.admin.patch(`/records/letter/${made.body.id}`, { all: [held] })
    const { clock } = app.installation
    expect(await purgeUploads(app.workspace())).toBe(0)
    clock.set(new Date(clock.now().getTime() + 25 * 60 * 60 * 1000))
    // The four that were refused above go too.
    expect(await purgeUploads(app.workspace())).toBe(5)
    expect(await purgeUploads(app.workspace())).toBe(0)
    expect((await app.admin.get(`/records/file/${lost}`)).status).toBe(404)
    expect((await app.admin.get(`/records/file/${dropped}`)).status).toBe(200)
    expect(await (await app.admin.fetch(`/files/${held}`)).text()).toBe('shared')
    const { rows } = await app.installation.pool.query(
      `select count(*)::int as n from ${app.workspace().schema}.file_content where size = 9`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })
})
