import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const dist = path.resolve(import.meta.dirname, '../../packages/web/dist')
const read = (file: string) => readFile(path.join(dist, 'assets', file))
const imported = /(?:from|import)\s*"\.\/([^"]+\.js)"/g

/** A chunk and all that it needs before it can run. */
async function closure(file: string, seen: Set<string> = new Set()): Promise<Set<string>> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = (await read(file)).toString()
  for (const [, next = ''] of text.matchAll(imported)) await closure(next, seen)
  return seen
}

/** What a visitor of some pages fetches, gzipped, in KB of 1,024 bytes: the entry, its style sheet, the pages and their own styles. */
async function fetched(...pages: readonly string[]): Promise<number> {
  const html = await readFile(path.join(dist, 'index.html'), 'utf8')
  const entry = /src="\/assets\/([^"]+\.js)"/.exec(html)?.[1] ?? ''
  const names = await readdir(path.join(dist, 'assets'))
  const of = (page: string, ending: string) =>
    names.filter((name) => name.startsWith(`${page}-`) && name.endsWith(ending))
  const files = new Set([...html.matchAll(/\/assets\/([^"]+\.css)/g)].map(([, name = '']) => name))
  for (const file of [entry, ...pages.flatMap((page) => of(page, '.js'))]) await closure(file, files)
  for (const file of pages.flatMap((page) => of(page, '.css'))) files.add(file)
  const sizes = await Promise.all([...files].map(async (file) => gzipSync(await read(file)).length))
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024)
}

// The pages are built before the tests run.
describe('what the pages weigh', () => {
  it('is at most 350 KB for signing in and a table, gzipped', async () => {
    const size = await fetched('SignInPage', 'ViewPage')
    console.info(`Sign-in and table: ${size} KB gzipped`)
    expect(size).toBeLessThanOrEqual(350)
  })
  it('is at most 300 KB for the sign-in alone', async () => {
    const size = await fetched('SignInPage')
    console.info(`Sign-in: ${size} KB gzipped`)
    expect(size).toBeLessThanOrEqual(300)
  })
  it('does not hold the builder, charts, calendars or telephone formats in what every page fetches', async () => {
    const html = await readFile(path.join(dist, 'index.html'), 'utf8')
    const entry = /src="\/assets\/([^"]+\.js)"/.exec(html)?.[1] ?? ''
    const names = [...(await closure(entry))].join(' ')
    for (const heavy of ['BuilderPage', 'ChartCanvas', 'DateBox', 'phone-', 'temporal'])
      expect(names).not.toContain(heavy)
  })
})
