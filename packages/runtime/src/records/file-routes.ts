import { createHash } from 'node:crypto'
import { compileList } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import pg from 'pg'
import { defineRoute, type Route, type RouteAnswer } from '../http/route.ts'
import { idOf, loadRecords } from '../kernel/related.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { asReader } from '../kernel/session.ts'
import { unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { answerRefusal, idIn, missing, poolSession } from './answers.ts'
import { uploadLifetime } from './purge-uploads.ts'

const chunkSize = 256 * 1024
/** Shown in the page itself; everything else is only ever downloaded. */
const previewed: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
])

const upload = defineRoute({
  method: 'POST',
  path: '/files',
  summary: 'Upload a file, to be put into a file field within a day',
  access: 'signedIn',
  body: 'multipart',
  answers: { 201: '{id, name, size, type}' },
  handle: async ({ context, form }) => {
    const file = form?.get('file')
    if (!(file instanceof File))
      return {
        status: 422,
        problems: [
          {
            code: 'required',
            path: '/file',
            message: { en: 'Send the file as "file".', 'zh-CN': '请以 “file” 上传文件。' },
          },
        ],
      }
    const name =
      (file.name.split(/[\\/]/).at(-1) ?? '')
        .normalize('NFC')
        .replace(/\p{Cc}/gu, '')
        .slice(-255) || 'file'
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type.slice(0, 120) : 'application/octet-stream'
    const digest = await storeContent(context, Buffer.from(await file.arrayBuffer()))
    const [made] = await runWrites(
      unrestricted(context),
      [{ kind: 'create', entity: 'file', values: { name, size: String(file.size), type, digest } }],
      { atomic: true },
    )
    if (made === undefined || made.status === 'refused') return made === undefined ? missing : answerRefusal(made)
    return { status: 201, json: { id: made.id, name, size: file.size, type } }
  },
})

/** Stores bytes under their digest, once however often they are uploaded. */
async function storeContent({ workspace }: Context, bytes: Buffer): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const schema = pg.escapeIdentifier(workspace.schema)
  const client = await workspace.pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ added: boolean }>(
      `insert into ${schema}.file_content (digest, size) values ($1, $2) on conflict (digest) do update set added_at = now() returning xmax = 0 as added`,
      [digest, bytes.length],
    )
    // Content that is there already counts as new: whoever clears up leaves it alone until its file is there too.
    if (rows[0]?.added === true)
      for (let position = 0; position * chunkSize < bytes.length; position++)
        await client.query(`insert into ${schema}.file_chunk (digest, position, bytes) values ($1, $2, $3)`, [
          digest,
          position,
          bytes.subarray(position * chunkSize, (position + 1) * chunkSize),
        ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
  return digest
}

/** A file that the reader may open: one of a record in whose field it is visible, or an upload of one's own of the last day. */
async function findFile(context: Context, id: string): Promise<RecordData | undefined> {
  const file = (await loadRecords(context, poolSession(context), 'file', [id], [], false)).get(id)
  if (file === undefined || file['deletedAt'] !== null) return undefined
  const isOwn = context.reader.user !== undefined && idOf(file['createdBy']) === context.reader.user
  const since = new Date(context.now.getTime() - uploadLifetime).toISOString()
  const holders = [...context.generation.model.entities.values()].filter(
    ({ origin }) => origin.kind === 'drawn' || origin.kind === 'system',
  )
  for (const entity of holders)
    for (const field of entity.fields.values()) {
      if (field.type.group !== 'file') continue
      const compiled = compileList(asReader(context), {
        entity: entity.key,
        filter: { some: [{ var: field.key }, { '==': [{ var: 'id' }, id] }] },
        fields: ['id', field.key],
        limit: 5,
      })
      if (!compiled.ok) continue
      const { records } = await poolSession(context).json<{ records: readonly Readonly<Record<string, unknown>>[] }>(
        compiled.statement,
      )
      // The field may be hidden in some rows only: the answer itself has to show it.
      if (records.some((record) => JSON.stringify(record[field.key] ?? null).includes(id))) return file
    }
  return isOwn && String(file['createdAt']) >= since ? file : undefined
}

function contentStream({ workspace }: Context, digest: string): ReadableStream<Uint8Array> {
  let position = 0
  return new ReadableStream({
    async pull(controller) {
      const { rows } = await workspace.pool.query<{ bytes: Buffer }>(
        `select bytes from ${pg.escapeIdentifier(workspace.schema)}.file_chunk where digest = $1 and position = $2`,
        [digest, position++],
      )
      const chunk = rows[0]?.bytes
      if (chunk === undefined) controller.close()
      else controller.enqueue(new Uint8Array(chunk))
    },
  })
}

async function answerFile(context: Context, id: string | undefined, inline: boolean): Promise<RouteAnswer> {
  const file = id === undefined ? undefined : await findFile(context, id)
  if (file === undefined) return missing
  const type = String(file['type'] ?? 'application/octet-stream')
  if (inline && !previewed.has(type)) return missing
  const name = encodeURIComponent(String(file['name'] ?? 'file')).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    status: 200,
    type,
    stream: contentStream(context, String(file['digest'])),
    headers: {
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      'content-length': String(file['size'] ?? 0),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  }
}

const download = defineRoute({
  method: 'GET',
  path: '/files/:id',
  summary: 'A file, with the rights of the record that holds it',
  access: 'signedIn',
  answers: { 200: 'The bytes' },
  handle: ({ context, params }) => answerFile(context, idIn(params['id']), false),
})

const preview = defineRoute({
  method: 'GET',
  path: '/files/:id/preview',
  summary: 'A picture or PDF to be shown in the page',
  access: 'signedIn',
  answers: { 200: 'The bytes' },
  handle: ({ context, params }) => answerFile(context, idIn(params['id']), true),
})

/** Calls about files. */
export const fileRoutes: readonly Route[] = [upload, download, preview]
