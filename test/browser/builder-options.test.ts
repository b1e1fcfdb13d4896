import type { Document, OptionSetDocument } from '@atelier/definitions'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_lead',
    key: 'lead',
    label: { en: 'Lead', 'zh-CN': '线索' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', label: { 'zh-CN': '名称' } },
      {
        id: 'fld_source',
        key: 'source',
        type: 'choice',
        label: { 'zh-CN': '来源' },
        options: [{ id: 'opt_web', key: 'web', label: { 'zh-CN': '官网' } }],
      },
    ],
  },
]

let desk: BuilderDesk
beforeAll(async () => {
  desk = await openBuilder(documents, 'zh-CN')
})
afterAll(() => desk?.close())
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

const names = () =>
  desk.page
    .locator('.option-sheet input[aria-label$="的中文名"]')
    .evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')))

it('选项集由名称建成，选项逐个添加、改名、上色、排序', async () => {
  const { page, button, open } = desk
  await open('/builder/option-sets')
  await page.getByLabel('新建选项集').fill('线索来源')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '线索来源', level: 1 }).waitFor()
  for (const name of ['官网', '展会', '转介绍']) {
    await page.getByLabel('新选项').fill(name)
    await page.keyboard.press('Enter')
  }
  await page.getByLabel('官网 的英文名').fill('Website')
  await page.getByLabel('官网 的标识').fill('web')
  await page.keyboard.press('Enter')
  await button('转介绍 的颜色').click()
  await page.getByRole('menuitem', { name: 'purple' }).click()
  await button(/^转介绍: /).click()
  await page.getByRole('menuitem', { name: '移到最前' }).click()
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  await expect.poll(names).toEqual(['转介绍', '官网', '展会'])
})

it('次序也可以拖动', async () => {
  const { page } = desk
  const grip = await page
    .getByRole('button', { name: /^展会: / })
    .first()
    .boundingBox()
  const target = await page
    .getByRole('button', { name: /^转介绍: / })
    .first()
    .boundingBox()
  if (!grip || !target) throw new Error('没有可拖的')
  await page.mouse.move(grip.x + 6, grip.y + 6)
  await page.mouse.down()
  await page.mouse.move(grip.x + 6, grip.y - 8, { steps: 4 })
  await page.mouse.move(target.x + 6, target.y + 2, { steps: 8 })
  await page.mouse.up()
  await expect.poll(names).toEqual(['展会', '转介绍', '官网'])
})

it('用键盘移动时，读屏者听到的是中文', async () => {
  const { page } = desk
  const grip = page.getByRole('button', { name: /^官网: / }).first()
  expect(await grip.getAttribute('aria-roledescription')).toBe('可移动')
  await grip.focus()
  await page.keyboard.press('Space')
  await page.getByText('已拿起官网，在第 3 位，共 3 位。').waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowUp')
  await page.getByText('官网在第 2 位，共 3 位。').waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  await page.getByText('官网留在原处。').waitFor({ state: 'attached' })
  await expect.poll(names).toEqual(['展会', '转介绍', '官网'])
})

it('字段改用选项集，选项集说出用在哪里', async () => {
  const { page, button, open, saved } = desk
  await saved()
  await open('/builder/entities/lead?part=fld_source')
  await page.getByLabel('选项来自').selectOption({ label: '线索来源' })
  await button('打开选项集').click()
  await page.getByRole('link', { name: '线索 · 来源' }).waitFor()
  expect(await button('删除选项集').isDisabled()).toBe(true)
})

it('发布后可用；用过的选项只能停用', async () => {
  const { app, page, button, publish } = desk
  await publish()
  const made = await app.admin.post('/records/lead', { name: '立诚', source: 'web' })
  expect(made.status).toBe(201)
  await button('停用: 展会').click()
  await publish()
  const { body } = await app.admin.get<OptionSetDocument>('/definitions/optionset/options')
  expect(body.options.map((option) => [option.key, option.retired])).toEqual([
    ['option2', true],
    ['option3', undefined],
    ['web', undefined],
  ])
  expect((await app.admin.post('/records/lead', { name: '海岳', source: 'option2' })).status).toBe(422)
  await page.getByText('已停用', { exact: true }).waitFor()
})
