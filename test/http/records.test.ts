import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Offer } from './answers.ts'
import { type App, type Caller, openApp } from './open-app.ts'
import { salesDocuments } from './sales-documents.ts'

let app: App
let admin: Caller
beforeAll(async () => {
  app = await openApp(salesDocuments)
  admin = app.admin
}, 60_000)
afterAll(() => app.close())

const codes = (answer: { body: { problems: readonly { code: string; path: string }[] } }) =>
  answer.body.problems.map(({ code, path }) => `${path} ${code}`).sort()

let made = 0
async function account(values: Record<string, unknown> = {}) {
  const { status, body } = await admin.post('/records/account', {
    name: `Account ${++made}`,
    region: 'north',
    ...values,
  })
  expect(status).toBe(201)
  return body
}
async function opportunity(values: Record<string, unknown> = {}) {
  const account_ = values['account'] ?? (await account()).id
  const { status, body } = await admin.post('/records/opportunity', {
    name: `Deal ${++made}`,
    account: account_,
    ...values,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

describe('one record', () => {
  test('is made, read, changed, put into the bin and taken out again', async () => {
    const first = await admin.post('/records/account', { name: '上海华为', region: 'north' })
    expect(first).toMatchObject({
      status: 201,
      body: { name: '上海华为', region: 'north', code: 'A-0001', version: 1, wonAmount: '0.00', deals: '0' },
    })
    const path = `/records/account/${first.body.id}`
    expect((await admin.get(path)).body).toEqual(first.body)
    const changed = await admin.patch(path, { region: 'south' }, { 'if-match': '"1"' })
    expect(changed).toMatchObject({ status: 200, body: { region: 'south', version: 2 } })
    const late = await admin.patch(path, { region: 'north' }, { 'if-match': '"1"' })
    expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } })
    expect((await admin.call('DELETE', path)).status).toBe(204)
    expect((await admin.get(path)).status).toBe(404)
    expect((await admin.patch(path, { region: 'north' })).status).toBe(404)
    expect(await admin.post(`${path}/restore`)).toMatchObject({ status: 200, body: { version: 4, name: '上海华为' } })
  })

  test('a change that changes nothing has no event and no version', async () => {
    const { id, version } = await account({ region: 'south' })
    const again = await admin.patch(`/records/account/${id}`, { region: 'south' })
    expect(again).toMatchObject({ status: 200, body: { version } })
    expect((await admin.get(`/records/account/${id}/history`)).body.events).toHaveLength(1)
  })

  test('numbers have no gaps: a refused write gives its number back', async () => {
    const before = await account()
    expect((await admin.post('/records/account', { region: 'north' })).status).toBe(422)
    expect((await admin.post('/records/account', { name: before.name })).status).toBe(422)
    const after = await account()
    expect(Number(after.code.slice(2))).toBe(Number(before.code.slice(2)) + 1)
  })

  test('defaults follow the stage until somebody writes them, and formulas follow both', async () => {
    const deal = await opportunity({ amount: '200', need: 'all of it' })
    expect(deal).toMatchObject({ stage: 'first', probability: '0.1000', weighted: '20.00' })
    const moved = await admin.post(`/records/opportunity/${deal.id}/move`, { to: 'proposal' })
    expect(moved).toMatchObject({ status: 200, body: { stage: 'proposal', probability: '0.5000', weighted: '100.00' } })
    await admin.patch(`/records/opportunity/${deal.id}`, { probability: '0.7' })
    const won = await admin.post(`/records/opportunity/${deal.id}/move`, { to: 'won' })
    expect(won.body).toMatchObject({ stage: 'won', probability: '0.7000', weighted: '140.00' })
  })
})

describe('the workspace', () => {
  test('says of what type the values of a rollup are', async () => {
    type View = { entities: { key: string; fields: { key: string; result?: string }[] }[] }
    const { entities } = (await admin.get<View>('/workspace')).body
    const account = entities.find((entity) => entity.key === 'account')
    const results = account?.fields.flatMap(({ key, result }) => (result === undefined ? [] : [[key, result]]))
    expect(results).toEqual([
      ['wonAmount', 'number'],
      ['deals', 'number'],
    ])
  })
})

describe('problems', () => {
  test('come all at once, each with its field', async () => {
    const answer = await admin.post('/records/opportunity', {
      amount: 'much',
      closeDate: '2026-02-30',
      account: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61',
      lines: [{ product: null, quantity: '0' }],
    })
    expect(answer.status).toBe(422)
    expect(codes(answer)).toEqual([
      '/account unknown_reference',
      '/amount wrong_type',
      '/closeDate out_of_range',
      '/lines/0/product required',
      '/lines/0/quantity out_of_range',
      '/name required',
    ])
  })

  test('an unknown field is not understood, a computed or system one cannot be written', async () => {
    expect(await admin.post('/records/account', { nmae: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'unknown_field', problems: [{ path: '/nmae', fix: 'Did you mean "name"?' }, { code: 'required' }] },
    })
    expect(
      codes(await admin.post('/records/account', { name: 'x', id: 'y', version: 3, code: 'A-1', createdAt: 'now' })),
    ).toEqual(['/code read_only', '/createdAt read_only', '/id read_only', '/version read_only'])
  })

  test('an unknown entity and an unknown record are not found', async () => {
    expect((await admin.get('/records/nothing')).status).toBe(404)
    expect((await admin.post('/records/nothing', {})).status).toBe(404)
    expect((await admin.get('/records/account/nothing')).status).toBe(404)
    expect((await admin.get('/records/account/019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61')).status).toBe(404)
    expect((await admin.call('DELETE', '/records/account/019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61')).status).toBe(404)
  })

  test('a value that is taken names the field and the record that has it', async () => {
    const { id, name } = await account()
    expect(await admin.post('/records/account', { name })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'not_unique', path: '/name', field: 'name', params: { id } }] },
    })
    const other = await account()
    expect(await admin.patch(`/records/account/${other.id}`, { name })).toMatchObject({
      status: 422,
      body: { code: 'not_unique' },
    })
  })

  test('a rule refuses with its own words, a warning lets the record pass', async () => {
    const { id } = await account()
    expect(
      await admin.post('/records/opportunity', { name: 'Old', account: id, closeDate: '1999-12-31' }),
    ).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'rule_refused', field: 'closeDate', message: 'The close date lies too far back' }] },
    })
    const big = await admin.post('/records/opportunity', { name: 'Big', account: id, amount: '2000000' })
    expect(big).toMatchObject({ status: 201, body: { _warnings: [{ message: 'This is a very large amount' }] } })
  })
})

describe('references', () => {
  test('are given by id or by a unique field, and answered with their label', async () => {
    const { id, name } = await account()
    const deal = await opportunity({ account: { name } })
    expect(deal.account).toEqual({ id, label: name })
    const product = (await admin.post('/records/product', { name: 'Lamp', sku: `L${made}` })).body
    const listed = await admin.patch(`/records/opportunity/${deal.id}`, { products: [product.id] })
    expect(listed.body.products).toEqual([{ id: product.id, label: 'Lamp' }])
    expect((await admin.patch(`/records/opportunity/${deal.id}`, { products: [] })).body.products).toBeNull()
  })

  test('hold a record fast that may not be deleted', async () => {
    const { id: fast } = await account()
    const deal = await opportunity({ account: fast })
    const refused = await admin.call('DELETE', `/records/account/${fast}`)
    expect(refused).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'in_use', params: { entity: 'opportunity' } }] },
    })
    await admin.call('DELETE', `/records/opportunity/${deal.id}`)
    expect((await admin.call('DELETE', `/records/account/${fast}`)).status).toBe(204)
  })

  test('are cleared where nothing else is said', async () => {
    const parent = await account()
    const child = await account({ parentAccount: parent.id })
    expect((await admin.call('DELETE', `/records/account/${parent.id}`)).status).toBe(204)
    expect((await admin.get(`/records/account/${child.id}`)).body).toMatchObject({ parentAccount: null, version: 2 })
  })
})

describe('lines', () => {
  test('are filled, computed, added up, replaced and kept in order', async () => {
    const product = (await admin.post('/records/product', { name: 'Desk', price: '120.50' })).body
    const deal = await opportunity({
      lines: [
        { product: product.id, quantity: 2 },
        { product: product.id, quantity: '3', price: '100' },
      ],
    })
    expect(deal).toMatchObject({
      version: 1,
      lineTotal: '541.00',
      lines: [
        { product: { label: 'Desk' }, quantity: '2', price: '120.50', total: '241.00' },
        { quantity: '3', price: '100.00', total: '300.00' },
      ],
    })
    const [first, second] = deal.lines
    const changed = await admin.patch(`/records/opportunity/${deal.id}`, {
      lines: [
        { id: second.id, quantity: 4 },
        { product: product.id, quantity: 1 },
      ],
    })
    expect(changed).toMatchObject({
      status: 200,
      body: { version: 2, lineTotal: '520.50', lines: [{ id: second.id, total: '400.00' }, { total: '120.50' }] },
    })
    expect(changed.body.lines.map((line: { id: string }) => line.id)).not.toContain(first.id)
    const { events } = (await admin.get(`/records/opportunity/${deal.id}/history`)).body
    expect(events[0].changes.map((change: { field: string }) => change.field)).toEqual(['lines', 'lineTotal'])
  })

  test('an invariant over them is judged at the end, and refuses the whole write', async () => {
    const product = (await admin.post('/records/product', { name: 'Ship', price: '99999' })).body
    const deal = await opportunity({ lines: [{ product: product.id, quantity: 1 }] })
    const refused = await admin.patch(`/records/opportunity/${deal.id}`, {
      lines: [{ id: deal.lines[0].id, quantity: 2 }],
    })
    expect(refused).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'rule_refused', message: 'The lines may not exceed 100,000' }] },
    })
    expect((await admin.get(`/records/opportunity/${deal.id}`)).body).toMatchObject({
      version: 1,
      lineTotal: '99999.00',
    })
  })
})

describe('moves', () => {
  test('are refused with every reason at once, on every path', async () => {
    const bare = (await account({ region: null })).id
    const deal = await opportunity({ account: bare })
    const expected = ['gate_fields', 'gate_fields', 'gate_rule']
    const moved = await admin.post(`/records/opportunity/${deal.id}/move`, { to: 'proposal' })
    const patched = await admin.patch(`/records/opportunity/${deal.id}`, { stage: 'proposal' })
    const bulk = await admin.post('/records/opportunity/bulk', {
      match: ['id'],
      records: [{ id: deal.id, stage: 'proposal' }],
    })
    const born = await admin.post('/records/opportunity', { name: 'Born late', account: bare, stage: 'proposal' })
    for (const answer of [moved, patched, born]) {
      expect(answer.status).toBe(422)
      expect(answer.body.problems.map(({ code }: { code: string }) => code).sort()).toEqual(expected)
    }
    expect(bulk.body.results[0].problems.map(({ code }: { code: string }) => code).sort()).toEqual(expected)
    const { body: offers } = await admin.get<readonly Offer[]>(`/records/opportunity/${deal.id}/moves`)
    expect(offers.map(({ stage, allowed }) => [stage, allowed])).toEqual([
      ['first', true],
      ['proposal', false],
      ['won', false],
      ['lost', true],
    ])
  })

  test('pass when what is missing comes along, keep intervals, and feed the account’s total', async () => {
    const { id: accountId } = await account()
    const deal = await opportunity({ account: accountId })
    const moved = await admin.post(`/records/opportunity/${deal.id}/move`, {
      to: 'proposal',
      values: { need: 'x', amount: 50 },
    })
    expect(moved).toMatchObject({ status: 200, body: { stage: 'proposal', amount: '50.00', version: 2 } })
    expect((await admin.post(`/records/opportunity/${deal.id}/move`, { to: 'won' })).status).toBe(200)
    expect((await admin.get(`/records/account/${accountId}`)).body).toMatchObject({ wonAmount: '50.00', deals: '1' })
    const back = await admin.post(`/records/opportunity/${deal.id}/move`, { to: 'first' })
    expect(back).toMatchObject({ status: 422, body: { problems: [{ code: 'reason_required' }] } })
    expect(
      (await admin.post(`/records/opportunity/${deal.id}/move`, { to: 'first', reason: 'too early' })).status,
    ).toBe(200)
    const history = await admin.post('/records/opportunity/query', {
      filter: { and: [{ '==': [{ var: 'id' }, deal.id] }, { '==': [{ count: [{ var: 'stageHistory' }] }, 4] }] },
    })
    expect(history.body.records).toHaveLength(1)
  })
})

describe('bulk', () => {
  test('says beforehand what would become of each row, and changes nothing', async () => {
    const answer = await admin.post('/records/product/bulk', {
      records: [{ sku: 'DRY-1', name: 'Dry one' }, { sku: 'DRY-2' }],
      dryRun: true,
    })
    expect(answer.status).toBe(200)
    expect(answer.body.results.map(({ status }: { status: string }) => status)).toEqual(['created', 'refused'])
    const found = await admin.post('/records/product/query', { filter: { '==': [{ var: 'sku' }, 'DRY-1'] } })
    expect(found.body.records).toEqual([])
  })

  test('makes a thousand records in one request, each row for itself', async () => {
    const records = Array.from({ length: 1000 }, (_, n) => ({
      name: `Product ${n}`,
      sku: `SKU-${n}`,
      price: `${n}.50`,
    }))
    const { status, body } = await admin.post('/records/product/bulk', {
      records: [...records, { name: 'Twice', sku: 'SKU-7' }, { sku: 'SKU-x' }],
    })
    expect(status).toBe(200)
    expect(body.results.filter((result: { status: string }) => result.status === 'created')).toHaveLength(1000)
    expect(body.results[1000]).toMatchObject({ status: 'refused', problems: [{ code: 'not_unique' }] })
    expect(body.results[1001]).toMatchObject({ status: 'refused', problems: [{ code: 'required', path: '/name' }] })
  })

  test('finds records by a field and updates, skips or refuses them', async () => {
    const rows = [
      { sku: 'M-1', name: 'One' },
      { sku: 'M-2', name: 'Two' },
    ]
    const send = (records: unknown, onMatch?: string) =>
      admin.post('/records/product/bulk', { records, match: ['sku'], ...(onMatch ? { onMatch } : {}) })
    const statuses = (answer: { body: { results: readonly { status: string }[] } }) =>
      answer.body.results.map(({ status }) => status)
    expect(statuses(await send(rows))).toEqual(['created', 'created'])
    expect(statuses(await send(rows))).toEqual(['unchanged', 'unchanged'])
    expect(
      statuses(
        await send([
          { sku: 'M-1', name: 'Uno' },
          { sku: 'M-3', name: 'Three' },
          { sku: 'M-3', name: 'Tres' },
        ]),
      ),
    ).toEqual(['updated', 'created', 'updated'])
    expect(statuses(await send(rows, 'skip'))).toEqual(['skipped', 'skipped'])
    expect(statuses(await send(rows, 'error'))).toEqual(['refused', 'refused'])
  })

  test('all or nothing writes nothing when one row is refused', async () => {
    const answer = await admin.post('/records/product/bulk', {
      atomic: true,
      records: [{ name: 'Good', sku: 'AT-1' }, { sku: 'AT-2' }],
    })
    expect(answer).toMatchObject({ status: 422, body: { problems: [{ code: 'required', path: '/records/1/name' }] } })
    const found = await admin.post('/records/product/query', { filter: { '==': [{ var: 'sku' }, 'AT-1'] } })
    expect(found.body.records).toEqual([])
  })
})

describe('batch', () => {
  test('writes that point at each other go together', async () => {
    const name = `Batch ${++made}`
    const { status, body } = await admin.post('/batch', {
      writes: [
        {
          create: 'opportunity',
          as: 'deal',
          values: { name: 'With account', account: { $ref: 'acc' }, need: 'n', amount: 1 },
        },
        { create: 'account', as: 'acc', values: { name, region: 'south' } },
        { move: 'opportunity', id: { $ref: 'deal' }, to: 'proposal' },
      ],
    })
    expect(status, JSON.stringify(body)).toBe(200)
    const deal = await admin.get(`/records/opportunity/${body.results[0].id}`)
    expect(deal.body).toMatchObject({ stage: 'proposal', account: { id: body.results[1].id, label: name }, version: 2 })
  })

  test('one refusal undoes all, with places', async () => {
    const answer = await admin.post('/batch', {
      writes: [
        { create: 'product', values: { name: 'Lonely', sku: 'B-1' } },
        { create: 'account', values: {} },
      ],
    })
    expect(answer).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'required', path: '/writes/1/values/name' }] },
    })
    const found = await admin.post('/records/product/query', { filter: { '==': [{ var: 'sku' }, 'B-1'] } })
    expect(found.body.records).toEqual([])
  })
})

describe('history and undo', () => {
  test('history tells who changed what, with labels', async () => {
    const deal = await opportunity({ amount: 1 })
    await admin.patch(`/records/opportunity/${deal.id}`, { amount: 2 })
    const { events } = (await admin.get(`/records/opportunity/${deal.id}/history`)).body
    expect(events.map(({ kind, via }: { kind: string; via: string }) => [kind, via])).toEqual([
      ['updated', 'api'],
      ['created', 'api'],
    ])
    expect(events[0].by).toEqual({ id: admin.id, label: 'Ada' })
    expect(events[0].changes).toContainEqual({ field: 'amount', from: '1.00', to: '2.00' })
    expect(events[1].changes).toContainEqual({ field: 'account', from: null, to: deal.account })
    expect(events[1].changes).toContainEqual({ field: 'stage', from: null, to: 'first' })
  })

  test('one event is taken back, unless its values have changed since', async () => {
    const deal = await opportunity({ amount: 1, need: 'a' })
    const path = `/records/opportunity/${deal.id}`
    await admin.patch(path, { amount: 2 })
    const [second] = (await admin.get(`${path}/history`)).body.events
    await admin.patch(path, { need: 'b' })
    expect((await admin.post('/undo', { event: second.id })).status).toBe(200)
    expect((await admin.get(path)).body).toMatchObject({ amount: '1.00', need: 'b' })
    expect(await admin.post('/undo', { event: second.id })).toMatchObject({
      status: 409,
      body: { problems: [{ code: 'changed_since', field: 'amount' }] },
    })
  })

  test('a bulk is taken back as a whole', async () => {
    const { body } = await admin.post('/records/product/bulk', {
      records: [
        { name: 'U1', sku: 'U-1' },
        { name: 'U2', sku: 'U-2' },
      ],
    })
    expect(await admin.post('/undo', { event: body.request })).toMatchObject({ status: 200, body: { records: 2 } })
    const found = await admin.post('/records/product/query', { filter: { startsWith: [{ var: 'sku' }, 'U-'] } })
    expect(found.body.records).toEqual([])
  })
})

describe('rights', () => {
  test('what one may not see is not found, what one may not do is not allowed', async () => {
    const wang = await app.person('Wang', ['sales'])
    const li = await app.person('Li', ['reader'])
    const own = await wang.post('/records/account', { name: 'Wang’s', region: 'north' })
    expect(own).toMatchObject({ status: 201, body: { owner: { id: wang.id, label: 'Wang' } } })
    const foreign = await account()
    expect((await wang.get(`/records/account/${foreign.id}`)).status).toBe(404)
    expect((await wang.patch(`/records/account/${foreign.id}`, { region: 'south' })).status).toBe(404)
    expect((await wang.post('/records/account', { name: 'Not mine', owner: admin.id })).status).toBeGreaterThanOrEqual(
      403,
    )
    expect((await li.patch(`/records/account/${foreign.id}`, { region: 'south' })).status).toBe(403)
    expect((await li.post('/records/account', { name: 'No' })).status).toBe(403)
    expect((await wang.call('DELETE', `/records/account/${own.body.id}`)).status).toBe(403)
    expect((await wang.get('/export/account')).status).toBe(403)
  })

  test('a hidden field is an unknown field, in values and in history', async () => {
    const zhao = await app.person('Zhao', ['sales'])
    const mine = (await zhao.post('/records/account', { name: 'Zhao’s' })).body
    expect(mine).not.toHaveProperty('creditLimit')
    await admin.patch(`/records/account/${mine.id}`, { creditLimit: '500' })
    expect(await zhao.patch(`/records/account/${mine.id}`, { creditLimit: '1' })).toMatchObject({
      status: 400,
      body: { code: 'unknown_field' },
    })
    expect(JSON.stringify((await zhao.get(`/records/account/${mine.id}/history`)).body)).not.toContain('creditLimit')
    expect(await zhao.post('/records/opportunity', { name: 'x', account: (await account()).id })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'unknown_reference', path: '/account' }] },
    })
  })

  test('nobody makes themselves an administrator through a record', async () => {
    const zhou = await app.person('Zhou', ['sales'])
    expect((await zhou.patch(`/records/user/${zhou.id}`, { roles: ['admin'] })).status).toBeGreaterThanOrEqual(403)
    expect(
      (await zhou.post('/records/user', { name: 'X', email: 'x@example.com', roles: ['admin'] })).status,
    ).toBeGreaterThanOrEqual(403)
    expect((await admin.get(`/records/user/${zhou.id}`)).body.roles).toEqual(['sales'])
  })

  test('a hidden column of lines is hidden in their history too, and kept when somebody else writes them', async () => {
    const qian = await app.person('Qian', ['sales'])
    const product = (await admin.post('/records/product', { name: 'Secretly cheap', price: 10 })).body
    const mine = (await qian.post('/records/account', { name: 'Qian’s' })).body
    const deal = (
      await qian.post('/records/opportunity', {
        name: 'Lines',
        account: mine.id,
        lines: [{ product: product.id, quantity: 1 }],
      })
    ).body
    const path = `/records/opportunity/${deal.id}`
    const [line] = deal.lines
    expect(line).not.toHaveProperty('cost')
    await admin.patch(path, { lines: [{ id: line.id, product: product.id, quantity: 1, cost: '7.77' }] })
    expect(await qian.patch(path, { lines: [{ id: line.id, cost: 1 }] })).toMatchObject({
      status: 400,
      body: { problems: [{ path: '/lines/0/cost' }] },
    })
    expect((await qian.patch(path, { lines: [{ id: line.id, quantity: 2 }] })).status).toBe(200)
    expect((await admin.get(path)).body.lines).toMatchObject([{ id: line.id, quantity: '2', cost: '7.77' }])
    const told = JSON.stringify((await qian.get(`${path}/history`)).body)
    expect(told).not.toContain('7.77')
    expect(told).toContain('Secretly cheap')
  })
})

describe('search, export, files', () => {
  test('search finds by words, pinyin and initials', async () => {
    await account({ name: '重庆长安汽车' })
    for (const q of ['长安', 'changan', 'cqca'])
      expect((await admin.get(`/search?q=${encodeURIComponent(q)}`)).body, q).toContainEqual(
        expect.objectContaining({ entity: 'account', records: [expect.objectContaining({ label: '重庆长安汽车' })] }),
      )
  })

  test('an export is safe to open, and complete', async () => {
    await account({ name: '=1+1' })
    const bytes = new Uint8Array(await (await admin.fetch('/export/account')).arrayBuffer())
    const csv = new TextDecoder().decode(bytes)
    expect([...bytes.slice(0, 3)], 'starts with a mark that Excel reads as UTF-8').toEqual([0xef, 0xbb, 0xbf])
    expect(csv).toContain("'=1+1")
    const xlsx = await admin.fetch('/export/account?format=xlsx')
    expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
  })

  test('a file is readable by its uploader, then by who may read the record', async () => {
    const sun = await app.person('Sun', ['sales'])
    const form = new FormData()
    form.append('file', new File(['hello'], '报价.txt', { type: 'text/plain' }))
    const uploaded = await (await sun.fetch('/files', { method: 'POST', body: form })).json()
    expect(uploaded).toMatchObject({ name: '报价.txt', size: 5, type: 'text/plain' })
    expect(await (await sun.fetch(`/files/${uploaded.id}`)).text()).toBe('hello')
    const li = await app.person('Reader', ['reader'])
    expect((await li.fetch(`/files/${uploaded.id}`)).status).toBe(404)
    const mine = (await sun.post('/records/account', { name: 'Sun’s' })).body
    const deal = await sun.post('/records/opportunity', { name: 'With file', account: mine.id, files: [uploaded.id] })
    expect(deal).toMatchObject({ status: 201, body: { files: [{ id: uploaded.id, label: '报价.txt' }] } })
    expect(await (await li.fetch(`/files/${uploaded.id}`)).text()).toBe('hello')
  })
})
