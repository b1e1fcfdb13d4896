import { openBrowser } from '../harness/browser.ts'
import { median } from './table.ts'

export type ScrollFigures = {
  /** Milliseconds from frame to frame. */
  readonly longest: number
  readonly usual: number
  /** Milliseconds of script and drawing in the longest frame, whatever else the machine does. */
  readonly work: number
  /** How many rows went by. */
  readonly rows: number
}

/** Scrolls by ten rows a frame, and notes how long each frame took; passed to the browser as text. */
const scroll = `async (frames) => {
  const grid = document.querySelector('[role="grid"]')
  const times = []
  let work = 0
  let last = await new Promise(requestAnimationFrame)
  for (let at = 0; at < frames; at++) {
    const begin = performance.now()
    grid.scrollTop += 360
    grid.dispatchEvent(new Event('scroll'))
    grid.getBoundingClientRect()
    work = Math.max(work, performance.now() - begin)
    const now = await new Promise(requestAnimationFrame)
    times.push(now - last)
    last = now
  }
  return { times, work, rows: Math.round(grid.scrollTop / 36) }
}`

type Scrolled = { readonly times: readonly number[]; readonly work: number; readonly rows: number }
const isScrolled = (value: unknown): value is Scrolled =>
  typeof value === 'object' && value !== null && 'times' in value && 'work' in value && 'rows' in value

/** How smoothly the table of an entity scrolls in a real browser, for whoever a key belongs to. */
export async function measureScroll(url: string, key: string, entity: string, frames: number): Promise<ScrollFigures> {
  const { newPage, close } = await openBrowser()
  try {
    const page = await newPage({
      viewport: { width: 1440, height: 900 },
      extraHTTPHeaders: { authorization: `Bearer ${key}` },
    })
    // Who comes with a key has no session: the pages are told that there is somebody.
    await page.route('**/api/auth/get-session', (route) => route.fulfill({ json: { user: { id: 'key' } } }))
    await page.goto(`${url}/${entity}?view=all`)
    await page.locator('[data-row]').first().waitFor()
    // The first turn warms up.
    await page.evaluate(`(${scroll})(60)`)
    const scrolled: unknown = await page.evaluate(`(${scroll})(${frames})`)
    if (!isScrolled(scrolled)) throw new Error('The table did not scroll')
    const { times, work, rows } = scrolled
    return { longest: Math.max(...times), usual: median(times), work, rows }
  } finally {
    await close()
  }
}
