import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'

let app: App
let rep: Caller
let admins: OpenPages
let reps: OpenPages

beforeAll(async () => {
  app = await openApp()
  expect((await app.admin.post('/templates/lead-to-cash/install', { sampleData: true })).status).toBe(200)
  rep = await app.person('Rui', ['sales'])
  admins = await openPages(app.admin)
  reps = await openPages(rep)
}, 180_000)
afterAll(async () => {
  await admins?.close()
  await reps?.close()
  await app?.close()
})

describe('the first steps', () => {
  it('of an admin are ticked off by what is there, lead to where they are taken, and can be hidden', async () => {
    const page = await admins.open('/', { locale: 'en' })
    const steps = page.getByRole('region', { name: 'First steps' })
    await steps.getByText('2 of 4 done').waitFor()
    await steps.getByRole('link', { name: /^Bring your own data/ }).click()
    await page.waitForURL('**/import')
    await page.goBack()
    await steps.getByRole('button', { name: 'Hide the first steps' }).click()
    await steps.waitFor({ state: 'hidden' })
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Tasks', exact: true }).waitFor()
    expect(await steps.count()).toBe(0)
    await page.close()
  })

  it('of a salesperson are about their own records', async () => {
    const page = await reps.open('/', { locale: 'zh-CN' })
    const steps = page.getByRole('region', { name: '开始使用' })
    await steps.getByText('已完成 0/4').waitFor()
    const { body: account } = await rep.post('/records/account', { name: '我的客户' })
    expect((await rep.post('/records/opportunity', { name: '第一条', account: account.id })).status).toBe(201)
    await page.reload()
    await steps.getByText('已完成 1/4').waitFor()
    await page.close()
  })
})

describe('the tour', () => {
  it('has five steps with the keyboard alone, and ends where one wants', async () => {
    const page = await admins.open('/', { locale: 'en' })
    await page.getByRole('button', { name: 'Take the tour' }).click()
    for (const at of [1, 2, 3, 4]) {
      await page.getByRole('dialog', { name: `Tour, step ${at} of 5` }).waitFor()
      await page.keyboard.press('Enter')
    }
    const last = page.getByRole('dialog', { name: 'Tour, step 5 of 5' })
    await last.getByRole('button', { name: 'Done' }).click()
    await last.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Take the tour' }).click()
    await page.getByRole('dialog', { name: 'Tour, step 1 of 5' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.close()
  })
})

it('sample data is cleared after one question, and what people made stays', async () => {
  const { body: own } = await app.admin.post('/records/account', { name: '自己的客户' })
  const page = await admins.open('/', { locale: 'zh-CN' })
  await page.getByRole('button', { name: '清除', exact: true }).click()
  const question = page.getByRole('dialog')
  await question.getByText('你自己建的内容不受影响').waitFor()
  await question.getByRole('button', { name: '清除示例数据' }).click()
  await page.getByText('已清除 431 条示例记录').waitFor({ timeout: 60_000 })
  await page.getByText('模板带来了').waitFor({ state: 'hidden' })
  expect((await app.admin.get(`/records/account/${own.id}`)).body.name).toBe('自己的客户')
  await page.close()
}, 120_000)

it('no page complains', () => {
  expect([...admins.complaints, ...reps.complaints]).toEqual([])
})
