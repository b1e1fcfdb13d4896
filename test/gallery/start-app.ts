import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const main = path.resolve(import.meta.dirname, '../../packages/runtime/src/main.ts')

/** Whoever looks at the pages. */
export const admin = { email: 'ada@example.com', password: 'gallery-password' } as const

export type RunningApp = { readonly url: string; readonly stop: () => Promise<void> }

/** The app as `npm start` gives it, in an empty folder of its own, with the first template and its sample data. */
export async function startApp(): Promise<RunningApp> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'atelier-gallery-'))
  const words = ['--data', data, '--port', '0', '--template', 'lead-to-cash', '--sample-data']
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ATELIER_ADMIN_EMAIL: admin.email,
      ATELIER_ADMIN_PASSWORD: admin.password,
      STOP_WITH_PARENT: '1',
    },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const found = /^Ready: (\S+)/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', (code) => reject(new Error(`The app ended with ${code}: ${said}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}
