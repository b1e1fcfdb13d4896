import type { StoredFile } from '@atelier/ui'
import { type ClipboardEvent, type DragEvent, useCallback, useEffect, useRef, useState } from 'react'
import { uploadFile } from './upload-file.ts'

/** A file on its way, or there. */
export type Upload = {
  readonly id: number
  readonly file: File
  readonly state:
    | { readonly kind: 'running'; readonly part: number }
    | { readonly kind: 'done'; readonly stored: StoredFile }
    | { readonly kind: 'failed'; readonly why: string }
}

export type Uploads = {
  readonly all: readonly Upload[]
  readonly add: (files: readonly File[]) => void
  /** Takes a file away; one on its way is given up. */
  readonly remove: (id: number) => void
  readonly retry: (id: number) => void
  readonly clear: () => void
  readonly isBusy: boolean
  /** Something is held over the place where files may be dropped. */
  readonly isOver: boolean
  /** Makes an element a place to drop and paste files. */
  readonly target: {
    readonly onDragOver: (event: DragEvent) => void
    readonly onDragLeave: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
    readonly onPaste: (event: ClipboardEvent) => void
  }
}

let counted = 0

/** Files that are being sent, each with how far it is. `onStored` hears of each that has arrived. */
export function useUploads(onStored?: (stored: StoredFile) => void): Uploads {
  const [all, setAll] = useState<readonly Upload[]>([])
  const [isOver, setOver] = useState(false)
  const running = useRef(new Map<number, AbortController>())
  const told = useRef(onStored)
  told.current = onStored
  useEffect(() => {
    const under = running.current
    return () => {
      for (const control of under.values()) control.abort()
    }
  }, [])
  const put = useCallback(
    (id: number, state: Upload['state']) =>
      setAll((now) => now.map((upload) => (upload.id === id ? { ...upload, state } : upload))),
    [],
  )
  const send = useCallback(
    (id: number, file: File) => {
      const control = new AbortController()
      running.current.set(id, control)
      void uploadFile(file, {
        signal: control.signal,
        onProgress: (part) => put(id, { kind: 'running', part }),
      })
        .then((stored) => {
          put(id, { kind: 'done', stored })
          told.current?.(stored)
        })
        .catch((error: unknown) => {
          if (!control.signal.aborted) put(id, { kind: 'failed', why: error instanceof Error ? error.message : '' })
        })
        .finally(() => running.current.delete(id))
    },
    [put],
  )
  const add = useCallback(
    (files: readonly File[]) => {
      const made = files.map((file): Upload => {
        counted += 1
        return { id: counted, file, state: { kind: 'running', part: 0 } }
      })
      setAll((now) => [...now, ...made])
      for (const { id, file } of made) send(id, file)
    },
    [send],
  )
  const remove = (id: number) => {
    running.current.get(id)?.abort()
    setAll((now) => now.filter((upload) => upload.id !== id))
  }
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    all,
    add,
    remove,
    retry: (id) => {
      const upload = all.find((each) => each.id === id)
      if (!upload) return
      put(id, { kind: 'running', part: 0 })
      send(id, upload.file)
    },
    clear: () => setAll([]),
    isBusy: all.some(({ state }) => state.kind === 'running'),
    isOver,
    target: {
      onDragOver: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: (event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      },
      onDrop: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        add([...event.dataTransfer.files])
      },
      onPaste: (event) => {
        const files = [...event.clipboardData.files]
        if (files.length === 0) return
        event.preventDefault()
        add(files)
      },
    },
  }
}
