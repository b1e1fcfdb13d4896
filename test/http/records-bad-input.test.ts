import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, type Caller, openApp } from './open-app.ts'
import { salesDocuments } from './sales-documents.ts'

let app: App
let admin: Caller
let sales: Caller
let ledger = 0
beforeAll(async () => {
  app = await openApp(salesDocuments)
  admin = app.admin
  sales = await app.person('Wang', ['sales'])
  ledger = await events()
}, 60_000)
afterAll(() => app.close())

async function events(): Promise<number> {
  const { schema } = app.workspace()
  const { rows } = await app.installation.pool.query<{ n: number }>(`select count(*)::int as n from ${schema}.event`)
  return rows[0]?.n ?? 0
}

const filter = (rule: unknown): string => `/records/account?filter=${encodeURIComponent(JSON.stringify(rule))}`

describe('reading', () => {
  test.each([
    ['a filter that is not JSON', '/records/account?filter={', 'malformed_json'],
    ['an unknown operator', filter({ evil: [1] }), 'unknown_operator'],
    ['an unknown field', filter({ '==': [{ var: 'nothing' }, 'x'] }), 'unknown_field'],
    ['a path through the prototype', filter({ '==': [{ var: '__proto__.x' }, 'x'] }), 'unknown_field'],
    ['a literal of another type', filter({ '==': [{ var: 'creditLimit' }, 'much'] }), 'wrong_type'],
    ['sorting by what is not there', '/records/account?sort=id;drop table', 'unknown_field'],
    ['fields that are not there', '/records/account?fields=name,secret', 'unknown_field'],
    ['a forged cursor', '/records/account?after=abc', 'bad_cursor'],
    ['a limit beyond the most', '/records/account?limit=501', 'out_of_range'],
    ['a parameter nobody knows', '/records/account?offset=3', 'unknown_parameter'],
    ['a parameter given twice', '/records/account?limit=3&limit=4', 'unknown_parameter'],
  ])('%s is a 400', async (_, path, code) => {
    const answer = await admin.get(path)
    expect([answer.status, answer.body.code]).toEqual([400, code])
  })

  test.each(['filter', 'sort', 'fields'])('a hidden field in %s answers as one that does not exist', async (name) => {
    const ask = (key: string) =>
      sales.get(
        `/records/account?${name}=${encodeURIComponent(name === 'filter' ? JSON.stringify({ empty: [{ var: key }] }) : key)}`,
      )
    const [hidden, unknown] = await Promise.all([ask('creditLimit'), ask('creditLimyt')])
    expect(hidden.status).toBe(400)
    expect(JSON.stringify(hidden.body).replaceAll('creditLimit', '*')).toBe(
      JSON.stringify(unknown.body).replaceAll('creditLimyt', '*'),
    )
  })
})

describe('writing', () => {
  test.each([
    ['an array for a body', [], 400, 'wrong_type'],
    ['broken JSON', '{"name":', 400, 'malformed_json'],
    ['JSON 200 levels deep', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, 400, 'too_deep'],
    ['a number for a text', { name: 7 }, 422, 'wrong_type'],
    ['a text of a million letters', { name: 'x'.repeat(1_000_000) }, 422, 'too_long'],
    ['U+0000 in a text', { name: 'a\u0000b' }, 422, undefined],
    ['a lone surrogate', { name: 'a\ud800' }, 422, undefined],
    ['NaN as a text', { name: 'n', creditLimit: 'NaN' }, 422, 'wrong_type'],
    ['an exponent', { name: 'n', creditLimit: '1e400' }, 422, 'wrong_type'],
    ['three decimals where two are kept', { name: 'n', creditLimit: '1.005' }, 422, 'too_many_decimals'],
    ['an option that is not there', { name: 'n', region: 'west' }, 422, 'unknown_option'],
    ['an operator object for a value', { name: { $ne: null } }, 422, 'wrong_type'],
    ['a reference that is no id', { name: 'n', parentAccount: "' or 1=1" }, 422, 'unknown_reference'],
    ['a reference with two ways to find it', { name: 'n', parentAccount: { name: 'a', code: 'b' } }, 422, 'wrong_type'],
    ['the prototype as a field', '{"name":"n","__proto__":{"admin":true}}', 400, 'unknown_field'],
  ])('%s', async (_, body, status, code) => {
    const answer = await admin.call('POST', '/records/account', body)
    expect([answer.status, code === undefined ? undefined : answer.body.code], JSON.stringify(answer.body)).toEqual([
      status,
      code,
    ])
    expect(JSON.stringify(answer.body)).not.toMatch(/select |insert |at .*\.ts:/i)
  })

  test.each(['0000-01-01', '10000-01-01', '2026-13-01', '2026-02-30', '1.1.2026', 20261122])(
    'the date %s is refused',
    async (closeDate) => {
      expect(
        (await admin.post('/records/opportunity', { name: 'x', closeDate })).body.problems.map(
          ({ path }: { path: string }) => path,
        ),
      ).toContain('/closeDate')
    },
  )

  test('nothing of all that has been written', async () => {
    expect(await events()).toBe(ledger)
  })

  test.each([
    '😀 𠮷野家',
    "Robert'); drop table account;--",
    '<script>alert(1)</script>',
    '  spaces  ',
    'İstanbul ı',
    '%_\\',
  ])('the name %s is kept and found as it is', async (name) => {
    const made = await admin.post('/records/account', { name })
    expect(made).toMatchObject({ status: 201, body: { name } })
    const found = await admin.get(filter({ '==': [{ var: 'name' }, name] }))
    expect(found.body.records.map(({ id }: { id: string }) => id)).toEqual([made.body.id])
  })

  test('year 1 and year 9999 are dates', async () => {
    const { body: account } = await admin.post('/records/account', { name: 'Dates' })
    const made = await admin.post('/records/opportunity', { name: 'x', account: account.id, closeDate: '9999-12-31' })
    expect(made).toMatchObject({ status: 201, body: { closeDate: '9999-12-31' } })
  })

  test('a body of more than 10 MB is too large, and the next request is served', async () => {
    expect((await admin.call('POST', '/records/account', `{"name":"${'x'.repeat(11_000_000)}"}`)).status).toBe(413)
    expect((await admin.get('/records/account?limit=1')).status).toBe(200)
  })
})
