import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvOf, xlsxOf, zipOf } from '../harness/index.ts'
import { type Answer, type App, type Caller, openApp } from './open-app.ts'
import { salesDocuments } from './sales-documents.ts'

let app: App
let admin: Caller
let sales: Caller
let account: string
beforeAll(async () => {
  app = await openApp(salesDocuments)
  admin = app.admin
  sales = await app.person('Wang', ['sales'])
  account = (await admin.post('/records/account', { name: 'Acme', region: 'north' })).body.id
}, 60_000)
afterAll(() => app?.close())

/** Everything that a refused call must leave alone, as one text. */
async function state(): Promise<string> {
  const { schema } = app.workspace()
  const { rows } = await app.installation.pool.query(
    `select (select count(*) from ${schema}.event) as events, (select max(n) from ${schema}.revision) as revision`,
  )
  return JSON.stringify(rows)
}

/** The call is refused with these statuses and problems, changes nothing, says nothing of the inside, and the next one is served. */
async function refuses(ask: () => Promise<Answer>, status: number, ...problems: readonly string[]): Promise<void> {
  const before = await state()
  const answer = await ask()
  const text = JSON.stringify(answer.body)
  expect(answer.status, text.slice(0, 1000)).toBe(status)
  const found = answer.body.problems.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
  for (const problem of problems) expect(found).toContain(problem)
  for (const { message } of answer.body.problems) expect(message.length).toBeGreaterThan(3)
  expect(text).not.toMatch(/\.ts:\d|\bselect .* from |pg_|relation "|syntax error at/i)
  expect(await state()).toBe(before)
  expect((await admin.get('/records/account?limit=1')).status).toBe(200)
}
const filter = (rule: unknown): string => `filter=${encodeURIComponent(JSON.stringify(rule))}`

describe('reading', () => {
  test.each([
    ['an unknown entity', '/records/nothing', 404, ' not_found'],
    ['an unknown field in a filter', `/records/account?${filter({ '==': [{ var: 'nothing' }, 1] })}`, 400, undefined],
    ['an unknown operator', `/records/account?${filter({ xor: [1, 2] })}`, 400, undefined],
    ['wrong types in a filter', `/records/account?${filter({ '>': [{ var: 'creditLimit' }, true] })}`, 400, undefined],
    [
      'a rule of ten thousand conditions',
      `/records/account?${filter({ and: Array.from({ length: 10_000 }, () => ({ '==': [{ var: 'name' }, 'x'] })) })}`,
      413,
      undefined,
    ],
    [
      'a rule 90 levels deep',
      `/records/account?${filter(Array.from({ length: 90 }).reduce((rule: object) => ({ '!': [rule] }), { '==': [{ var: 'name' }, 'x'] }))}`,
      undefined,
      undefined,
    ],
    [
      'SQL for a path',
      `/records/account?${filter({ '==': [{ var: 'name"; drop table account; --' }, 'x'] })}`,
      400,
      undefined,
    ],
    ['SQL for a sort', `/records/account?sort=${encodeURIComponent('name desc; drop table account')}`, 400, undefined],
    [
      'a year 0 in a filter',
      `/records/opportunity?${filter({ '<': [{ var: 'closeDate' }, '0000-01-01'] })}`,
      400,
      undefined,
    ],
    ['U+0000 in a parameter', '/audit?user=a%00b', 400, '?user bad_characters'],
    ['a search of nothing', '/search?q=', 400, undefined],
    ['an unknown report', '/reports/run', 404, undefined],
  ])('%s', async (_, path, status, problem) => {
    if (path === '/reports/run') return refuses(() => admin.post(path, { report: 'nothing' }), 404)
    const answer = await admin.get(path)
    expect(answer.status, JSON.stringify(answer.body).slice(0, 500)).toBeLessThan(500)
    if (status !== undefined) await refuses(() => admin.get(path), status, ...(problem === undefined ? [] : [problem]))
  })
  test('a filter on a hidden field says no more than one on a field that never was', async () => {
    const ask = async (key: string) =>
      JSON.stringify((await sales.get(`/records/account?${filter({ empty: [{ var: key }] })}`)).body).replaceAll(
        key,
        '*',
      )
    expect(await ask('creditLimit')).toBe(await ask('creditLimbo'))
  })
  test('a filter of year 9999 is understood', async () => {
    expect(
      (await admin.get(`/records/opportunity?${filter({ '<': [{ var: 'closeDate' }, '9999-12-31'] })}`)).status,
    ).toBe(200)
  })
})

describe('text that means something elsewhere is only text here', () => {
  const hostile = [
    "'); drop table account; --",
    '" or 1=1 --',
    '<img src=x onerror=alert(1)>',
    '{{7*7}}',
    '=HYPERLINK("x")',
    '😀𠮷🏳️‍🌈',
    '\u202eevil',
    '%_\\',
    'a\'b"c`d',
    '../../etc/passwd',
    'İstanbul ß ﬃ',
  ]
  test.each(hostile)('%s', async (name) => {
    const made = await admin.post('/records/account', { name })
    expect(made).toMatchObject({ status: 201, body: { name: name.normalize('NFC') } })
    const found = await admin.get(`/records/account?${filter({ '==': [{ var: 'name' }, name] })}`)
    expect(found.body.records).toHaveLength(1)
    expect((await admin.get(`/search?q=${encodeURIComponent(name)}`)).status).toBe(200)
    const deal = await admin.post('/records/opportunity', { name, account: { name } })
    expect(deal).toMatchObject({ status: 201, body: { account: { label: name.normalize('NFC') } } })
    const drill = await admin.post('/reports/drill', {
      report: {
        kind: 'report',
        specVersion: 1,
        type: 'summary',
        entity: 'account',
        rows: [{ key: 'n', field: 'name' }],
        values: [{ key: 'c', aggregate: 'count' }],
      },
      cell: { row: { n: name }, value: 'c' },
    })
    expect(drill).toMatchObject({ status: 200, body: { records: [{ name: name.normalize('NFC') }] } })
  })
})

describe('a file', () => {
  async function upload(content: string | Uint8Array<ArrayBuffer>, name = 'a.csv'): Promise<Answer> {
    const form = new FormData()
    form.set('entity', 'account')
    form.set('file', new File([content], name))
    const response = await admin.fetch('/imports', { method: 'POST', body: form })
    return { status: response.status, body: await response.json(), headers: response.headers }
  }
  test('with one column twice', () => refuses(() => upload('name,name\na,b\n'), 422))
  test('with a column that has no name', () => refuses(() => upload('name,\na,b\n'), 422))
  test('with a row longer than its header', () => refuses(() => upload('name\na,b\n'), 422))
  test('that is empty', () => refuses(() => upload(''), 422))
  test('that is a zip bomb with the name of a workbook', async () => {
    const answer = await upload(
      zipOf({
        '[Content_Types].xml': '<x/>',
        'xl/workbook.xml': '<x/>',
        'xl/worksheets/sheet1.xml': ' '.repeat(400_000_000),
      }),
      'a.xlsx',
    )
    expect([413, 422]).toContain(answer.status)
    expect((await admin.get('/records/account?limit=1')).status).toBe(200)
  })
  test('that is a bomb of cells: a workbook whose shared text is repeated', async () => {
    const answer = await upload(
      xlsxOf([['name'], ...Array.from({ length: 300 }, () => ['x'.repeat(32_000)])]),
      'a.xlsx',
    )
    expect(answer.status).toBeLessThan(500)
    expect((await admin.get('/records/account?limit=1')).status).toBe(200)
  })
  test('with a cell of a million letters refuses that row and takes the others', async () => {
    const { body } = await upload(
      csvOf([
        ['name', 'region'],
        ['x'.repeat(1_000_000), 'north'],
        ['Small', 'south'],
      ]),
    )
    const { status, body: checked } = await admin.post(`/imports/${body.id}/check`)
    expect(status, JSON.stringify(checked).slice(0, 500)).toBe(200)
    expect(checked).toMatchObject({ create: 1, refused: 1, problems: [{ row: 1, column: 'name', code: 'too_long' }] })
    expect(JSON.stringify(checked).length).toBeLessThan(20_000)
  })
  test('with SQL, HTML and emoji for column names', async () => {
    const { status, body } = await upload('"name"";drop table",<b>,😀\na,b,c\n')
    expect(status).toBe(201)
    expect(body.columns.map(({ column }: { column: string }) => column)).toEqual(['name";drop table', '<b>', '😀'])
  })
})

describe('a definition', () => {
  type Document = { readonly kind: string; readonly key: string; readonly [name: string]: unknown }
  const documentOf = (key: string, change: (document: Record<string, unknown>) => object): Document =>
    change(JSON.parse(JSON.stringify(salesDocuments.find((document) => document.key === key)))) as Document
  const addField = (...added: readonly object[]): Document =>
    documentOf('account', (entity) => ({ ...entity, fields: [...(entity['fields'] as object[]), ...added] }))
  /** Puts the document into a change set and publishes it. */
  async function publish(document: Document): Promise<Answer> {
    const { body } = await admin.post('/changes')
    const put = await admin.call('PUT', `/changes/${body.id}/documents/${document.kind}/${document.key}`, document)
    return put.status === 200 ? admin.post(`/changes/${body.id}/publish`) : put
  }
  const formula = (key: string, path: string) => ({
    id: `fld_${key}`,
    key,
    type: 'formula',
    result: 'number',
    formula: { '+': [{ var: path }, 1] },
  })
  test.each([
    [
      'with a reference that leads nowhere',
      () => addField({ id: 'fld_x', key: 'x', type: 'reference', target: 'nowhere' }),
    ],
    [
      'with a circle of formulas',
      () => addField(formula('one', 'two'), formula('two', 'three'), formula('three', 'one')),
    ],
    ['with two fields of one key', () => addField({ id: 'fld_x', key: 'name', type: 'text' })],
    ['with a reserved key', () => addField({ id: 'fld_x', key: 'createdAt', type: 'text' })],
    ['with a key that is SQL', () => addField({ id: 'fld_x', key: 'a"; drop table', type: 'text' })],
    ['with an id that is SQL', () => addField({ id: "fld_'; drop", key: 'x', type: 'text' })],
    [
      'with a pattern that takes for ever',
      () => addField({ id: 'fld_x', key: 'x', type: 'text', pattern: '(a+)+$(?=b)' }),
    ],
    [
      'with a rule that compares a text with a number',
      () =>
        documentOf('opportunity', (entity) => ({
          ...entity,
          rules: [{ id: 'rul_x', when: { '>': [{ var: 'name' }, 5] }, refuse: 'no' }],
        })),
    ],
    [
      'with a stage that nothing can reach',
      () =>
        documentOf('sales', (pipeline) => ({
          ...pipeline,
          forward: 'explicit',
          moves: [{ id: 'mov_1', from: ['first'], to: 'won' }],
        })),
    ],
    [
      'with a role for an entity that there is not',
      () =>
        documentOf('sales', (pipeline) => ({
          ...pipeline,
          kind: 'role',
          id: 'rol_x',
          key: 'x',
          grants: [{ id: 'grt_x', entity: 'nowhere', actions: ['read'], scope: 'all' }],
        })),
    ],
    [
      'with unknown properties everywhere',
      () => documentOf('account', (entity) => ({ ...entity, sql: 'drop table', onclick: 'x' })),
    ],
  ])('%s', async (_, make) => refuses(() => publish(make()), 422))
  test('says everything that is wrong with it at once', async () => {
    const answer = await publish(
      addField(
        { id: 'fld_x', key: 'x', type: 'reference', target: 'nowhere' },
        { id: 'fld_y', key: 'y', type: 'formula', result: 'number', formula: { var: 'nothing' } },
      ),
    )
    expect(answer.body.problems.length).toBeGreaterThanOrEqual(2)
  })
  test('with HTML and emoji in its labels is only text', async () => {
    const label = '<script>alert(1)</script> 😀'
    expect((await publish(addField({ id: 'fld_html', key: 'html', type: 'text', label }))).status).toBe(200)
    expect(JSON.stringify((await admin.get('/workspace')).body)).toContain('<script>')
    expect((await admin.get('/workspace')).headers.get('content-type')).toContain('application/json')
  })
})

describe('at the same moment', () => {
  test('two people move one deal: one wins, the other is told what it is now', async () => {
    const { body: deal } = await admin.post('/records/opportunity', { name: 'Raced', account, need: 'x', amount: '1' })
    const move = (to: string) =>
      admin.call('POST', `/records/opportunity/${deal.id}/move`, { to }, { 'if-match': '"1"' })
    const answers = await Promise.all([move('proposal'), move('lost'), move('proposal'), move('lost')])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, body } of answers.filter((each) => each.status !== 200))
      expect([status, body.code]).toEqual([409, 'version_conflict'])
    expect((await admin.get(`/records/opportunity/${deal.id}`)).body.version).toBe(2)
  })
  test('twenty people make the record of one name: one has it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => admin.post('/records/account', { name: 'Only one' })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { status, body } of answers.filter((each) => each.status !== 201))
      expect([status, body.code]).toEqual([422, 'not_unique'])
  })
  test('fifty calls that are refused and fifty that are not do not disturb each other', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        n % 2 ? admin.post('/records/account', { name: n }) : admin.get('/records/account?limit=5'),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, (_, n) => (n % 2 ? 422 : 200)))
  })
})
