export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

const decodeStrictly = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-16 without a mark shows as zero bytes at every other place of a text that is mostly ASCII. */
function zerosAt(bytes: Uint8Array, offset: 0 | 1): number {
  const sample = Math.min(bytes.byteLength, 4000)
  let zeros = 0
  for (let i = offset; i < sample; i += 2) if (bytes[i] === 0) zeros++
  return zeros / Math.max(1, sample / 2)
}

/**
 * Decodes a text file: by its byte order mark, else as UTF-16 where zero bytes tell so, else as UTF-8 if every byte fits, else as GB18030 (which
 * holds GBK and GB2312). Undefined when it is none of these, a picture for example.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | undefined {
  const [a, b, c] = bytes
  const as = (encoding: Encoding): { text: string; encoding: Encoding } | undefined => {
    const text = decodeStrictly(encoding, bytes)
    return text === undefined ? undefined : { text, encoding }
  }
  if (a === 0xef && b === 0xbb && c === 0xbf) return as('utf-8')
  if (a === 0xff && b === 0xfe) return as('utf-16le')
  if (a === 0xfe && b === 0xff) return as('utf-16be')
  if (zerosAt(bytes, 1) > 0.3) return as('utf-16le')
  if (zerosAt(bytes, 0) > 0.3) return as('utf-16be')
  return as('utf-8') ?? as('gb18030')
}
