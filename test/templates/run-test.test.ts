import { type Document, parseDocument, type TestDocument } from '@atelier/definitions'
import { readTemplate, runTest, type TestFailure } from '@atelier/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPlaces, type Places } from './open-place.ts'

let places: Places
let documents: readonly Document[] = []
beforeAll(async () => {
  places = await openPlaces()
  const read = await readTemplate('lead-to-cash')
  documents = read?.ok ? read.documents : []
})
afterAll(() => places?.close())

/** What the runner says of a test document with one salesperson, Anna. */
async function said(test: object): Promise<readonly TestFailure[]> {
  const parsed = parseDocument({
    kind: 'test',
    specVersion: 1,
    id: 'tst_x',
    key: 'x',
    clock: '2026-11-02T09:00:00+08:00',
    people: [{ as: 'anna', roles: ['sales'], team: 'east' }],
    ...test,
  })
  if (parsed.document?.kind !== 'test') throw new Error(JSON.stringify(parsed.problems))
  const document: TestDocument = parsed.document
  return runTest(await places.open(documents), document)
}
/** A step: what is done and what must be true then. */
const step = (what: object, ...then: readonly object[]): object => ({
  ...what,
  ...Object.fromEntries([['then', then]]),
})
const make = { by: 'anna', when: { create: 'account', as: 'acc', values: { name: 'ACME' } } }

it('says nothing when all is as the test says', async () => {
  expect(await said({ steps: [step(make, { ok: true }, { count: 'account', is: 1 })] })).toEqual([])
})

it('tells every disagreement of a step, where it stands and what was found, and goes no further', async () => {
  const steps = [
    step(
      make,
      { refused: [{ code: 'required' }] },
      { count: 'account', is: 2 },
      { record: '@acc', has: { name: 'Acme' } },
      { hidden: '@acc' },
      { warned: [{ code: 'possible_duplicate' }] },
    ),
    step({ by: 'anna', when: { update: '@acc', values: { name: '' } } }, { ok: true }),
  ]
  expect(await said({ steps })).toMatchObject([
    { place: '/steps/0/then/0', expected: { refused: [{ code: 'required' }] }, found: { status: 201 } },
    { place: '/steps/0/then/1', found: 1 },
    { place: '/steps/0/then/2', found: { name: 'ACME' } },
    { place: '/steps/0/then/3', found: 200 },
    { place: '/steps/0/then/4', found: [] },
  ])
})

it('wants exactly the refusals named: one more or one less is a disagreement', async () => {
  const nothing = { by: 'anna', when: { create: 'opportunity', values: {} } }
  const name = { code: 'required', field: 'name' }
  const account = { code: 'required', field: 'account' }
  expect(await said({ steps: [step(nothing, { refused: [account, name] })] })).toEqual([])
  expect(await said({ steps: [step(nothing, { refused: [name] })] })).toMatchObject([{ place: '/steps/0/then/0' }])
  expect(await said({ steps: [step(nothing, { refused: [name, account, name] })] })).toMatchObject([
    { place: '/steps/0/then/0' },
  ])
})

it('says what it could not find of tasks, notifications and rows', async () => {
  const then = [
    { todo: { for: 'anna', type: 'call' } },
    { notified: { to: 'anna' } },
    { rows: [{ n: 5 }] },
    { rows: [{ n: 0 }] },
  ]
  const run = { type: 'summary', entity: 'account', values: [{ key: 'n', aggregate: 'count' }] }
  expect(await said({ steps: [step({ by: 'anna', when: { run } }, ...then)] })).toMatchObject([
    { place: '/steps/0/then/0', found: [] },
    { place: '/steps/0/then/1', found: [] },
    { place: '/steps/0/then/2', found: [{ n: 0 }] },
  ])
})

it.each([
  [
    'a person who is not there',
    { steps: [step({ by: 'bob', when: { create: 'account', values: {} } })] },
    '/steps/0',
    'There is no person "bob"',
  ],
  ['a record that nobody named', { steps: [step({ when: { delete: '@x' } })] }, '/steps/0', 'No record is called "@x"'],
  [
    'a manager who comes later',
    { people: [{ as: 'a', roles: [], manager: 'b' }], steps: [step({ when: { advance: 'P1D' } })] },
    '/people',
    '"b" must stand before "a"',
  ],
  ['a duration that is none', { steps: [step({ when: { advance: 'soon' } })] }, '/steps/0', '"soon" is no duration'],
  [
    'an act that there is not',
    { steps: [step({ when: { dance: true } })] },
    '/steps/0',
    /^A step does one of create, /,
  ],
  [
    'an expectation that there is not',
    { steps: [step({ when: { advance: 'P1D' } }, { sunny: true })] },
    '/steps/0',
    /^What must be true is one of ok, /,
  ],
  [
    'something given that is refused',
    { given: [{ create: 'account', values: {} }], steps: [step({ when: { advance: 'P1D' } })] },
    '/given/0',
    /^What is given is refused: .*required/,
  ],
])('cannot carry out %s', async (_, test, place, found) => {
  expect(await said(test)).toEqual([
    {
      place,
      expected: 'a step that can be carried out',
      found: typeof found === 'string' ? found : expect.stringMatching(found),
    },
  ])
})
