import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const role = (key: string, fields: Readonly<Record<string, 'hidden' | 'masked'>>): Document => ({
  kind: 'role',
  specVersion: 1,
  id: `rol_${key}`,
  key,
  grants: [{ id: `grt_${key}`, entity: 'account', actions: ['read', 'create', 'update'], scope: 'all', fields }],
})

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_account',
    key: 'account',
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true },
      { id: 'fld_city', key: 'city', type: 'text', label: { en: 'City', 'zh-CN': '城市' } },
      { id: 'fld_tax', key: 'tax', type: 'text', label: { en: 'Tax number', 'zh-CN': '税号' } },
      { id: 'fld_code', key: 'code', type: 'text', default: 'secret', label: { en: 'Code', 'zh-CN': '代码' } },
    ],
    unique: [
      { id: 'unq_tax', fields: ['tax'] },
      { id: 'unq_code', fields: ['city', 'code'] },
    ],
  },
  role('open', {}),
  role('masked', { code: 'masked' }),
  role('hidden', { code: 'hidden' }),
]

let app: App
let open: Caller
let masked: Caller
let hidden: Caller
let id: string
beforeAll(async () => {
  app = await openApp(documents)
  open = await app.person('Open', ['open'])
  masked = await app.person('Masked', ['masked'])
  hidden = await app.person('Hidden', ['hidden'])
  id = (await app.admin.post('/records/account', { name: 'First', city: 'Ghent', tax: 'BE 1' })).body.id
})
afterAll(() => app?.close())

test('the record that has a value is named to whoever sees it with that value', async () => {
  const { status, body } = await open.patch(`/records/account/${await another()}`, { tax: 'BE 1' })
  expect([status, body.problems]).toEqual([
    422,
    [
      {
        code: 'not_unique',
        path: '/tax',
        field: 'tax',
        message: 'This Tax number is taken already.',
        params: { fields: ['tax'], id },
      },
    ],
  ])
})

test('not to whoever sees the value masked: the refusal would complete it', async () => {
  const { body } = await masked.post('/records/account', { name: 'Guess', city: 'Ghent' })
  expect(body.problems).toMatchObject([{ code: 'not_unique', message: 'This City and Code is taken already.' }])
  expect(JSON.stringify(body)).not.toContain(id)
})

test('values that are unique together with a hidden one are refused without naming it', async () => {
  const { body } = await hidden.post('/records/account', { name: 'Guess', city: 'Ghent' })
  expect(body.problems).toEqual([
    {
      code: 'not_unique',
      path: '',
      message: 'Something that you cannot see does not allow this.',
      fix: 'Ask an administrator.',
    },
  ])
})

let counter = 0
async function another(): Promise<string> {
  counter += 1
  return (await app.admin.post('/records/account', { name: `Other ${counter}`, city: `City ${counter}` })).body.id
}
