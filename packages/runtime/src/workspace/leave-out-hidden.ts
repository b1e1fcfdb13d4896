import type { Entity, Field } from '@atelier/definitions'
import { fieldAccess, isUnlimited, mayEver, showsInRow } from '@atelier/records'
import type { Context } from './workspace.ts'

/** Properties whose texts are paths of fields. */
const pathKeys = new Set(
  'field fields sort group amount date over path summary title columns dimension about due done doneAt'.split(' '),
)

type Node = { readonly [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const isMember = (value: unknown): value is Node =>
  isNode(value) && (typeof value['id'] === 'string' || typeof value['field'] === 'string')

/** The entities that a path leads from may be several: inside a quantifier a path starts at the element or at the record. */
type From = readonly Entity[]

/** The record that an answer is about: a field that others show and this one does not counts as hidden. */
export type Row = { readonly entity: Entity; readonly owner: string | undefined }
type Sight = Context & { readonly row?: Row | undefined }

/** Where a path leads; undefined when it passes something that the reader may not see. Where it leads nowhere known, that is no secret. */
function follow(context: Sight, from: Entity, path: string): readonly Entity[] | undefined {
  const { reader } = context
  const { model } = context.generation
  const people = /^\$user\.(.+)/.exec(path)
  const person = model.entities.get('user')
  if (people !== null && person !== undefined) return follow({ ...context, row: undefined }, person, people[1] ?? '')
  let here: readonly Entity[] = [from]
  for (const step of path
    .replace(/^-/, '')
    .replace(/^\$(record|old)\./, '')
    .split('.')) {
    const [key = '', target] = step.split('@')
    const next: Entity[] = []
    for (const entity of here) {
      const field = entity.fields.get(key)
      const access = fieldAccess(reader, model, entity.key).get(key)?.access ?? 'hidden'
      if (field !== undefined && (access === 'hidden' || !showsIn(context, entity === from, field))) return undefined
      const relation = entity.relations.get(key)
      if (!relation) continue
      const names = target === undefined ? relation.to : [target]
      if (!entity.fields.has(key) && !names.some((name) => mayEver(reader, model, name, 'read'))) return undefined
      for (const name of names) next.push(...[model.entities.get(name)].filter((each) => each !== undefined))
    }
    here = next
  }
  return here
}

/** Whether the record that the answer is about shows a field of its own; other records are not looked at. */
function showsIn({ reader, generation, row }: Sight, isFirst: boolean, field: Field): boolean {
  if (row === undefined || !isFirst || row.entity.key !== field.entity) return true
  return showsInRow(reader, generation.model, field, row.owner)
}

/** Whether a rule, or anything with rules and paths in it, speaks of what the reader may not see. */
function speaksOfHidden(context: Sight, from: From, node: unknown, isPath: boolean, intoMembers: boolean): boolean {
  const isHidden = (path: string): boolean => from.some((entity) => follow(context, entity, path) === undefined)
  if (typeof node === 'string') return isPath && isHidden(node)
  if (Array.isArray(node)) {
    const [first] = node
    const over = isNode(first) && typeof first['var'] === 'string' ? first['var'] : undefined
    const inside = over === undefined ? [] : from.flatMap((entity) => follow(context, entity, over) ?? [])
    return node.some(
      (each, index) =>
        (intoMembers || !isMember(each)) &&
        speaksOfHidden(context, index === 0 ? from : [...from, ...inside], each, isPath, intoMembers),
    )
  }
  if (!isNode(node)) return false
  return Object.entries(node).some(([key, value]) =>
    speaksOfHidden(context, from, value, key === 'var' || pathKeys.has(key), intoMembers),
  )
}

/** Whether a part of an entity's definitions (a gate, a rule) rests on what the reader may not see, in this record if one is given. */
export const isSecret = (context: Context, entity: Entity, part: unknown, row: Row | undefined): boolean =>
  speaksOfHidden({ ...context, row }, [entity], part, false, true)

/** The same of one path. */
export const isSecretPath = (context: Context, entity: Entity, path: string, row: Row | undefined): boolean =>
  follow({ ...context, row }, entity, path) === undefined

/** Parts of a document without those that speak of what the reader may not see. */
function withoutHidden(context: Context, from: From, node: unknown, isPath: boolean): unknown {
  if (Array.isArray(node))
    return node.flatMap((each: unknown): readonly unknown[] => {
      if (typeof each === 'string') return isPath && speaksOfHidden(context, from, each, true, true) ? [] : [each]
      if (!isMember(each)) return [withoutHidden(context, from, each, isPath)]
      const field = typeof each['field'] === 'string' ? each['field'] : undefined
      const isShown = field !== undefined && !speaksOfHidden(context, from, field, true, true)
      // A part of a form that is seen stays, without the conditions that speak of the unseen.
      if (!isShown && speaksOfHidden(context, from, each, false, false)) return []
      return [withoutHidden(context, from, each, false)]
    })
  if (!isNode(node)) return node
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
      const isKeyOfPath = pathKeys.has(key)
      if (!Array.isArray(value) && speaksOfHidden(context, from, value, isKeyOfPath, false)) return []
      return [[key, withoutHidden(context, from, value, isKeyOfPath)]]
    }),
  )
}

/** Entities that a document's paths start from. */
function startsOf(context: Context, document: Node): From {
  const { entities } = context.generation.model
  const facts = Array.isArray(document['facts']) ? document['facts'].filter(isNode).map((fact) => fact['entity']) : []
  return [document['entity'], ...facts].flatMap((key) => {
    const entity = typeof key === 'string' ? entities.get(key) : undefined
    return entity ? [entity] : []
  })
}

/** A report or view whose numbers or choice of records rest on what the reader may not see is none of the reader's. */
export function isForReader(context: Context, document: { readonly kind: string }): boolean {
  if (isUnlimited(context.reader)) return true
  const node: Node = { ...document }
  const from = startsOf(context, node)
  if (from.some((entity) => !mayEver(context.reader, context.generation.model, entity.key, 'read'))) return false
  return document.kind === 'report'
    ? !speaksOfHidden(context, from, node, false, true)
    : !speaksOfHidden(context, from, node['filter'], false, true)
}

/** A document, or part of one, as the reader may see it: what speaks of hidden fields and of entities out of sight is left out. */
export function leaveOutHidden<T>(context: Context, part: T, entity?: Entity): T {
  if (isUnlimited(context.reader) || !(isNode(part) || Array.isArray(part))) return part
  const from = entity ? [entity] : isNode(part) ? startsOf(context, part) : []
  return withoutHidden(context, from, part, false) as T
}
