import type { Field, Model } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import type { Env } from '@atelier/rules'

const PLACE = /\{\{\s*([A-Za-z][A-Za-z0-9.]{0,120})\s*(?:\|\s*[A-Za-z]+\s*)?\}\}/g

/** Paths that a text prints. */
export function pathsInText(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1] ?? '')
}

/** What stands at the end of a path: the field and its value, or a bare part of one. */
type Found = { readonly field: Field | undefined; readonly value: unknown }

const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined

function find(model: Model, entity: string | undefined, record: unknown, keys: readonly string[]): Found | undefined {
  const [key = '', ...rest] = keys
  const here = entity === undefined ? undefined : model.entities.get(entity)
  const field = here?.fields.get(key)
  const relation = here?.relations.get(key)
  const value = own(record, key)
  if (value === undefined || value === null) return undefined
  if (rest.length === 0) return { field, value }
  return relation?.cardinality === 'one' ? find(model, relation.to[0], value, rest) : part(value, rest)
}

function part(value: unknown, keys: readonly string[]): Found | undefined {
  const found = keys.reduce<unknown>(own, value)
  return found === undefined || found === null ? undefined : { field: undefined, value: found }
}

/** Loaded data as the canonical value of its field: a stage its key, lines and other lists as they are. */
function canonical(value: unknown): Canonical {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object') return null
  if ('outcome' in value && 'key' in value) return canonical(value.key)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, canonical(each)]))
}

/** A related record by its name. */
function titleOf(model: Model, entity: string | undefined, value: unknown): string | undefined {
  const title = entity === undefined ? undefined : model.entities.get(entity)?.title
  const label = own(value, 'label') ?? (title === undefined ? undefined : own(value, title))
  return typeof label === 'string' ? label : undefined
}

function printed(model: Model, found: Found | undefined, language: string, zone: string): string {
  if (found === undefined) return ''
  const { field, value } = found
  if (field === undefined) return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (field.targets.length > 0) {
    const each = Array.isArray(value) ? value : [value]
    return each
      .map((one) => titleOf(model, field.targets[0], one) ?? '')
      .filter((name) => name !== '')
      .join(', ')
  }
  return field.type.formatText(canonical(value), field.settings, { language, zone })
}

/** A text with its `{{path}}`s printed from a record, in one language; what is empty, or not there, prints nothing. */
export function fillText(model: Model, entity: string, env: Env, text: string, language: string | undefined): string {
  const reader = language ?? model.workspace.language ?? 'en'
  return text.replace(PLACE, (_, path: string) =>
    printed(model, find(model, entity, env.record, path.split('.')), reader, env.zone),
  )
}
