import type { Words } from '@atelier/rules'
import type { Label } from '../documents/index.ts'
import type { Model } from '../model.ts'
import type { Diff, PlainPart } from './diff.ts'
import { kindNames, partNames, propertyNames, switches } from './words.ts'

type Language = 'en' | 'zh-CN'

/** What changes, in sentences that an admin can read, for one document. */
export type DocumentSentences = {
  readonly document: Diff['document']
  readonly title: Words
  readonly sentences: readonly Words[]
}

/** Says what a list of differences means, grouped by document. `before` and `after` name things; a removed one is named as it was. */
export function describeDiffs(diffs: readonly Diff[], before: Model, after: Model): readonly DocumentSentences[] {
  const groups = new Map<string, { readonly document: Diff['document']; readonly diffs: Diff[] }>()
  for (const diff of diffs) {
    const name = diff.document.id
    const group = groups.get(name) ?? { document: diff.document, diffs: [] }
    group.diffs.push(diff)
    groups.set(name, group)
  }
  return [...groups.values()].map(({ document, diffs: own }) => {
    const names = namesOf(document, before, after)
    const said = new Map<string, Words>()
    for (const diff of own) for (const sentence of sentencesOf(diff, names)) said.set(sentence.en, sentence)
    return { document, title: titled(kindNames[document.kind], names.document), sentences: [...said.values()] }
  })
}

/** Labels of what a document's sentences speak about. */
type Names = {
  readonly document: Words
  /** A part by its address. */
  readonly part: (address: string) => Words
  /** A field of the document's entity. */
  readonly field: (key: string) => Words
}

function namesOf(document: Diff['document'], before: Model, after: Model): Names {
  const labels = new Map<string, Words>()
  let own: Words = { en: document.key, 'zh-CN': document.key }
  let entityKey: string | undefined
  for (const model of [before, after]) {
    const found = model.documents.find((candidate) => candidate.id === document.id)
    if (!found) continue
    own = wordsOf(found.label, found.key ?? document.key)
    entityKey = found.kind === 'entity' ? found.key : 'entity' in found ? found.entity : undefined
    collectLabels(found, document.id, labels)
  }
  return {
    document: own,
    part: (address) => labels.get(address) ?? own,
    field: (key) => {
      const field =
        entityKey === undefined
          ? undefined
          : (after.entities.get(entityKey)?.fields.get(key) ?? before.entities.get(entityKey)?.fields.get(key))
      return field ? wordsOf(field.label, key) : { en: key, 'zh-CN': key }
    },
  }
}

function collectLabels(node: unknown, document: string, labels: Map<string, Words>): void {
  if (Array.isArray(node)) {
    for (const item of node) collectLabels(item, document, labels)
    return
  }
  if (typeof node !== 'object' || node === null) return
  if ('id' in node && typeof node.id === 'string') {
    const label = 'label' in node ? node.label : 'message' in node ? node.message : undefined
    const key =
      'key' in node && typeof node.key === 'string'
        ? node.key
        : 'field' in node && typeof node.field === 'string'
          ? node.field
          : node.id
    labels.set(
      node.id === document ? document : `${document}/${node.id}`,
      wordsOf(isLabel(label) ? label : undefined, key),
    )
  }
  for (const value of Object.values(node)) collectLabels(value, document, labels)
}

function isLabel(value: unknown): value is Label {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value))
}

function wordsOf(label: Label | undefined, key: string): Words {
  if (label === undefined) return { en: key, 'zh-CN': key }
  if (typeof label === 'string') return { en: label, 'zh-CN': label }
  const first = Object.values(label)[0] ?? key
  return { en: label.en ?? first, 'zh-CN': label['zh-CN'] ?? first }
}

const titled = (kind: Words | undefined, name: Words): Words => ({
  en: `${capital(kind?.en ?? '')} ${name.en}`.trim(),
  'zh-CN': `${kind?.['zh-CN'] ?? ''} ${name['zh-CN']}`.trim(),
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `Field Budget`, `字段 预算`. */
function subject(diff: Diff, part: PlainPart, names: Names): Words {
  if (diff.list === '') return titled(kindNames[diff.document.kind], names.document)
  const name = names.part(diff.address)
  const shown = part.field
  return titled(
    partNames[diff.list] ?? { en: 'part', 'zh-CN': '部分' },
    typeof shown === 'string' ? names.field(shown) : name,
  )
}

function sentencesOf(diff: Diff, names: Names): readonly Words[] {
  const gate = gateSentences(diff, names)
  if (gate) return gate
  switch (diff.change) {
    case 'added': {
      const { en, 'zh-CN': zh } = subject(diff, diff.to, names)
      return [{ en: `${en} is added`, 'zh-CN': `新增${zh}` }]
    }
    case 'removed': {
      const { en, 'zh-CN': zh } = subject(diff, diff.from, names)
      return [{ en: `${en} is removed`, 'zh-CN': `删除${zh}` }]
    }
    case 'moved': {
      const { en, 'zh-CN': zh } = subject(diff, diff.part, names)
      if (diff.after === undefined) return [{ en: `${en} moves to the beginning`, 'zh-CN': `${zh} 移到最前` }]
      const after = names.part(diff.after)
      return [{ en: `${en} moves behind ${after.en}`, 'zh-CN': `${zh} 移到 ${after['zh-CN']} 之后` }]
    }
    case 'changed':
      return [changedSentence(diff, names)]
  }
}

function changedSentence(diff: Extract<Diff, { change: 'changed' }>, names: Names): Words {
  const { en, 'zh-CN': zh } = subject(diff, diff.part, names)
  const [name = '', language] = diff.property.split('/')
  const turned = switches[name]
  if (turned && diff.property === name && typeof (diff.to ?? diff.from) === 'boolean') {
    const words = diff.to === true ? turned.on : turned.off
    return { en: `${en} ${words.en}`, 'zh-CN': `${zh} ${words['zh-CN']}` }
  }
  const property = propertyNames[name] ?? { en: `"${diff.property}"`, 'zh-CN': `“${diff.property}”` }
  const suffix = language !== undefined && propertyNames[name] ? ` (${language})` : ''
  const [from, to] = [shown(diff.from), shown(diff.to)]
  const what = { en: `${en}: ${property.en}${suffix}`, 'zh-CN': `${zh} 的${property['zh-CN']}${suffix}` }
  if (diff.from === undefined && to !== undefined)
    return { en: `${what.en} is set to ${to}`, 'zh-CN': `${what['zh-CN']}设为 ${to}` }
  if (diff.to === undefined) return { en: `${what.en} is removed`, 'zh-CN': `${what['zh-CN']}被移除` }
  if (from === undefined || to === undefined) return { en: `${what.en} changes`, 'zh-CN': `${what['zh-CN']}已修改` }
  return { en: `${what.en} changes from ${from} to ${to}`, 'zh-CN': `${what['zh-CN']}由 ${from} 改为 ${to}` }
}

/** A short value in words; undefined for one too large to print. */
function shown(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length <= 60 ? `"${value}"` : undefined
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.length <= 8 ? value.join(', ') || '–' : undefined
  return undefined
}

/** Fields that a gate asks for: what becomes required, or no longer is, and where. */
function gateSentences(diff: Diff, names: Names): readonly Words[] | undefined {
  if (diff.list !== 'entry' && diff.list !== 'exit') return undefined
  const part = diff.change === 'added' ? diff.to : diff.change === 'removed' ? diff.from : diff.part
  if (part.gate !== 'fields') return undefined
  const now = diff.change === 'added' ? fieldsOf(diff.to.fields) : diff.change === 'changed' ? fieldsOf(diff.to) : []
  const was =
    diff.change === 'removed' ? fieldsOf(diff.from.fields) : diff.change === 'changed' ? fieldsOf(diff.from) : []
  if (diff.change === 'moved' || (diff.change === 'changed' && diff.property !== 'fields')) return undefined
  const stage = names.part(diff.parent)
  const say = (key: string, language: Language, required: boolean): string => {
    const field = names.field(key)[language]
    const place = stage[language]
    if (language === 'en') {
      const how = diff.list === 'entry' ? `to enter ${place}` : `to leave ${place}`
      return required ? `Field ${field} becomes required ${how}` : `Field ${field} is no longer required ${how}`
    }
    const how = diff.list === 'entry' ? `进入 ${place} 时` : `离开 ${place} 时`
    return required ? `字段 ${field} 在${how}变为必填` : `字段 ${field} 在${how}不再必填`
  }
  const both = (key: string, required: boolean): Words => ({
    en: say(key, 'en', required),
    'zh-CN': say(key, 'zh-CN', required),
  })
  return [
    ...now.filter((key) => !was.includes(key)).map((key) => both(key, true)),
    ...was.filter((key) => !now.includes(key)).map((key) => both(key, false)),
  ]
}

function fieldsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
