import { entityKeyOf } from '../compile/merge-extensions.ts'
import { compileModel } from '../compile/model.ts'
import type { Document, EntityDocument, FieldDefinition, Option } from '../documents/index.ts'
import type { Model } from '../model.ts'
import { mapReferences } from '../references/map-references.ts'
import { literalOf, mapRule } from '../references/rule-references.ts'
import type { NamedKind, Reference, Visitor } from '../references/visitor.ts'
import { walkerOf } from '../references/walker.ts'

/** The same id under another key. Options and stages are also stored in records, whose values move with a rename. */
export type Rename =
  | {
      readonly kind: Exclude<NamedKind, 'calendar'> | 'policy'
      readonly address: string
      readonly from: string
      readonly to: string
    }
  /** A field, or the list on the other side of a reference; `entity` is its key before. */
  | {
      readonly kind: 'field'
      readonly address: string
      readonly entity: string
      readonly from: string
      readonly to: string
    }
  | {
      readonly kind: 'stage'
      readonly address: string
      readonly pipeline: string
      readonly from: string
      readonly to: string
    }
  /** An option of a field of its own, or of an option set. */
  | {
      readonly kind: 'option'
      readonly address: string
      readonly entity: string
      readonly field: string
      readonly from: string
      readonly to: string
    }
  | {
      readonly kind: 'option'
      readonly address: string
      readonly optionset: string
      readonly from: string
      readonly to: string
    }

const namedKinds: ReadonlySet<string> = new Set<Rename['kind']>([
  'entity',
  'pipeline',
  'approval',
  'role',
  'team',
  'optionset',
  'view',
  'report',
  'dashboard',
  'form',
  'message',
  'policy',
])

type NamedRename = Extract<Rename, { kind: 'entity' }>
function isNamed(kind: string): kind is NamedRename['kind'] {
  return namedKinds.has(kind)
}

/** Finds what kept its id and changed its key between two sets of documents. */
export function findRenames(before: readonly Document[], after: readonly Document[]): readonly Rename[] {
  const old = new Map(before.map((document) => [document.id, document]))
  return after.flatMap((document): readonly Rename[] => {
    const was = old.get(document.id)
    if (!was || was === document || was.kind !== document.kind) return []
    const own: Rename[] = []
    const isExtension = document.kind === 'entity' && document.extends !== undefined
    if (
      was.key !== undefined &&
      document.key !== undefined &&
      was.key !== document.key &&
      isNamed(document.kind) &&
      !isExtension
    )
      own.push({ kind: document.kind, address: document.id, from: was.key, to: document.key })
    return [...own, ...partRenames(was, document)]
  })
}

function partRenames(was: Document, now: Document): readonly Rename[] {
  if (was.kind === 'entity' && now.kind === 'entity')
    return fieldRenames(was.fields, now.fields, entityKeyOf(was), now.id)
  if (was.kind === 'pipeline' && now.kind === 'pipeline')
    return changedKeys(was.stages, now.stages).map(({ id, from, to }) => ({
      kind: 'stage',
      address: `${now.id}/${id}`,
      pipeline: was.key,
      from,
      to,
    }))
  if (was.kind === 'optionset' && now.kind === 'optionset')
    return changedKeys(was.options, now.options).map(({ id, from, to }) => ({
      kind: 'option',
      address: `${now.id}/${id}`,
      optionset: was.key,
      from,
      to,
    }))
  return []
}

function fieldRenames(
  was: readonly FieldDefinition[],
  now: readonly FieldDefinition[],
  entity: string,
  document: string,
): readonly Rename[] {
  const old = new Map(was.map((field) => [field.id, field]))
  return now.flatMap((field): readonly Rename[] => {
    const before = old.get(field.id)
    if (!before) return []
    const address = `${document}/${field.id}`
    const renames: Rename[] = []
    if (before.key !== field.key) renames.push({ kind: 'field', address, entity, from: before.key, to: field.key })
    if (before.reverse && field.reverse && before.reverse.key !== field.reverse.key)
      for (const target of before.target === undefined ? (before.targets ?? []) : [before.target])
        renames.push({ kind: 'field', address, entity: target, from: before.reverse.key, to: field.reverse.key })
    const options = changedKeys(before.options ?? [], field.options ?? [])
    for (const { id, from, to } of options)
      renames.push({ kind: 'option', address: `${document}/${id}`, entity, field: before.key, from, to })
    if (before.fields && field.fields)
      renames.push(...fieldRenames(before.fields, field.fields, `${entity}.${before.key}`, document))
    return renames
  })
}

function changedKeys(was: readonly Pick<Option, 'id' | 'key'>[], now: readonly Pick<Option, 'id' | 'key'>[]) {
  const old = new Map(was.map((part) => [part.id, part.key]))
  return now.flatMap((part) => {
    const from = old.get(part.id)
    return from === undefined || from === part.key ? [] : [{ id: part.id, from, to: part.key }]
  })
}

/**
 * The documents of `after` with every reference to a renamed thing rewritten, in rules, paths, texts and people alike; what already uses
 * the new key stays as it is. Without renames it is `after` itself.
 */
export function applyRenames(before: readonly Document[], after: readonly Document[]): readonly Document[] {
  const renames = findRenames(before, after)
  if (renames.length === 0) return after
  const model = compileModel(before, { revision: 0 })
  const old = new Map(before.map((document) => [document.id, document]))
  const visitor = renamingVisitor(model, renames)
  return after.map((document) => {
    // Walked under its old keys, which the model before knows, and put back under its new ones.
    const was = old.get(document.id)
    const walked = mapReferences(was ? withKeys(document, was) : document, model, visitor)
    const mapped = was ? withKeys(walked, document) : walked
    return JSON.stringify(mapped) === JSON.stringify(document) ? document : mapped
  })
}

/** A document under the keys that another version of it has, for itself and its fields. */
function withKeys(document: Document, keys: Document): Document {
  if (document.key === undefined || keys.key === undefined) return document
  if (document.kind !== 'entity' || keys.kind !== 'entity') return { ...document, key: keys.key }
  return { ...withFieldKeys(document, keys), key: keys.key }
}

function withFieldKeys(document: EntityDocument, keys: EntityDocument): EntityDocument {
  const named = (
    fields: readonly FieldDefinition[],
    others: readonly FieldDefinition[],
  ): readonly FieldDefinition[] => {
    const byId = new Map(others.map((field) => [field.id, field]))
    return fields.map((field) => {
      const other = byId.get(field.id)
      if (!other) return field
      return {
        ...field,
        key: other.key,
        ...(field.fields && other.fields ? { fields: named(field.fields, other.fields) } : {}),
      }
    })
  }
  return { ...document, fields: named(document.fields, keys.fields) }
}

function renamingVisitor(model: Model, renames: readonly Rename[]): Visitor {
  const visitor: Visitor = {
    reference: (reference) => newKey(reference, model, renames),
    rule: (json, site) => mapRule(json, site, walkerOf(model, visitor)),
    literal: (value, site) => {
      const field = model.entities.get(site.entity)?.fields.get(site.field)
      const walker = walkerOf(model, visitor)
      const one = (item: unknown) =>
        typeof item === 'string' && field ? literalOf(field, undefined, item, site.at, walker) : item
      return Array.isArray(value) ? value.map(one) : one(value)
    },
  }
  return visitor
}

function newKey(reference: Reference, model: Model, renames: readonly Rename[]): string {
  switch (reference.kind) {
    case 'entity':
      return entityKey(reference.key, renames)
    case 'field':
      return (
        renames.find(
          (rename) => rename.kind === 'field' && rename.entity === reference.entity && rename.from === reference.key,
        )?.to ?? reference.key
      )
    case 'stage':
      return (
        renames.find(
          (rename) =>
            rename.kind === 'stage' && reference.pipelines.includes(rename.pipeline) && rename.from === reference.key,
        )?.to ?? reference.key
      )
    case 'option': {
      const set = model.entities.get(reference.entity)?.fields.get(reference.field)?.definition.optionset
      const found = renames.find((rename) => {
        if (rename.kind !== 'option' || rename.from !== reference.key) return false
        return 'optionset' in rename
          ? rename.optionset === set
          : rename.entity === reference.entity && rename.field === reference.field
      })
      return found?.to ?? reference.key
    }
    case 'part':
    case 'person':
      return reference.key
    default: {
      const kind = reference.kind === 'calendar' ? 'policy' : reference.kind
      return renames.find((rename) => rename.kind === kind && rename.from === reference.key)?.to ?? reference.key
    }
  }
}

/** `order.lines` follows a rename of `order` and one of its field `lines`. */
function entityKey(key: string, renames: readonly Rename[]): string {
  const [head = '', field, ...rest] = key.split('.')
  const to = renames.find((rename) => rename.kind === 'entity' && rename.from === head)?.to ?? head
  if (field === undefined) return to
  const renamed =
    renames.find((rename) => rename.kind === 'field' && rename.entity === head && rename.from === field)?.to ?? field
  return [to, renamed, ...rest].join('.')
}
