// Draws the app's icons as pictures of the sizes that devices ask for, from the one svg: `npm run icons`, when the svg has changed.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'

const folder = path.resolve(import.meta.dirname, '../packages/web/public/icons')
const svg = await readFile(path.join(folder, 'icon.svg'), 'utf8')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
for (const size of [180, 192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  await writeFile(path.join(folder, `icon-${size}.png`), await page.screenshot())
  await page.close()
}
await browser.close()
