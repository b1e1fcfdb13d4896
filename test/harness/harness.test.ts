import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase, openBrowser, type TestDatabase } from './index.ts'

async function ask(database: TestDatabase, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('each fresh database is empty and apart from the others', async () => {
  const [first, second] = await Promise.all([freshDatabase(), freshDatabase()])
  await ask(first, 'create table note (text text)')
  expect(await ask(second, "select to_regclass('note') as found")).toEqual([{ found: null }])
  await Promise.all([first.drop(), second.drop()])
})

test('a template is prepared once, and each copy starts with its rows', async () => {
  let prepared = 0
  const template = {
    name: 'harness test',
    prepare: async (url: string) => {
      prepared += 1
      await ask({ url, drop: async () => {} }, 'create table note as select 7 as number')
    },
  }
  const copies = await Promise.all([freshDatabase(template), freshDatabase(template), freshDatabase(template)])
  for (const copy of copies) expect(await ask(copy, 'select number from note')).toEqual([{ number: 7 }])
  expect(prepared).toBe(1)
  await Promise.all(copies.map((copy) => copy.drop()))
})

test('the browser shows a page with Chinese text', async () => {
  const { newPage, close } = await openBrowser()
  const page = await newPage({ locale: 'zh-CN' })
  await page.setContent('<h1>销售机会</h1>')
  expect(await page.locator('h1').innerText()).toBe('销售机会')
  expect(await page.evaluate(() => navigator.language)).toBe('zh-CN')
  await close()
})
