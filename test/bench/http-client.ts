import net from 'node:net'

/** A request as the load sends it. */
export type Call = { readonly method: string; readonly path: string; readonly body?: string }

export type Answer = { readonly status: number; readonly body: Buffer }

/** One connection that is kept: one call at a time. */
export type Connection = {
  readonly call: (call: Call) => Promise<Answer>
  readonly close: () => void
}

const headEnd = Buffer.from('\r\n\r\n')

/** Opens a connection; a small client, so that the load costs as little as possible on the machine it shares with what it measures. */
export async function connect(port: number, key: string): Promise<Connection> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined
  let held: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const answer = readAnswer(held)
    if (answer === undefined) return
    held = Buffer.alloc(0)
    waiting?.resolve(answer)
  })
  const fail = (): void => waiting?.reject(new Error('The connection was closed'))
  socket.on('error', fail).on('close', fail)
  return {
    call: ({ method, path, body = '' }) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        const more =
          body === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
        socket.write(
          `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\n${more}\r\n${body}`,
        )
      }),
    close: () => {
      waiting = undefined
      socket.destroy()
    },
  }
}

function readAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf(headEnd)
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  const from = end + headEnd.length
  if (length !== undefined)
    return bytes.length - from < Number(length) ? undefined : { status, body: bytes.subarray(from) }
  if (status === 204) return { status, body: Buffer.alloc(0) }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) throw new Error(`An answer of unknown length: ${head}`)
  return readChunks(bytes, from, status)
}

function readChunks(bytes: Buffer, from: number, status: number): Answer | undefined {
  const parts: Buffer[] = []
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const next = line + 2 + size + 2
    if (next > bytes.length) return undefined
    if (size === 0) return { status, body: Buffer.concat(parts) }
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = next
  }
}
