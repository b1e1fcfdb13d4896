import type { Document } from '@atelier/definitions'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../harness/index.ts'
import { type App, openApp } from '../http/open-app.ts'
import { codeFor } from '../http/sign-in-as.ts'
import { servePages, serveSignIn } from './serve-pages.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
      { id: 'fld_owner', key: 'owner', type: 'owner' },
    ],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_sales',
    key: 'sales',
    label: { en: 'Sales', 'zh-CN': '销售' },
    grants: [{ id: 'grt_deal', entity: 'deal', actions: ['read', 'create', 'update'], scope: 'all' }],
  },
]

let app: App
let browser: Awaited<ReturnType<typeof openBrowser>>
let site: Awaited<ReturnType<typeof servePages>>
let signedOut: Awaited<ReturnType<typeof serveSignIn>>
const complaints: string[] = []

/** A page in a session of its own, in this language. */
async function open(url: string, language: 'en' | 'zh-CN' = 'en', width = 1440): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    locale: language,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => complaints.push(`${url} ${error.message}`))
  await page.goto(url)
  return page
}

type Named = { readonly id: string; readonly name: string; readonly active: boolean }
const named = async (name: string): Promise<Named> => {
  const { body } = await app.admin.get<{ readonly records: readonly Named[] }>('/users')
  const found = body.records.find((each) => each.name === name)
  if (!found) throw new Error(`${name} is not there`)
  return found
}

beforeAll(async () => {
  app = await openApp(documents)
  browser = await openBrowser()
  site = await servePages(app.admin)
  signedOut = await serveSignIn(app)
})
afterAll(async () => {
  site?.close()
  signedOut?.close()
  await browser?.close()
  await app?.close()
})

describe('a person', () => {
  let link: string
  it('is added with a role, and gets a link that is shown to be copied', async () => {
    const page = await open(`${site.url}/settings/people`)
    await page.getByRole('button', { name: 'Add a person' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Wang Wei')
    await dialog.getByLabel('Email').fill('wang@example.com')
    await dialog.locator('.mantine-MultiSelect-input').click()
    await page.getByRole('option', { name: 'Sales' }).click()
    await dialog.getByRole('button', { name: 'Add and make a link' }).click()
    link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
    expect(link).toMatch(/\/invite\/[\w-]{43}$/)
    expect(await named('Wang Wei')).toMatchObject({ email: 'wang@example.com', roles: ['sales'], active: true })
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText(/invited until/).waitFor()
    await page.close()
  })

  it('通过链接设置密码并登录，开启两步验证后凭验证码再次登录', async () => {
    const page = await open(link.replace(site.url, signedOut.url), 'zh-CN')
    await page.getByRole('heading', { name: 'Wang Wei，欢迎' }).waitFor()
    await page.getByLabel('密码').fill('a long password')
    await page.getByRole('button', { name: '设置密码并登录' }).click()
    await page.getByRole('navigation', { name: '主导航' }).waitFor()

    await page.goto(`${signedOut.url}/settings/security`)
    await page.getByRole('button', { name: '开启' }).click()
    await page.getByLabel('你的密码').fill('a long password')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('img', { name: '身份验证器的二维码' }).waitFor()
    const secret = (await page.locator('.two-factor-secret').textContent()) ?? ''
    const uri = `otpauth://totp/x?secret=${secret}`
    await page.getByLabel('验证码').fill(await codeFor(uri))
    await page.getByRole('button', { name: '开启' }).click()
    await page.getByRole('list', { name: '恢复码' }).waitFor()
    expect(await page.getByRole('list', { name: '恢复码' }).getByRole('listitem').count()).toBe(10)
    await page.getByRole('button', { name: '我已保存' }).click()
    await page.getByText('已开启', { exact: true }).waitFor()
    await page.getByText('本设备').waitFor()

    const other = await open(`${signedOut.url}/sign-in`, 'zh-CN')
    await other.getByLabel('邮箱').fill('wang@example.com')
    await other.getByLabel('密码').fill('a long password')
    await other.getByRole('button', { name: '登录' }).click()
    await other.getByRole('heading', { name: '还差一步' }).waitFor()
    await other.getByLabel('验证码').fill('000000')
    await other.getByRole('button', { name: '登录' }).click()
    await other.getByRole('alert').getByText('验证码不正确').waitFor()
    await other.getByLabel('验证码').fill(await codeFor(uri))
    await other.getByRole('button', { name: '登录' }).click()
    await other.getByRole('navigation', { name: '主导航' }).waitFor()

    await page.reload()
    await page.getByRole('button', { name: '退出其他所有设备' }).click()
    await page.getByText('已退出其他所有设备').waitFor()
    await other.goto(`${signedOut.url}/settings`)
    await other.getByRole('heading', { name: '登录' }).waitFor()
    await Promise.all([page.close(), other.close()])
  })

  it('leaves: what they have open is counted, handed over, and they cannot sign in any more', async () => {
    const wei = await named('Wang Wei')
    const lin = await app.person('Lin', ['sales'])
    for (const name of ['One', 'Two']) await app.admin.post('/records/deal', { name, owner: wei.id })
    const page = await open(`${site.url}/settings/people`)
    await page.getByRole('button', { name: 'Edit Wang Wei' }).click()
    await page.getByRole('button', { name: 'Deactivate…' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('listitem').innerText()).toMatch(/^Deal\s+2$/)
    await dialog.getByRole('combobox', { name: 'Hand over to' }).click()
    await page.getByRole('option', { name: 'Lin' }).click()
    await dialog.getByRole('button', { name: 'Hand over and deactivate' }).click()
    await page.getByText('Wang Wei is deactivated').waitFor()
    expect((await named('Wang Wei')).active).toBe(false)
    const { body } = await app.admin.post<{ records: readonly { owner: { id: string } }[] }>('/records/deal/query', {})
    expect(body.records.map(({ owner }) => owner.id)).toEqual([lin.id, lin.id])
    await page.close()
  })
})

describe('teams', () => {
  type Team = { readonly name: string; readonly parent: { readonly label: string } | null }
  const parentOf = async (name: string): Promise<string | undefined> => {
    const { body } = await app.admin.get<{ readonly records: readonly Team[] }>('/teams')
    return body.records.find((each) => each.name === name)?.parent?.label
  }

  it('stand below each other by dragging, and by the menu', async () => {
    for (const name of ['China', 'East', 'Shanghai']) await app.admin.post('/teams', { name })
    const page = await open(`${site.url}/settings/teams`)
    const grip = await page.getByRole('button', { name: 'Move East' }).boundingBox()
    const target = await page.getByRole('button', { name: 'Edit China' }).boundingBox()
    if (!grip || !target) throw new Error('The teams are not there')
    await page.mouse.move(grip.x + 8, grip.y + 8)
    await page.mouse.down()
    await page.mouse.move(grip.x + 20, grip.y + 20, { steps: 4 })
    await page.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 8 })
    await page.mouse.up()
    await page.getByText('East was moved').waitFor()
    expect(await parentOf('East')).toBe('China')
    await page.getByRole('button', { name: 'Move Shanghai' }).click()
    await page.getByRole('menuitem', { name: 'East' }).click()
    await page.getByText('Shanghai was moved').waitFor()
    expect(await parentOf('Shanghai')).toBe('East')
    await page.locator('.toast').filter({ hasText: 'Shanghai' }).getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => parentOf('Shanghai')).toBeUndefined()
    await page.close()
  })
})

describe('an API key', () => {
  it('is shown once, says when it ends, and works until it is revoked', async () => {
    const page = await open(`${site.url}/settings/keys`)
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByLabel('What it is for').fill('Nightly')
    await page.getByRole('dialog').getByRole('button', { name: 'Make a key' }).click()
    const secret = await page.locator('.key-secret').textContent()
    expect(secret).toMatch(/^\S{20,}$/)
    const me = () => app.fetch('/me', { headers: { authorization: `Bearer ${secret}` } })
    expect((await me()).status).toBe(200)
    await page.keyboard.press('Escape')
    await page.getByText(/· ends \d{4}-/).waitFor()
    await page.getByRole('button', { name: 'Revoke: Nightly' }).click()
    await page.getByText('revoked', { exact: true }).waitFor()
    expect((await me()).status).toBe(401)
    await page.close()
  })
})

describe('one’s own settings', () => {
  it('在一台设备上修改后，另一台设备打开时一致', async () => {
    const page = await open(`${site.url}/settings`, 'zh-CN')
    await page.getByRole('combobox', { name: '日期格式' }).click()
    await page.getByRole('option', { name: '22/11/2026' }).click()
    await page.getByRole('radiogroup', { name: '主题' }).getByText('深色').click()
    await page.getByRole('radiogroup', { name: '语言' }).getByText('English').click()
    await page.getByRole('heading', { name: 'Preferences' }).waitFor()
    await expect
      .poll(async () => (await app.admin.get('/mine/settings')).body)
      .toMatchObject({ dates: 'dmy', theme: 'dark', language: 'en' })
    const other = await open(`${site.url}/settings`, 'zh-CN')
    await other.getByRole('heading', { name: 'Preferences' }).waitFor()
    await other.getByText('22/11/2026').first().waitFor()
    expect(await other.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    await app.admin.patch('/mine/settings', { dates: null, theme: null, language: null })
    await Promise.all([page.close(), other.close()])
  })
})

describe('the workspace', () => {
  it('is renamed, and its fiscal year set, as a definition that is published in one click', async () => {
    const before = app.workspace().current().revision
    const page = await open(`${site.url}/settings/general`)
    await page.getByLabel('Name in English').fill('Acme')
    await page.getByRole('combobox', { name: 'The fiscal year begins in' }).click()
    await page.getByRole('option', { name: 'April' }).click()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published', { exact: true }).waitFor()
    expect(app.workspace().current().revision).toBe(before + 1)
    expect(app.workspace().current().model.workspace).toMatchObject({
      label: { en: 'Acme' },
      fiscalYearStart: '04-01',
    })
    await page.close()
  })
})

describe('the audit log', () => {
  it('is filtered by person and kind, which the address carries', async () => {
    const page = await open(`${site.url}/settings/audit`)
    await page.getByRole('combobox', { name: 'What' }).click()
    await page.getByRole('option', { name: 'Made an API key' }).click()
    await expect.poll(() => page.url()).toContain('kind=keyCreated')
    await expect.poll(() => page.locator('.audit-table tbody tr').count()).toBe(1)
    expect(await page.locator('.audit-table tbody tr').innerText()).toMatch(/Made an API key[\s\S]*Name: Nightly/)
    await page.close()
  })
})

describe('the settings', () => {
  it('show whoever manages nothing only their own', async () => {
    const rep = await app.person('Rep', ['sales'])
    const own = await servePages(rep)
    const page = await open(`${own.url}/settings/people`)
    await page.getByText('You may not open this').waitFor()
    const links = page.getByRole('navigation', { name: 'Settings' }).getByRole('link')
    expect(await links.allInnerTexts()).toEqual(['Preferences', 'Signing in'])
    await page.close()
    own.close()
  })

  it('on a phone begin with the list of sections', async () => {
    const page = await open(`${site.url}/settings`, 'zh-CN', 390)
    await page.getByRole('navigation', { name: '设置' }).getByRole('link', { name: '用量' }).click()
    await page.getByRole('heading', { name: '用量' }).waitFor()
    await page.getByRole('link', { name: '设置' }).click()
    await page.getByRole('link', { name: '人员' }).waitFor()
    await page.close()
  })

  it('are readable and reachable for everybody', async () => {
    const page = await open(`${site.url}/settings`)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const found: string[] = []
    for (const section of ['people', 'security', 'audit']) {
      await page.locator(`.settings-nav a[href="/settings/${section}"]`).click()
      await page.locator(`.settings-section.is-${section}`).waitFor()
      await page.locator('.settings-section [aria-busy="true"]').waitFor({ state: 'detached' })
      const { violations } = await new AxeBuilder({ page }).include('.settings').analyze()
      for (const { id, nodes } of violations)
        found.push(`${section} ${id} ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
    }
    expect(found).toEqual([])
    await page.close()
  })

  it('never break while doing so', () => {
    expect(complaints).toEqual([])
  })
})
