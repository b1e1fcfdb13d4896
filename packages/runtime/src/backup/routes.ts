import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { isUnlimited } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { appendAudit } from '../audit/audit.ts'
import { notAllowed } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { writeBackup } from './write-backup.ts'

const running: Problem = {
  code: 'backup_running',
  path: '',
  message: { en: 'A backup is being made already.', 'zh-CN': '正在生成备份。' },
  fix: { en: 'Wait until it is done, then try again.', 'zh-CN': '请等待完成后重试。' },
}

/** A backup holds everything of every workspace: only whoever administers all of them may have it. */
async function mayHaveAll({ workspaces }: Installation, user: string | undefined): Promise<boolean> {
  if (user === undefined) return false
  for (const workspace of workspaces.all()) {
    const reader = await workspace.reader(user)
    if (reader === undefined || !isUnlimited(reader)) return false
  }
  return true
}

/** Everything in one file, to be kept elsewhere; `atelier restore` makes a new installation of it. */
export function backupRoutes(installation: Installation): readonly Route[] {
  let busy = false
  return [
    defineRoute({
      method: 'GET',
      path: '/backup',
      summary: 'Download a backup of everything, as it is at this moment; for administrators of every workspace',
      access: 'signedIn',
      answers: { 200: 'The backup, as `atelier backup` writes it' },
      handle: async ({ context }) => {
        if (!(await mayHaveAll(installation, context.reader.user))) return { status: 403, problems: [notAllowed] }
        if (busy) return { status: 409, problems: [running] }
        busy = true
        const folder = await mkdtemp(path.join(tmpdir(), 'atelier-backup-'))
        const remove = () => rm(folder, { recursive: true, force: true })
        try {
          // Whole before its first byte is sent: a download that ends early must not look like a backup.
          const file = path.join(folder, 'backup')
          const written = await writeBackup(installation.url, file, context.now)
          if (!written.ok) {
            await remove()
            const { code, message, what = [] } = written.problem
            const zh = `备份无法包含手工加入数据库的内容：${what.join('、')}。`
            return { status: 422, problems: [{ code, path: '', message: { en: message, 'zh-CN': zh } }] }
          }
          await appendAudit(installation.pool, context, [
            { kind: 'backupMade', user: context.reader.user ?? '', details: { records: written.rows } },
          ])
          const stream = createReadStream(file)
          stream.once('close', () => void remove())
          const day = context.now.toISOString().slice(0, 10)
          return {
            status: 200,
            stream: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
            type: 'application/gzip',
            headers: { 'content-disposition': `attachment; filename="atelier-${day}.backup.gz"` },
          }
        } catch (error) {
          await remove()
          throw error
        } finally {
          busy = false
        }
      },
    }),
  ]
}
