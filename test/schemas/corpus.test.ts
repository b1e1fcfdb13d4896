import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Ajv2020 } from '../../packages/definitions/node_modules/ajv/dist/2020.js'
import {
  checkDocuments,
  documentKinds,
  fileOf,
  formatDocument,
  loadModel,
  parseDocument,
  schemaText,
} from '../../packages/definitions/src/index.ts'
import { corpusFiles, salesWorkspace } from './corpus.ts'

const valid = corpusFiles('valid')
const invalid = corpusFiles('invalid')

describe('published schemas', () => {
  test.each(documentKinds)('the file of %s is what the code says', (kind) => {
    const file = new URL(`../../schemas/${kind}.schema.json`, import.meta.url)
    expect(readFileSync(file, 'utf8'), 'run: node scripts/write-schemas.ts').toBe(schemaText(kind))
  })

  test('there is no file for a kind that is not built', () => {
    const kinds = readdirSync(new URL('../../schemas/', import.meta.url))
      .filter((name) => name.endsWith('.schema.json'))
      .map((name) => name.replace('.schema.json', ''))
    expect(kinds.sort()).toEqual([...documentKinds].sort())
  })

  test.each(documentKinds)('any JSON Schema validator accepts the valid documents of %s', (kind) => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schemaText(kind)))
    for (const file of valid.filter((candidate) => candidate.kind === kind)) {
      validate(file.json)
      expect(validate.errors ?? [], file.name).toEqual([])
    }
  })

  test.each(documentKinds)('the corpus has valid and invalid documents of %s', (kind) => {
    expect(valid.filter((file) => file.kind === kind).length).toBeGreaterThan(0)
    expect(invalid.filter((file) => file.kind === kind).length).toBeGreaterThan(0)
  })
})

describe('valid documents', () => {
  test.each(valid.map((file) => [`${file.kind}/${file.name}`, file.json] as const))('%s parses', (_, json) => {
    expect(parseDocument(json).problems).toBeUndefined()
  })

  test('together they are a workspace without problems', () => {
    expect(checkDocuments(salesWorkspace())).toEqual([])
  })

  test.each(valid.map((file) => [`${file.kind}/${file.name}`, file.json] as const))(
    '%s comes back from its text as it was',
    (_, json) => {
      const { document } = parseDocument(json)
      if (!document) throw new Error('does not parse')
      const text = formatDocument(document)
      expect(JSON.parse(text)).toEqual(json)
      const again = parseDocument(JSON.parse(text)).document
      expect(again).toEqual(document)
      expect(again && formatDocument(again)).toBe(text)
    },
  )

  test('each has a file of its own', () => {
    const files = salesWorkspace().map(fileOf)
    expect(new Set(files).size).toBe(files.length)
    expect(files).toContain('entities/account.json')
    expect(files).toContain('workspace.json')
    expect(files).toContain('sample-data/accounts.json')
  })
})

type Expected = {
  readonly problems: readonly { readonly code: string; readonly path: string }[]
  readonly document: unknown
}

describe('invalid documents are answered with every problem at once', () => {
  test.each(invalid.map((file) => [`${file.kind}/${file.name}`, file.json as Expected] as const))(
    '%s',
    (_, { problems, document }) => {
      const found = parseDocument(document).problems ?? []
      const shown = found.map(({ code, path }) => `${code} ${path}`).sort()
      expect(shown).toEqual(problems.map(({ code, path }) => `${code} ${path}`).sort())
      for (const { message } of found) {
        expect(message.en.length).toBeGreaterThan(0)
        expect(message['zh-CN'].length).toBeGreaterThan(0)
      }
    },
  )

  test('an unknown kind, no kind, no object', () => {
    expect(parseDocument({ kind: 'entty' }).problems).toMatchObject([
      { code: 'unknown_kind', path: '/kind', fix: { en: 'Did you mean "entity"?' } },
    ])
    expect(parseDocument({}).problems).toMatchObject([{ code: 'required', path: '/kind' }])
    expect(parseDocument([]).problems).toMatchObject([{ code: 'wrong_type', path: '' }])
    expect(parseDocument(null).problems).toMatchObject([{ code: 'wrong_type', path: '' }])
    expect(parseDocument({ kind: '__proto__' }).problems).toMatchObject([{ code: 'unknown_kind' }])
  })

  test('a misspelt property, field type and field name are offered what was meant', () => {
    const entity = {
      kind: 'entity',
      specVersion: 1,
      id: 'ent_x',
      key: 'x',
      fields: [{ id: 'fld_a', key: 'a', type: 'txt', reqired: true }],
    }
    expect(parseDocument(entity).problems).toMatchObject([
      { code: 'unknown_field_type', path: '/fields/0/type', fix: { en: 'Did you mean "text"?' } },
    ])
    const typo = { ...entity, fields: [{ id: 'fld_a', key: 'a', type: 'text', reqired: true }] }
    expect(parseDocument(typo).problems).toMatchObject([
      { code: 'unknown_property', path: '/fields/0/reqired', fix: { en: 'Did you mean "required"?' } },
    ])
  })

  test('nesting without end is refused, not followed', () => {
    let deep: unknown = 1
    for (let level = 0; level < 5000; level += 1) deep = { a: [deep] }
    expect(parseDocument({ kind: 'view', filter: deep }).problems).toMatchObject([{ code: 'too_deep' }])
  })
})

describe('a revision that cannot all be read', () => {
  test('serves without what is broken and what needs it', () => {
    const stored = valid.map(({ kind, name, json }) =>
      kind === 'entity' && name === 'product' ? { ...Object(json), fields: 'x' } : json,
    )
    const model = loadModel(stored, { revision: 7 })
    expect(model.revision).toBe(7)
    expect(model.entities.has('product')).toBe(false)
    // A price list still serves, without its reference to a product.
    expect([...(model.entities.get('priceList.prices')?.fields.keys() ?? [])]).not.toContain('product')
    expect(model.entities.has('opportunity')).toBe(true)
    expect(model.views.has('myPipeline')).toBe(true)
    expect(model.workspace.currency).toBe('CNY')
    expect(model.quarantined).toContainEqual({ kind: 'entity', key: 'product', code: 'wrong_type' })
    expect(model.quarantined).toContainEqual({
      kind: 'entity',
      key: 'priceList',
      code: 'unknown_entity',
      path: '/fields/4/fields/0',
    })
    expect(model.quarantined).toContainEqual({
      kind: 'role',
      key: 'salesManager',
      code: 'unknown_entity',
      path: '/fields/0',
    })
  })

  test('a pipeline with a gate that cannot be read is out of service: no gate stands open', () => {
    const stored = valid.map(({ kind, name, json }) =>
      kind === 'approval' && name === 'quoteDiscount' ? { ...Object(json), steps: 5 } : json,
    )
    const model = loadModel(stored, { revision: 7 })
    expect(model.pipelines.has('quoteFlow')).toBe(false)
    expect(model.quarantined).toContainEqual({ kind: 'pipeline', key: 'quoteFlow', code: 'unknown_approval' })
  })

  test('serves all of it when nothing is broken', () => {
    expect(
      loadModel(
        valid.map((file) => file.json),
        { revision: 1 },
      ).quarantined,
    ).toEqual([])
  })
})
