import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { commands, runCommandLine } from '@atelier/cli'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../harness/index.ts'

type Said = { code: number; out: string[]; err: string[] }

/** Types one command, aimed at a database. */
async function type(databaseUrl: string, ...argv: string[]): Promise<Said> {
  const out: string[] = []
  const err: string[] = []
  const terminal = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  const code = await runCommandLine(commands, argv, terminal, { DATABASE_URL: databaseUrl }, os.tmpdir())
  return { code, out, err }
}

async function database(): Promise<string> {
  const fresh = await freshDatabase()
  onTestFinished(fresh.drop)
  return fresh.url
}

async function folderWith(files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'atelier definitions 定义 '))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  return folder
}

const account = {
  kind: 'entity',
  specVersion: 1,
  id: 'ent_account',
  key: 'account',
  label: { en: 'Account', 'zh-CN': '客户' },
  titleField: 'name',
  fields: [
    { id: 'fld_account_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
    { id: 'fld_account_staff', key: 'staff', type: 'number', label: { en: 'Staff', 'zh-CN': '人数' } },
  ],
}

test('a folder is planned, applied, exported, and exported again without a difference', async () => {
  const url = await database()
  const folder = await folderWith({ 'entities/account.json': account })
  const planned = await type(url, 'plan', folder)
  expect(planned).toMatchObject({ code: 0, err: [] })
  expect(planned.out.join('\n')).toContain('create table')
  expect(await type(url, 'apply', folder)).toEqual({ code: 0, out: ['Revision 2 is in service'], err: [] })
  expect(await type(url, 'apply', folder)).toEqual({
    code: 0,
    out: ['Nothing to change; revision 2 is in service'],
    err: [],
  })

  const target = await folderWith({ 'notes.json': '{}' })
  expect(await type(url, 'export', target)).toEqual({
    code: 0,
    out: ['2 definitions of revision 2, 2 files changed'],
    err: ['notes.json is not a definition of this workspace; it was left as it is.'],
  })
  expect((await readdir(target)).sort()).toEqual(['entities', 'notes.json', 'workspace.json'])
  const text = await readFile(path.join(target, 'entities/account.json'), 'utf8')
  expect(await type(url, 'export', target)).toMatchObject({ out: ['2 definitions of revision 2, 0 files changed'] })
  await rm(path.join(target, 'notes.json'))
  expect(await type(url, 'plan', target)).toEqual({ code: 0, out: ['Nothing to change'], err: [] })
  expect(await readFile(path.join(target, 'entities/account.json'), 'utf8')).toBe(text)
})

test('apply keeps what the folder lacks, unless it is told to prune', async () => {
  const url = await database()
  const both = await folderWith({
    'account.json': account,
    'city.json': {
      ...account,
      id: 'ent_city',
      key: 'city',
      fields: [{ id: 'fld_city_name', key: 'name', type: 'text', label: 'Name' }],
    },
  })
  const one = await folderWith({ 'account.json': account })
  await type(url, 'apply', both)
  expect(await type(url, 'plan', one)).toMatchObject({ out: ['Nothing to change'] })
  expect(await type(url, 'apply', one, '--prune')).toMatchObject({ code: 0, out: ['Revision 3 is in service'] })
  const target = await folderWith({})
  await type(url, 'export', target)
  expect(await readdir(path.join(target, 'entities'))).toEqual(['account.json'])
})

test('check and apply name each problem with its file, line and column, and apply changes nothing', async () => {
  const url = await database()
  const folder = await folderWith({
    'account.json': {
      ...account,
      fields: [...account.fields, { id: 'fld_x', key: 'size', type: 'numbr', label: 'Size' }],
    },
    'broken.json': '{"kind": ',
  })
  const checked = await type(url, 'check', folder)
  expect(checked.code).toBe(1)
  expect(checked.err.join('\n')).toMatch(/^account\.json:\d+:\d+ \/fields\/2/m)
  expect(checked.err.join('\n')).toMatch(/^broken\.json malformed_json/m)
  expect(await type(url, 'apply', folder)).toMatchObject({ code: 1, err: checked.err })
  expect(await type(url, 'export', await folderWith({}))).toMatchObject({
    out: ['1 definitions of revision 1, 1 files changed'],
  })
})

test('a user is added, gets a key, loses it, and is disabled', async () => {
  const url = await database()
  const added = await type(url, 'user', 'add', 'ann@example.com', '--name', '安 Ann', '--role', 'admin')
  expect(added).toMatchObject({ code: 0, err: [] })
  const key = await type(url, 'key', 'add', '--user', 'ANN@example.com')
  expect(key).toMatchObject({ code: 0 })
  expect(key.out).toHaveLength(1)
  expect(key.out[0]).toMatch(/^atl_[\w-]{43}$/)
  const id = key.err.join('').match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? ''
  expect(await type(url, 'key', 'revoke', id)).toEqual({ code: 0, out: [`Key ${id} is revoked`], err: [] })
  const last = await type(url, 'user', 'disable', 'ann@example.com')
  expect([last.code, last.err.join()]).toEqual([1, expect.stringContaining('This is the last active administrator.')])
  await type(url, 'user', 'add', 'eve@example.com', '--name', 'Eve', '--role', 'admin')
  expect(await type(url, 'user', 'disable', 'ann@example.com')).toMatchObject({ code: 0 })
  expect(await type(url, 'user', 'disable', 'bob@example.com')).toEqual({
    code: 1,
    out: [],
    err: ['There is no user bob@example.com.'],
  })
  expect(await type(url, 'user', 'add', 'ann@example.com', '--name', 'Ann')).toMatchObject({ code: 1, out: [] })
})

test('a workspace moves to another database by backup and restore', async () => {
  const [from, to] = [await database(), await database()]
  await type(from, 'apply', await folderWith({ 'account.json': account }))
  const file = path.join(await folderWith({}), 'all.backup')
  expect(await type(from, 'backup', file)).toMatchObject({ code: 0, err: [] })
  expect(await type(to, 'restore', file)).toMatchObject({ code: 0, err: [] })
  const [left, right] = [await folderWith({}), await folderWith({})]
  await type(from, 'export', left)
  await type(to, 'export', right)
  const account1 = await readFile(path.join(left, 'entities/account.json'), 'utf8')
  expect(await readFile(path.join(right, 'entities/account.json'), 'utf8')).toBe(account1)
  expect(await type(to, 'restore', file)).toMatchObject({ code: 1, err: [expect.stringContaining('empty database')] })
})

test('what was dropped stays until it is purged, and a dry run says what would go', async () => {
  const url = await database()
  expect((await type(url, 'apply', await folderWith({ 'entities/account.json': account }))).code).toBe(0)
  const rows = await folderWith({ 'accounts.csv': 'name,staff\nACME,12\nOrbit,\n' })
  expect((await type(url, 'import', 'account', path.join(rows, 'accounts.csv'))).code).toBe(0)
  const [name] = account.fields
  const smaller = await folderWith({ 'entities/account.json': { ...account, fields: [name] } })
  expect((await type(url, 'apply', smaller)).code).toBe(0)
  const staff = 'Would be gone for good: 1 value of Staff of Account'
  expect(await type(url, 'purge', '--dry-run')).toEqual({ code: 0, out: [staff], err: [] })
  expect(await type(url, 'purge', '--dry-run')).toEqual({ code: 0, out: [staff], err: [] })
  expect(await type(url, 'purge')).toEqual({ code: 0, out: ['Gone for good: 1 value of Staff of Account'], err: [] })
  expect(await type(url, 'purge')).toEqual({ code: 0, out: ['Nothing is kept'], err: [] })
})
