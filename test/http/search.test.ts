import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dealDocuments } from '../workflow/deal-documents.ts'
import { type App, type Caller, openApp } from './open-app.ts'

let app: App
let mia: Caller
let anna: Caller

beforeAll(async () => {
  app = await openApp(dealDocuments())
  mia = await app.person('Mia', ['sales'])
  anna = await app.person('Anna', ['sales'])
  for (const name of ['Kunpeng Optics', '张三的产线', '南京中山仪器', 'Line 3'])
    await anna.post('/records/deal', { name, amount: '100', stage: 'poc' })
}, 60_000)
afterAll(() => app?.close())

type Groups = readonly {
  readonly entity: string
  readonly similar?: true
  readonly records: readonly { readonly label: string }[]
}[]
const found = async (caller: Caller, q: string): Promise<Groups> =>
  (await caller.get<Groups>(`/search?q=${encodeURIComponent(q)}`)).body
const deals = async (q: string) => {
  const [group] = await found(anna, q)
  return { similar: group?.similar ?? false, labels: group?.records.map(({ label }) => label) ?? [] }
}

describe('search', () => {
  test('finds what has the words, and says nothing about likeness then', async () => {
    expect(await deals('optics kunp')).toEqual({ similar: false, labels: ['Kunpeng Optics'] })
  })
  test('forgives a letter that is wrong, missing, doubled or swapped', async () => {
    for (const q of ['kumpeng', 'knpeng', 'kunppeng optics', 'kunpneg'])
      expect(await deals(q), q).toEqual({ similar: true, labels: ['Kunpeng Optics'] })
  })
  test('hears a name written with other characters, and pinyin a little off', async () => {
    for (const q of ['章三', 'zangsan']) expect((await deals(q)).labels, q).toContain('张三的产线')
    expect((await deals('南京钟山')).labels).toEqual(['南京中山仪器'])
  })
  test('shows what is most alike first', async () => {
    await anna.post('/records/deal', { name: 'Kunming Optical', amount: '100', stage: 'poc' })
    const { labels } = await deals('kunpeng optiks')
    expect(labels[0]).toBe('Kunpeng Optics')
  })
  test('guesses nothing from a letter or two, nor from what is like nothing', async () => {
    expect(await found(anna, 'w')).toEqual([])
    expect(await found(anna, 'wx')).toEqual([])
    expect(await found(anna, 'wxyzvvv')).toEqual([])
  })
  test('is as exact about rights when it guesses', async () => {
    const nobody = await app.person('Nobody', [])
    expect(await found(nobody, 'kumpeng')).toEqual([])
    expect((await found(mia, 'kumpeng')).flatMap(({ records }) => records).length).toBe(
      (await found(mia, 'kunpeng')).flatMap(({ records }) => records).length,
    )
  })
})
