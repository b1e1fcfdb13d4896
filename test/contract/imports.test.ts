import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvOf, gbkOf, utf16Of, xlsxOf, zipOf } from '../harness/index.ts'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { documents } from './documents.ts'

/** An import as it is kept. */
type Stored = {
  readonly mapping: { readonly columns: readonly Readonly<Record<string, unknown>>[] }
  readonly checked: number
}

let app: App
let admin: Caller
beforeAll(async () => {
  app = await openApp(documents)
  admin = app.admin
}, 60_000)
afterAll(() => app?.close())

async function upload(entity: string, content: string | Uint8Array<ArrayBuffer>, name = 'a.csv') {
  const form = new FormData()
  form.set('entity', entity)
  form.set('file', new File([content], name))
  const response = await admin.fetch('/imports', { method: 'POST', body: form })
  return { status: response.status, body: await response.json() }
}
async function mapped(entity: string, content: string, mapping: object): Promise<string> {
  const { status, body } = await upload(entity, content)
  expect(status, JSON.stringify(body)).toBe(201)
  const put = await admin.call('PUT', `/imports/${body.id}/mapping`, mapping)
  expect(put.status, JSON.stringify(put.body)).toBe(200)
  return body.id
}
const check = async (id: string) => (await admin.post(`/imports/${id}/check`)).body
async function commit(id: string) {
  expect((await admin.post(`/imports/${id}/commit`)).status).toBe(202)
  for (;;) {
    const { body } = await admin.get(`/imports/${id}`)
    if (body.state !== 'running') return body
    await admin.post('/test/settle')
  }
}
const find = async (entity: string, code: string, key = 'code') =>
  (await admin.post(`/records/${entity}/query`, { filter: { '==': [{ var: key }, code] } })).body.records[0]
const name = { column: 'name', field: 'name' }
const code = { column: 'code', field: 'code' }

describe('a file', () => {
  const rows = [
    ['名称', 'code', 'date'],
    ['上海', 'A1', '11/22/2026'],
  ]
  test.each([
    ['UTF-8', new Uint8Array(Buffer.from(csvOf(rows))), 'utf-8', ','],
    ['UTF-8 with a mark and semicolons', new Uint8Array(Buffer.from(`\uFEFF${csvOf(rows, ';')}`)), 'utf-8', ';'],
    ['GBK', gbkOf(csvOf(rows)), 'gb18030', ','],
    ['UTF-16 with tabs', utf16Of(csvOf(rows, '\t')), 'utf-16le', '\t'],
    ['xlsx', xlsxOf(rows), 'xlsx', null],
  ])('in %s is understood, its columns mapped by themselves', async (_, bytes, encoding, delimiter) => {
    const { status, body } = await upload('thing', bytes, encoding === 'xlsx' ? 'a.xlsx' : 'a.csv')
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({ id: expect.any(String), rows: 1, encoding, delimiter })
    expect(body.columns).toMatchObject([
      { column: '名称', samples: ['上海'], field: 'name', confidence: expect.any(Number) },
      { column: 'code', field: 'code' },
      { column: 'date', field: 'date', format: expect.stringMatching(/M.*D.*Y/) },
    ])
  })

  test('with names in a column called like the entity, or in the only one left, is matched all the same', async () => {
    const named = await upload('thing', 'Thing,code\nA,1\n')
    expect(named.body.columns).toMatchObject([{ column: 'Thing', field: 'name', confidence: 0.95 }, { field: 'code' }])
    const left = await upload('thing', 'who,code\nA,1\nB,2\n')
    expect(left.body.columns).toMatchObject([{ column: 'who', field: 'name', confidence: 0.6 }, { field: 'code' }])
    const alike = await upload('thing', 'who,code\nA,1\nA,2\nA,3\n')
    expect(alike.body.columns).toMatchObject([{ column: 'who', field: null }, { field: 'code' }])
  })
  test('tells when stages were entered by the names of its columns', async () => {
    const { body } = await upload('case', 'name,stage,open_date,closed\nA,done,2/1/2020,2/3/2020\nB,open,2/13/2020,\n')
    expect(body.columns).toMatchObject([
      { field: 'name' },
      { field: 'stage', enteredAt: { open: 'open_date', done: 'closed', dead: 'closed' } },
      { field: null },
      { field: null },
    ])
    const { body: stored } = await admin.get<Stored>(`/imports/${body.id}`)
    expect(stored.mapping.columns[1]?.['enteredAt']).toEqual({ open: 'open_date', done: 'closed', dead: 'closed' })
    const plain = await upload('case', 'name,stage,amount\nA,done,3\n')
    expect(plain.body.columns[1]).not.toHaveProperty('enteredAt')
  })

  test.each([
    ['an empty file', '', 422],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255, 254, 0, 0x81]), 422],
    ['a zip that is no workbook', zipOf({ 'a.txt': 'x' }), 422],
    ['two columns of one name', 'name,name\na,b\n', 422],
    [
      'a zip bomb as xlsx',
      zipOf({ 'xl/workbook.xml': 'x', 'xl/worksheets/sheet1.xml': '0'.repeat(300_000_000) }),
      undefined,
    ],
  ])('that is %s is refused with what is wrong', async (_, content, status) => {
    const answer = await upload('thing', content as string, 'a.xlsx')
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    if (status !== undefined) expect(answer.status, JSON.stringify(answer.body)).toBe(status)
    expect(answer.body.problems[0].message).toEqual(expect.any(String))
    expect((await admin.get('/records/thing?limit=1')).status).toBe(200)
  })
  test('for an entity that is not there is 404, without a file 422', async () => {
    expect((await upload('nothing', 'name\na\n')).status).toBe(404)
    const form = new FormData()
    form.set('entity', 'thing')
    expect((await admin.fetch('/imports', { method: 'POST', body: form })).status).toBe(422)
    expect((await admin.post('/imports', { entity: 'thing' })).status).toBe(415)
  })
  test('with rows shorter and longer than its header, and quoted line breaks, is read as people mean it', async () => {
    const { body } = await upload('thing', 'name,code\r\n"two\nlines",q1\r\nshort\r\n\r\n')
    expect(body.rows).toBe(2)
    const longer = await upload('thing', 'name,code\nlong,q2,extra\n')
    expect(longer).toMatchObject({ status: 422, body: { code: 'cell_outside' } })
  })
})

describe('a mapping', () => {
  test('with unknown columns, fields and options names them all', async () => {
    const { body } = await upload('thing', 'name,code\na,b\n')
    const put = await admin.call('PUT', `/imports/${body.id}/mapping`, {
      match: ['nothing'],
      columns: [
        { column: 'nmae', field: 'name' },
        { column: 'code', field: 'kode' },
      ],
    })
    expect(put.status).toBe(422)
    expect(put.body.problems.map((each: { code: string }) => each.code).sort()).toEqual([
      'unknown_column',
      'unknown_field',
      'unknown_field',
    ])
    expect((await admin.call('PUT', `/imports/${body.id}/mapping`, { columns: [], what: 1 })).status).toBe(400)
    expect(
      (await admin.call('PUT', `/imports/${body.id}/mapping`, { columns: [{ column: 'code', field: 'auto' }] })).status,
    ).toBe(422)
  })
  test.each(['money', 'boolean', 'date', 'choice', 'ref', 'long', 'number'])(
    'that matches by %s is carried out or refused, never a fault',
    async (field) => {
      const { body } = await upload('thing', `name,${field}\na,\nb,1\n`)
      const put = await admin.call('PUT', `/imports/${body.id}/mapping`, {
        match: [field],
        columns: [name, { column: field, field }],
      })
      if (put.status === 200) expect((await admin.post(`/imports/${body.id}/check`)).status).toBe(200)
      else expect(put.status).toBe(422)
    },
  )
  test('lists the columns that it leaves out', async () => {
    const { body } = await upload('thing', 'name,code,notes\na,b,c\n')
    const put = await admin.call('PUT', `/imports/${body.id}/mapping`, {
      columns: [name, { column: 'notes', field: null }],
    })
    expect(put.body.ignored).toEqual(['code', 'notes'])
  })
})

describe('the dry run', () => {
  test('gives each problem with its row and column, grouped by value, and writes nothing', async () => {
    const id = await mapped(
      'thing',
      'name,code,choice,number,ref\nA,d1,Red,1,\nB,d2,GREEN,x,\n,d3,blue,2,\nC,d4,GREEN,1.23456,nobody\n',
      {
        columns: [
          name,
          code,
          { column: 'choice', field: 'choice' },
          { column: 'number', field: 'number' },
          { column: 'ref', field: 'ref', by: 'code' },
        ],
      },
    )
    const checked = await check(id)
    expect(checked).toMatchObject({ rows: 4, create: 1, update: 0, unchanged: 0, refused: 3 })
    expect(
      checked.problems
        .map(({ row, column, code }: { row: number; column: string; code: string }) => `${row} ${column} ${code}`)
        .sort(),
    ).toEqual([
      '2 choice unknown_option',
      '2 number wrong_type',
      '3 name required',
      '4 choice unknown_option',
      '4 number too_many_decimals',
      '4 ref unknown_reference',
    ])
    expect(checked.values).toContainEqual(
      expect.objectContaining({ column: 'choice', value: 'GREEN', rows: 2, code: 'unknown_option' }),
    )
    expect(await find('thing', 'd1')).toBeUndefined()
  })
  test('matches options by key or any label, references exactly or case aside, and suggests what is near', async () => {
    await admin.post('/records/thing', { name: 'Main Street', code: 'MAIN' })
    const id = await mapped('thing', 'name,choice,ref\nA, RED ,MAIN\nB,红,main\nC,Blue,MAIM\n', {
      columns: [name, { column: 'choice', field: 'choice' }, { column: 'ref', field: 'ref', by: 'code' }],
    })
    const checked = await check(id)
    expect(checked).toMatchObject({ create: 2, refused: 1 })
    expect(checked.values).toMatchObject([
      { column: 'ref', value: 'MAIM', rows: 1, code: 'unknown_reference', suggestion: 'MAIN' },
    ])
  })
})

describe('a commit', () => {
  test('writes, trims, leaves blanks alone unless told to overwrite, and changes nothing the second time', async () => {
    const columns = [name, code, { column: 'long', field: 'long' }]
    const first = await mapped('thing', 'name,code,long\n  One ,c1,kept\nTwo,c2,x\n', {
      match: ['code'],
      onMatch: 'update',
      columns,
    })
    expect(await commit(first)).toMatchObject({
      state: 'done',
      rows: 2,
      done: 2,
      create: 2,
      update: 0,
      unchanged: 0,
      refused: 0,
    })
    expect(await find('thing', 'c1')).toMatchObject({ name: 'One', long: 'kept', version: 1 })
    const blank = 'name,code,long\nOne,c1,\nZwei,c2,x\n'
    expect(await commit(await mapped('thing', blank, { match: ['code'], onMatch: 'update', columns }))).toMatchObject({
      create: 0,
      update: 1,
      unchanged: 1,
    })
    expect(await find('thing', 'c1')).toMatchObject({ long: 'kept', version: 1 })
    const emptied = await commit(
      await mapped('thing', blank, { match: ['code'], onMatch: 'update', overwriteWithEmpty: true, columns }),
    )
    expect(emptied).toMatchObject({ update: 1, unchanged: 1 })
    expect((await find('thing', 'c1')).long).toBeNull()
    expect(
      await commit(
        await mapped('thing', 'name,code\nX,c1\n', { match: ['code'], onMatch: 'skip', columns: [name, code] }),
      ),
    ).toMatchObject({ create: 0, update: 0, unchanged: 1 })
    expect(
      await commit(
        await mapped('thing', 'name,code\nX,c1\n', { match: ['code'], onMatch: 'error', columns: [name, code] }),
      ),
    ).toMatchObject({ refused: 1 })
  })
  test('rounds where told to, and makes missing references or leaves them empty', async () => {
    const id = await mapped('thing', 'name,code,number,ref,half\nA,r1,1.23456,New one,Gone\n', {
      columns: [
        name,
        code,
        { column: 'number', field: 'number', round: true },
        { column: 'ref', field: 'ref', by: 'name', missing: 'create' },
      ],
    })
    expect(await commit(id)).toMatchObject({ create: 1, refused: 0 })
    expect(await find('thing', 'r1')).toMatchObject({ number: '1.235', ref: { label: 'New one' } })
    const empty = await mapped('thing', 'name,code,ref\nA,r2,Nowhere\n', {
      columns: [name, code, { column: 'ref', field: 'ref', by: 'name', missing: 'empty' }],
    })
    expect(await commit(empty)).toMatchObject({ create: 1 })
    expect((await find('thing', 'r2')).ref).toBeNull()
  })
  test('points at rows of the same file, before and after, even in a circle', async () => {
    const id = await mapped('thing', 'name,code,ref\nKid,s1,s2\nParent,s2,s3\nGrand,s3,s1\n', {
      match: ['code'],
      columns: [name, code, { column: 'ref', field: 'ref', by: 'code' }],
    })
    expect(await check(id)).toMatchObject({ create: 3, refused: 0 })
    expect(await commit(id)).toMatchObject({ create: 3, refused: 0 })
    expect((await find('thing', 's1'))['ref']).toMatchObject({ label: 'Parent' })
    expect((await find('thing', 's3'))['ref']).toMatchObject({ label: 'Kid' })
  })
  test('holds gates as on any path, and begins the stages when the file says', async () => {
    const columns = [
      name,
      { column: 'note', field: 'note' },
      { column: 'stage', field: 'stage', enteredAt: { open: 'opened', done: 'closed' } },
      { column: 'opened', field: null, format: 'D.M.YYYY' },
      { column: 'closed', field: null, format: 'M/D/YYYY' },
    ]
    const id = await mapped(
      'case',
      'name,note,stage,opened,closed\nTold,n,done,1.2.2020,2/3/2020\nGated,,Check,1.2.2020,\nFree,,处理中,,\n',
      { columns },
    )
    expect(await check(id)).toMatchObject({ create: 2, refused: 1, problems: [{ row: 2, code: 'gate_fields' }] })
    expect(await commit(id)).toMatchObject({ create: 2, refused: 1 })
    const { body } = await admin.post('/records/case/query', {
      filter: { '==': [{ var: 'name' }, 'Told'] },
      fields: ['stage', 'stage.enteredAt', 'stage.closedAt'],
    })
    expect(JSON.stringify(body.records)).toContain('2020-02-02T16:00:00')
    const sheet = await (await admin.fetch(`/imports/${id}/problems.csv`)).text()
    expect(sheet.split('\r\n')[0]).toContain('name,note,stage')
    expect(sheet).toContain('Gated')
    expect(sheet).not.toContain('Told')
  })
  test('is undone as a whole, unless somebody changed something since', async () => {
    const id = await mapped('thing', 'name,code\nUndo me,u1\nUndo too,u2\n', { columns: [name, code] })
    await commit(id)
    const { id: record } = await find('thing', 'u1')
    await admin.patch(`/records/thing/${record}`, { name: 'Mine now' })
    expect(await admin.post(`/imports/${id}/undo`)).toMatchObject({ status: 409 })
    expect(await find('thing', 'u2')).toBeDefined()
    const other = await mapped('thing', 'name,code\nUndo me,u3\n', { columns: [name, code] })
    await commit(other)
    expect((await admin.post(`/imports/${other}/undo`)).status).toBe(200)
    expect(await find('thing', 'u3')).toBeUndefined()
    expect((await admin.get(`/imports/${other}`)).body.state).toBe('undone')
    expect((await admin.post(`/imports/${other}/commit`)).status).toBe(409)
  })
  test('may tell the past where the role allows it', async () => {
    const columns = [name, code, { column: 'made', field: 'createdAt', format: 'YYYY-MM-DD' }]
    const id = await mapped('thing', 'name,code,made\nOld,h1,2015-05-06\n', { mode: 'history', columns })
    expect(await commit(id)).toMatchObject({ create: 1, refused: 0 })
    expect((await find('thing', 'h1')).createdAt).toMatch(/^2015-05-05T16:00:00/)
    const { body } = await upload('thing', 'name,code,made\nOld,h2,2015-05-06\n')
    expect((await admin.call('PUT', `/imports/${body.id}/mapping`, { columns })).status).toBe(422)
  })
})

describe('what was imported', () => {
  test('is listed newest first, each with what became of its rows, and only to who imported it', async () => {
    const id = await mapped('thing', 'name,code\nListed,l1\n,l2\n', { match: ['code'], columns: [name, code] })
    await commit(id)
    const { body: draft } = await upload('case', 'name\nA\n', 'drafted.csv')
    const { body } = await admin.get('/imports?limit=2')
    expect(body.imports).toMatchObject([
      { id: draft.id, entity: 'case', fileName: 'drafted.csv', state: 'draft', rows: 1, done: 0 },
      {
        id,
        entity: 'thing',
        fileName: 'a.csv',
        state: 'done',
        rows: 2,
        create: 1,
        update: 0,
        unchanged: 0,
        refused: 1,
      },
    ])
    expect((await admin.get('/imports?entity=thing&limit=1')).body.imports).toMatchObject([{ id }])
    const clerk = await app.person('Clerk', ['clerk'])
    expect((await clerk.get('/imports')).body).toEqual({ imports: [] })
    expect((await clerk.get('/imports?entity=case')).status).toBe(404)
    expect((await admin.get('/imports?entity=nothing')).status).toBe(404)
  })
  test('teaches the next file: columns go where they went, and repairs are offered again', async () => {
    const first = await mapped('thing', 'Bezeichnung,colour,code\nA,Rouge,m1\nB,Bleu,m2\n', {
      match: ['code'],
      columns: [
        { column: 'Bezeichnung', field: 'name' },
        { column: 'colour', field: 'choice', values: { Rouge: 'red', Bleu: 'blue' } },
        code,
      ],
    })
    expect(await commit(first)).toMatchObject({ create: 2, refused: 0 })
    const { body } = await upload('thing', 'code,BEZEICHNUNG,Colour\nm3,C,rouge\n')
    expect(body.columns).toMatchObject([
      { column: 'code', field: 'code', remembered: true },
      { column: 'BEZEICHNUNG', field: 'name', confidence: 1, remembered: true },
      { column: 'Colour', field: 'choice', values: { Rouge: 'red' } },
    ])
    expect(await check(body.id)).toMatchObject({ create: 1, refused: 0 })
    const { body: stored } = await admin.get<Stored>(`/imports/${body.id}`)
    expect(stored.mapping.columns[2]).toEqual({ column: 'Colour', field: 'choice', values: { Rouge: 'red' } })
    expect(stored.checked).toBe(1)
  })
})

describe('rows that may be there already', () => {
  const text = { type: 'text' as const }
  beforeAll(async () => {
    await app.publish([
      {
        kind: 'entity',
        specVersion: 1,
        id: 'ent_firm',
        key: 'firm',
        label: 'Firm',
        titleField: 'name',
        fields: [
          { ...text, id: 'fld_f_name', key: 'name', required: true },
          { ...text, id: 'fld_f_tax', key: 'tax' },
        ],
        duplicates: [
          { id: 'dup_tax', match: [{ field: 'tax', by: 'exact' }] },
          { id: 'dup_name', match: [{ field: 'name', by: 'similar', min: '0.8' }] },
        ],
      },
    ])
    await admin.post('/records/firm', { name: 'Acme Corporation', tax: 'T-1' })
  })
  const file = 'name,tax\nAcme Corporatoin,T-9\nOther,T-1\nFresh Ltd,T-2\nFresh Ltd.,T-3\nAlone,\n'
  const columns = [name, { column: 'tax', field: 'tax' }]

  test('are warned of in the dry run, by what is there and by earlier rows, and stop nothing', async () => {
    const checked = await check(await mapped('firm', file, { columns }))
    expect(checked).toMatchObject({ create: 5, refused: 0, problems: [], duplicates: 3 })
    expect(checked.warnings.map(({ row, column, code, message }) => [row, column, code, message])).toEqual([
      [1, 'name', 'possible_duplicate', 'There may already be such a record: "Acme Corporation".'],
      [2, 'tax', 'possible_duplicate', 'There may already be such a record: "T-1".'],
      [4, 'name', 'possible_duplicate', 'There may already be such a record: "Fresh Ltd".'],
    ])
  })
  test('are left out where the mapping says so', async () => {
    const id = await mapped('firm', file, { columns, onDuplicate: 'skip' })
    expect(await check(id)).toMatchObject({ create: 2, unchanged: 3, duplicates: 3 })
    expect(await commit(id)).toMatchObject({ create: 2, unchanged: 3, refused: 0 })
    const { body } = await admin.get('/records/firm?fields=name&sort=name')
    expect(body.records.map((record: { name: string }) => record.name)).toEqual([
      'Acme Corporation',
      'Alone',
      'Fresh Ltd',
    ])
  })
})
