import { currentLanguage, type StoredFile } from '@atelier/ui'

const isStored = (value: unknown): value is StoredFile =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value

const wordsOf = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !('problems' in value) || !Array.isArray(value.problems)) return
  return value.problems.flatMap((each: unknown) => (isWorded(each) ? [each.message] : [])).join(' ') || undefined
}
const isWorded = (value: unknown): value is { readonly message: string } =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'

/** Sends a file and tells how far it is, from 0 to 1. Rejects with the server's words; `signal` gives it up. */
export function uploadFile(
  file: File,
  { onProgress, signal }: { readonly onProgress: (part: number) => void; readonly signal: AbortSignal },
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    // The one way in a browser to hear how much has been sent.
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.setRequestHeader('Accept-Language', currentLanguage())
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status === 201 && isStored(request.response)) resolve(request.response)
      else reject(new Error(wordsOf(request.response) ?? ''))
    }
    request.onerror = () => reject(new Error(''))
    request.onabort = () => reject(new Error(''))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.set('file', file)
    request.send(form)
  })
}
