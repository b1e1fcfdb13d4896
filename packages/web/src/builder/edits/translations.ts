import type { Document, Label } from '@atelier/definitions'

type Step = string | number
type Json = Readonly<Record<string, unknown>>

/** One text of the workspace that can be said in several languages. */
export type LabelRow = {
  /** Stays the same while things are moved: ids instead of places. */
  readonly address: string
  readonly document: Document
  readonly path: readonly Step[]
  readonly label: Label | undefined
  /** What it belongs to, from the outside to the inside, as far as that has names. */
  readonly within: readonly { readonly label: Label | undefined; readonly key: string }[]
  /** The property that holds it, such as `label` or `help`. */
  readonly property: string
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isLanguage = (text: string): boolean => /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(text)
const known: readonly string[] = ['en', 'zh-CN']

/** Properties that hold a text; others do only where it is written by language. */
const texts: ReadonlySet<string> = new Set(['label', 'help', 'guide', 'subject', 'description'])
/** Lists whose members people see by name: without a label they see the key. */
const named: ReadonlySet<string> = new Set(['fields', 'options', 'stages'])
/** Kinds that nobody reads at work. */
const unread: ReadonlySet<Document['kind']> = new Set(['translation', 'sampleData', 'test', 'template'])

const isTexts = (value: unknown, languages: readonly string[]): value is Readonly<Record<string, string>> =>
  isJson(value) &&
  Object.keys(value).some((key) => languages.includes(key)) &&
  Object.entries(value).every(([key, text]) => isLanguage(key) && typeof text === 'string')

const keyIn = (value: Json): string =>
  [value.key, value.field, value.id].find((each) => typeof each === 'string')?.toString() ?? ''
const labelIn = (value: Json, languages: readonly string[]): Label | undefined =>
  typeof value.label === 'string' || isTexts(value.label, languages) ? value.label : undefined

/** Every text of the documents, in their order: those said in some language, and those that what people see by name lacks. */
export function labelRows(documents: readonly Document[], languages: readonly string[]): readonly LabelRow[] {
  const all = [...new Set([...known, ...languages])]
  return documents.filter((document) => !unread.has(document.kind)).flatMap((document) => rowsOf(document, all))
}

function rowsOf(document: Document, languages: readonly string[]): readonly LabelRow[] {
  const rows: LabelRow[] = []
  const visit = (value: unknown, path: readonly Step[], ids: readonly string[], within: LabelRow['within']): void => {
    if (Array.isArray(value)) {
      const list = path.at(-1)
      for (const [index, each] of value.entries()) {
        if (!isJson(each)) continue
        const key = keyIn(each)
        const inner = [...within, { label: labelIn(each, languages), key }]
        const at = [...path, index]
        if (typeof list === 'string' && named.has(list) && typeof each.key === 'string' && each.label === undefined)
          add(undefined, [...at, 'label'], [...ids, key, 'label'], inner)
        visit(each, at, [...ids, key === '' ? String(index) : typeof each.id === 'string' ? each.id : key], inner)
      }
      return
    }
    if (!isJson(value)) return
    for (const [name, each] of Object.entries(value)) {
      const at = [...path, name]
      const address = [...ids, name]
      if (isTexts(each, languages)) add(each, at, address, within)
      else if (typeof each === 'string' && texts.has(name)) add(each, at, address, within)
      else visit(each, at, address, within)
    }
  }
  const add = (label: Label | undefined, path: readonly Step[], ids: readonly string[], within: LabelRow['within']) =>
    rows.push({
      address: [document.id, ...ids].join('/'),
      document,
      path,
      label,
      within,
      property: String(path.at(-1)),
    })
  if (document.label === undefined) add(undefined, ['label'], ['label'], [])
  visit(document, [], [], [])
  return rows
}

/** What a text says in one language; one that is the same in all says it in each. */
export const textOf = (label: Label | undefined, language: string): string =>
  typeof label === 'string' ? label : (label?.[language] ?? '')

/** The languages in which something is not said yet. */
export const missingIn = (row: LabelRow, languages: readonly string[]): readonly string[] =>
  languages.filter((language) => textOf(row.label, language).trim() === '')

/** The text in one language changed; an empty one is left out, and a text in no language is none. */
export function withLanguage(
  label: Label | undefined,
  language: string,
  text: string,
  languages: readonly string[],
): Label | undefined {
  const before = typeof label === 'string' ? Object.fromEntries(languages.map((each) => [each, label])) : (label ?? {})
  const { [language]: _, ...others } = before
  const next = text.trim() === '' ? others : { ...before, [language]: text }
  return Object.keys(next).length > 0 ? next : undefined
}

/** The document with one of its texts changed. */
export const setLabelAt = (document: Document, path: readonly Step[], label: Label | undefined): Document =>
  changed(document, path, label)

function changed<T>(value: T, [step, ...rest]: readonly Step[], label: Label | undefined): T {
  if (step === undefined) return value
  const put = (inner: unknown): unknown => (rest.length === 0 ? label : changed(inner, rest, label))
  const next: unknown = Array.isArray(value)
    ? value.map((each, index) => (index === step ? put(each) : each))
    : isJson(value)
      ? Object.fromEntries(
          Object.entries({ ...value, [step]: put(value[step]) }).filter(([, each]) => each !== undefined),
        )
      : value
  // Only a text inside has changed, so it is still what it was.
  return next as T
}

/** A change of some texts, by address and language. */
export type TextChange = { readonly address: string; readonly language: string; readonly text: string }

/** The documents that changes lead to, each once, and how many texts are another now; addresses that nobody knows are counted. */
export function applyTexts(
  documents: readonly Document[],
  changes: readonly TextChange[],
  languages: readonly string[],
): { readonly documents: readonly Document[]; readonly changed: number; readonly unknown: number } {
  const rows = new Map(labelRows(documents, languages).map((row) => [row.address, row]))
  const next = new Map<string, Document>()
  const labels = new Map<string, Label | undefined>()
  const unknown = new Set<string>()
  let count = 0
  for (const { address, language, text } of changes) {
    const row = rows.get(address)
    if (!row) unknown.add(address)
    if (!row || !isLanguage(language)) continue
    const label = labels.has(address) ? labels.get(address) : row.label
    if (textOf(label, language) === text) continue
    const written = withLanguage(label, language, text, languages)
    labels.set(address, written)
    next.set(row.document.id, setLabelAt(next.get(row.document.id) ?? row.document, row.path, written))
    count += 1
  }
  return { documents: [...next.values()], changed: count, unknown: unknown.size }
}
