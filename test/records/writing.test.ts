import { compileGet, compileList, compileLoad, compileWrite } from '@atelier/records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from './sales-documents.ts'
import { newId, now, openWorkspace, type TestWorkspace } from './workspace.ts'

let workspace: TestWorkspace
beforeAll(async () => {
  workspace = await openWorkspace(documents)
})
afterAll(() => workspace.close())

const get = (entity: string, id: string, fields: readonly string[]) =>
  workspace.json(compileGet(workspace.as(), { entity, id, fields }))
const at = now.toISOString()

describe('an update', () => {
  test('raises the version, and leaves alone a row that has another one', async () => {
    const first = await workspace.insert('account', { name: 'first' })
    const second = await workspace.insert('account', { name: 'second' })
    const update = (id: string, version: number, name: string) => ({
      id,
      version,
      updatedAt: at,
      updatedBy: null,
      values: { name },
    })
    const done = await workspace.write({
      records: [{ entity: 'account', update: [update(first, 1, 'changed'), update(second, 7, 'lost')] }],
    })
    expect(done.changed).toEqual([{ entity: 'account', id: first, version: 2 }])
    expect(await get('account', first, ['name', 'version'])).toEqual({ id: first, name: 'changed', version: 2 })
    expect(await get('account', second, ['name', 'version'])).toEqual({ id: second, name: 'second', version: 1 })
  })

  test('of many rows sets in each only what that row names', async () => {
    const ids = [
      await workspace.insert('opportunity', { name: 'a', score: '1.00' }),
      await workspace.insert('opportunity', { name: 'b', score: '2.00' }),
    ]
    const [one = '', two = ''] = ids
    await workspace.write({
      records: [
        {
          entity: 'opportunity',
          update: [
            { id: one, values: { score: null, tags: ['x'] } },
            { id: two, values: { name: 'B' } },
          ],
        },
      ],
    })
    expect(await get('opportunity', one, ['name', 'score', 'tags'])).toEqual({
      id: one,
      name: 'a',
      score: null,
      tags: ['x'],
    })
    expect(await get('opportunity', two, ['name', 'score', 'tags'])).toEqual({
      id: two,
      name: 'B',
      score: '2.00',
      tags: null,
    })
  })

  test('is one text however many rows it has', () => {
    const text = (count: number) =>
      compileWrite(workspace.as(), {
        events: [],
        records: [
          {
            entity: 'account',
            update: Array.from({ length: count }, () => ({ id: newId(), version: 1, values: { name: 'x' } })),
          },
        ],
      }).text
    expect(text(1)).toBe(text(1000))
  })
})

test('links take new contents whole and keep their order', async () => {
  const [a, b, c] = [
    await workspace.insert('account', { name: 'link a' }),
    await workspace.insert('account', { name: 'link b' }),
    await workspace.insert('account', { name: 'link c' }),
  ]
  const id = await workspace.insert('activity', {
    subject: 's',
    about: [
      { id: a, entity: 'account' },
      { id: b, entity: 'account' },
    ],
  })
  await workspace.write({
    records: [
      {
        entity: 'activity',
        links: [
          {
            field: 'about',
            id,
            to: [
              { id: c, entity: 'account' },
              { id: a, entity: 'account' },
            ],
          },
        ],
      },
    ],
  })
  const labels = async () =>
    ((await get('activity', id, ['about'])) as { about: { label: string }[] | null }).about?.map((item) => item.label)
  expect(await labels()).toEqual(['link c', 'link a'])
  await workspace.write({ records: [{ entity: 'activity', links: [{ field: 'about', id, to: [] }] }] })
  expect(await labels()).toBeUndefined()
})

test('one statement writes a record, its lines, its stay in a stage and its event, or nothing of them', async () => {
  const id = newId()
  const line = newId()
  const stage = (key: string) => ({
    entity: 'opportunity',
    record: id,
    pipeline: 'sales',
    stage: key,
    enteredAt: at,
    by: null,
  })
  const event = {
    id: newId(),
    entity: 'opportunity',
    record: id,
    version: 1,
    kind: 'record.created',
    at,
    recordedAt: at,
    by: null,
    via: 'api',
    request: 'r1',
    revision: 1,
    changes: [],
  }
  const changes = {
    records: [
      { entity: 'opportunity', insert: [{ id, createdAt: at, createdBy: null, values: { name: 'whole' } }] },
      {
        entity: 'opportunity.lines',
        insert: [{ id: line, createdAt: at, createdBy: null, parent: id, position: 0, values: { product: 'Pen' } }],
      },
    ],
    events: [event],
    enter: [stage('new')],
  }
  expect(await workspace.write(changes)).toEqual({
    changed: [
      { entity: 'opportunity', id, version: 1 },
      { entity: 'opportunity.lines', id: line, version: 1 },
    ],
    events: [{ id: event.id, seq: expect.any(Number) }],
  })
  const other = newId()
  await expect(
    workspace.write({
      records: [
        { entity: 'opportunity', insert: [{ id: other, createdAt: at, createdBy: null, values: { name: 'half' } }] },
      ],
      events: [event],
    }),
  ).rejects.toMatchObject({ code: '23505' })
  expect(await get('opportunity', other, ['name'])).toBeNull()

  await workspace.write({
    leave: [{ entity: 'opportunity', record: id, leftAt: '2026-11-23T00:00:00.000Z' }],
    enter: [{ ...stage('won'), enteredAt: '2026-11-23T00:00:00.000Z', reason: 'price' }],
  })
  const [record] = await workspace.json<Record<string, unknown>[]>(
    compileLoad(workspace.as(), {
      entity: 'opportunity',
      ids: [id],
      paths: [
        ['stageHistory', 'stage'],
        ['stageHistory', 'leftAt'],
        ['stageHistory', 'reason'],
        ['stageHistory', 'pipeline'],
      ],
    }),
  )
  expect(record?.['stageHistory']).toEqual([
    { id: expect.any(String), stage: 'new', leftAt: '2026-11-23T00:00:00.000Z', reason: null, pipeline: 'sales' },
    { id: expect.any(String), stage: 'won', leftAt: null, reason: 'price', pipeline: 'sales' },
  ])
  const visited = { some: [{ var: 'stageHistory' }, { '==': [{ var: 'stage' }, 'won'] }] }
  const page = await workspace.json<{ records: { id: string }[] }>(
    compileList(workspace.as(), { entity: 'opportunity', filter: visited, limit: 5, fields: [] }),
  )
  expect(page.records).toEqual([{ id }])
})
