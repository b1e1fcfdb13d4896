import { createContext, useContext } from 'react'

/** A record as a reference shows it. */
export type ReferenceItem = { readonly id: string; readonly label: string; readonly hint?: string | undefined }

/** A stored file, ready for a file field. */
export type StoredFile = { readonly id: string; readonly name: string; readonly size: number; readonly type: string }

/**
 * What `./ui` entries may ask of the app. The app provides it; a component that needs data asks here and never fetches.
 * `searchReference` promises at most `limit` (20) records of `entity` that the reader may see, best match first;
 * `record` is the record being written, for choices that depend on it.
 */
export type DataAccess = {
  readonly searchReference: (
    entity: string,
    text: string,
    options?: { readonly field?: string; readonly record?: Readonly<Record<string, unknown>>; readonly limit?: number },
  ) => Promise<readonly ReferenceItem[]>
  readonly upload: (file: File) => Promise<StoredFile>
  readonly fileUrl: (id: string, kind?: 'download' | 'preview') => string
  /** Opens an address of the app, for example `/account/019…`. */
  readonly navigate: (to: string) => void
  readonly recordHref: (entity: string, id: string) => string
}

const missing = (): never => {
  throw new Error('DataContext has no provider')
}

export const DataContext = createContext<DataAccess>({
  searchReference: missing,
  upload: missing,
  fileUrl: missing,
  navigate: missing,
  recordHref: missing,
})

/** The app's data access. */
export const useData = (): DataAccess => useContext(DataContext)
