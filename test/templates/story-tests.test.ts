import type { Document, TestDocument } from '@atelier/definitions'
import { listTemplates, readTemplate, runTest } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlaces, type Places } from './open-place.ts'

let places: Places
beforeAll(async () => {
  places = await openPlaces()
})
afterAll(() => places?.close())

const templates = await Promise.all(
  (await listTemplates()).map(async ({ key }) => {
    const read = await readTemplate(key)
    return { key, documents: read?.ok ? read.documents : [] }
  }),
)
const isTest = (document: Document): document is TestDocument => document.kind === 'test'
const name = ({ label, key }: TestDocument): string =>
  typeof label === 'object' ? (label['en'] ?? key) : (label ?? key)

describe.each(templates)('the tests of the template $key', ({ documents }) => {
  it('are there', () => {
    expect(documents.filter(isTest).length).toBeGreaterThan(0)
  })

  it.each(documents.filter(isTest).map((test) => [name(test), test] as const))('%s', async (_, test) => {
    expect(await runTest(await places.open(documents), test)).toEqual([])
  })
})
