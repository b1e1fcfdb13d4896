import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

const run = promisify(execFile)
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const wellKnown = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The program of a Chromium: `CHROMIUM_PATH`, one of this machine, Playwright's download (given up after 60 s), or
 * the system's package when we are root. When there is none, the error says what to do (`CHROMIUM_MISSING` holds it
 * when this was found out before).
 */
export async function findChromium(): Promise<string> {
  const missing = process.env.CHROMIUM_MISSING
  if (missing) throw new Error(missing)
  const found = installed()
  if (found) return found
  const tried = [await download(), await installPackage()]
  const now = installed()
  if (now) return now
  throw new Error(
    `The browser tests need Chromium. Install it (Debian and Ubuntu: apt-get install chromium fonts-noto-cjk) or name its program in CHROMIUM_PATH. Tried: ${tried.join('; ')}.`,
  )
}

function installed(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [...candidates, ...wellKnown, chromium.executablePath()].find((file) => file !== '' && existsSync(file))
}

async function download(): Promise<string> {
  console.log('Chromium is not installed; downloading it (up to 60 s)')
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  try {
    await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 60_000, killSignal: 'SIGKILL' })
    return 'the download ended, without a program'
  } catch (error) {
    return `the download failed (${firstLine(error)})`
  }
}

async function installPackage(): Promise<string> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return 'no rights to install the system’s package'
  console.log('Installing the system’s package of Chromium')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('apt-get', ['update'], { env, timeout: 120_000 })
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      env,
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
    })
    return 'the package was installed, without a program'
  } catch (error) {
    return `apt-get failed (${firstLine(error)})`
  }
}

function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? ''
}
