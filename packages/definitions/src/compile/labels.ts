import type { Document, Label } from '../documents/index.ts'

/** A label in every language it is given in; the key as last resort, under the workspace's first language. */
export function resolveLabel(
  label: Label | undefined,
  key: string,
  languages: readonly string[],
): Readonly<Record<string, string>> {
  const first = languages[0] ?? 'en'
  if (label === undefined) return { [first]: key }
  if (typeof label === 'string') return { [first]: label }
  return Object.keys(label).length === 0 ? { [first]: key } : label
}

/** Documents with the texts of translation documents put into their labels, by address (`document id/part id`). */
export function translateDocuments(documents: readonly Document[], languages: readonly string[]): readonly Document[] {
  const texts = new Map<string, { language: string; property: string; text: string }[]>()
  for (const document of documents) {
    if (document.kind !== 'translation') continue
    for (const [address, properties] of Object.entries(document.texts))
      for (const [property, text] of Object.entries(properties))
        texts.set(address, [...(texts.get(address) ?? []), { language: document.language, property, text }])
  }
  if (texts.size === 0) return documents
  const first = languages[0] ?? 'en'
  const translate = (value: unknown, root: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => translate(item, root))
    if (typeof value !== 'object' || value === null) return value
    const out: Record<string, unknown> = {}
    for (const [key, item] of Object.entries(value)) out[key] = translate(item, root)
    if (typeof out.id === 'string')
      for (const { language, property, text } of texts.get(out.id === root ? root : `${root}/${out.id}`) ?? []) {
        const present = out[property]
        out[property] =
          typeof present === 'object' && present !== null
            ? { ...present, [language]: text }
            : typeof present === 'string'
              ? { [first]: present, [language]: text }
              : { [language]: text }
      }
    return out
  }
  // Translating only adds languages to texts, so the document keeps its type.
  return documents.map((document) => (document.id ? (translate(document, document.id) as Document) : document))
}
