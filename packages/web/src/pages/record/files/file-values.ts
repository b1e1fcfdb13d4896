import { asList, asReference, isEmpty } from '../../../fields/values.ts'

export type NamedFile = { readonly id: string; readonly name: string; readonly size: number | undefined }

/** The files in a file field's value. */
export const filesOf = (value: unknown): readonly NamedFile[] =>
  (isEmpty(value) ? [] : Array.isArray(value) ? asList(value) : [value]).flatMap((each) => {
    const reference = asReference(each)
    if (!reference || typeof each !== 'object' || each === null) return []
    const name = 'name' in each && typeof each.name === 'string' ? each.name : reference.label
    return [{ id: reference.id, name, size: 'size' in each ? Number(each.size) || undefined : undefined }]
  })

/** How much a file holds, as people read it. */
export const sizeText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`

/** Whether a browser draws the file as a picture. */
export const isPicture = (name: string): boolean => /\.(png|jpe?g|gif|webp)$/i.test(name)

/** Whether the file can be looked at without downloading it. */
export const isShownInPage = (name: string): boolean => isPicture(name) || /\.pdf$/i.test(name)
