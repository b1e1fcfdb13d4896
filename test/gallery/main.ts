import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { openBrowser } from '../harness/browser.ts'
import { pictureList } from './picture-list.ts'
import { type Place, placesOf } from './places.ts'
import { admin, startApp } from './start-app.ts'

// npm run gallery: a picture of every page, in both languages, light and dark, on a desk and on a phone, to be looked at one by one.
// `--only=<part of a path>`, `--language=`, `--theme=` and `--width=` leave others out.

const words = process.argv.slice(2)
const chosen = (name: string): string | undefined =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const among = (name: string, all: readonly string[]): readonly string[] => {
  const only = chosen(name)
  return only === undefined ? all : all.filter((each) => each === only)
}
const folder = path.resolve(import.meta.dirname, '../../gallery')
const only = chosen('only')

const app = await startApp()
const browser = await openBrowser()
try {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const pictures: { readonly place: Place; readonly file: string; readonly said: string }[] = []
  const complaints: string[] = []
  for (const language of among('language', ['en', 'zh-CN']))
    for (const theme of among('theme', ['light', 'dark']))
      for (const width of among('width', ['1440', '390'])) {
        const context = await browser.browser.newContext({
          locale: language,
          colorScheme: theme === 'dark' ? 'dark' : 'light',
          viewport: { width: Number(width), height: width === '390' ? 844 : 900 },
          reducedMotion: 'reduce',
        })
        await signIn(context)
        const places = (await placesOf(context.request, app.url)).filter(
          ({ path }) => only === undefined || path.includes(only),
        )
        const page = await context.newPage()
        let here = ''
        page.on('pageerror', (error) => complaints.push(`${here} ${error.message}`))
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
            complaints.push(`${here} ${message.text()}`)
        })
        for (const place of places) {
          here = place.path
          await page.goto(app.url + place.path, { waitUntil: 'networkidle' }).catch(() => undefined)
          const said = `${language} ${theme} ${width}`
          const file = `${place.path.replace(/[^A-Za-z0-9]+/g, '_')}-${said.replaceAll(' ', '-')}.jpg`
          await page.screenshot({ path: path.join(folder, file), type: 'jpeg', quality: 70 })
          pictures.push({ place, file, said })
        }
        await context.close()
        process.stderr.write(`${language} ${theme} ${width}: ${places.length} pages\n`)
      }
  await writeFile(path.join(folder, 'index.html'), pictureList(pictures))
  for (const complaint of new Set(complaints)) process.stdout.write(`${complaint}\n`)
  process.stdout.write(`${pictures.length} pictures: ${path.join(folder, 'index.html')}\n`)
} finally {
  await browser.close()
  await app.stop()
}

async function signIn(context: BrowserContext): Promise<void> {
  const answer = await context.request.post(`${app.url}/api/auth/sign-in/email`, {
    data: admin,
    headers: { origin: app.url },
  })
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`)
}
