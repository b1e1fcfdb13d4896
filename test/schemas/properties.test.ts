import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkDocuments,
  compileModel,
  type Document,
  diffDocuments,
  formatDocument,
  loadModel,
  mergeDocuments,
  parseDocument,
  planChange,
} from '../../packages/definitions/src/index.ts'
import { corpusFiles, salesWorkspace } from './corpus.ts'

const runs = process.env.ATELIER_DEEP === '1' ? 5000 : 150
const settings = { numRuns: runs, seed: 20261122 }
const files = corpusFiles('valid').map((file) => file.json)
const documents = salesWorkspace()

/** Values of every JSON kind that stand where something else is expected. */
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    'x',
    '__proto__',
    [],
    {},
    [[]],
    { var: 'name' },
    { '==': [1] },
    '😀',
    "'; drop table x; --",
  ),
  fc.string({ maxLength: 8 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A change at one place: another value, gone, or a property that is not known. */
const mutation = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'add'),
  value: oddValue,
  name: fc.constantFrom('id', 'key', 'type', 'extra', 'constructor'),
})
type Mutation = { readonly place: number; readonly how: string; readonly value: unknown; readonly name: string }

function mutate(json: unknown, { place, how, value, name }: Mutation): unknown {
  const copy: unknown = structuredClone(json)
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const holder = node as Record<string, unknown>
    for (const key of Object.keys(holder)) {
      places.push({ holder, key })
      visit(holder[key])
    }
  }
  visit(copy)
  const chosen = places[place % places.length]
  if (!chosen) return copy
  const { holder, key } = chosen
  if (how === 'replace') holder[key] = value
  else if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1)
  else if (how === 'remove') delete holder[key]
  else if (!Array.isArray(holder))
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true })
  return copy
}

const mutated = fc
  .tuple(fc.constantFrom(...files), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([json, changes]) => changes.reduce(mutate, json))

/** A document of the corpus changed in ways that keep it a document. */
const changed = fc
  .array(fc.tuple(fc.nat(documents.length - 1), fc.array(mutation, { minLength: 1, maxLength: 3 })), { maxLength: 3 })
  .map((edits) =>
    edits.reduce<readonly Document[]>((all, [index, changes]) => {
      const file: unknown = JSON.parse(formatDocument(all[index] ?? (documents[0] as Document)))
      const edited = parseDocument(changes.reduce(mutate, file)).document
      return edited && edited.id === all[index]?.id
        ? all.map((document, at) => (at === index ? edited : document))
        : all
    }, documents),
  )

describe('whatever is sent', () => {
  test('parsing answers with a document or problems, each with a place and words in both languages', () => {
    fc.assert(
      fc.property(mutated, (json) => {
        const { document, problems } = parseDocument(json)
        expect(document === undefined).toBe(problems !== undefined)
        for (const problem of problems ?? []) {
          expect(problem.path === '' || problem.path.startsWith('/')).toBe(true)
          expect(problem.message.en).not.toBe('')
          expect(problem.message['zh-CN']).not.toBe('')
        }
      }),
      settings,
    )
  })

  test('what parses can be compiled, checked and planned without a throw', () => {
    fc.assert(
      fc.property(changed, (after) => {
        expect(compileModel(after, { revision: 1 }).revision).toBe(1)
        expect(checkDocuments(after).every((problem) => problem.document !== '')).toBe(true)
        expect(planChange(documents, after).sentences.every((group) => group.sentences.length > 0)).toBe(true)
      }),
      { ...settings, numRuns: Math.ceil(runs / 5) },
    )
  })

  test('a stored revision with anything in it gives a model', () => {
    fc.assert(
      fc.property(fc.array(mutated, { maxLength: 3 }), (broken) => {
        expect(loadModel([...files, ...broken], { revision: 2 }).entities.has('user')).toBe(true)
      }),
      { ...settings, numRuns: Math.ceil(runs / 10) },
    )
  })
})

describe('laws', () => {
  test('formatting and parsing is the identity, and the text is stable', () => {
    fc.assert(
      fc.property(changed, (all) => {
        for (const document of all) {
          const text = formatDocument(document)
          const again = parseDocument(JSON.parse(text)).document
          expect(again).toEqual(document)
          expect(again && formatDocument(again)).toBe(text)
        }
      }),
      { ...settings, numRuns: Math.ceil(runs / 5) },
    )
  })

  test('merging nothing changes nothing; one side alone wins; both sides alike agree', () => {
    fc.assert(
      fc.property(changed, (ours) => {
        for (const [mine, theirs] of [
          [ours, documents],
          [documents, ours],
          [ours, ours],
        ] as const) {
          const { merged, conflicts } = mergeDocuments(documents, mine, theirs)
          expect(conflicts).toEqual([])
          expect(diffDocuments(merged, ours)).toEqual([])
        }
      }),
      { ...settings, numRuns: Math.ceil(runs / 5) },
    )
  })

  test('both sides find the same conflicts, and without any they come to the same', () => {
    fc.assert(
      fc.property(changed, changed, (ours, theirs) => {
        const there = mergeDocuments(documents, ours, theirs)
        const back = mergeDocuments(documents, theirs, ours)
        const places = (conflicts: typeof there.conflicts) =>
          conflicts
            .filter((each) => each.property !== '')
            .map((each) => `${each.address} ${each.property}`)
            .sort()
        expect(places(there.conflicts)).toEqual(places(back.conflicts))
      }),
      { ...settings, numRuns: Math.ceil(runs / 5) },
    )
  })
})
