import { checkRule, type RuleType, type Scope } from '@atelier/rules'
import type { FieldDefinition } from '../documents/index.ts'
import { fieldTypeOf } from '../field-types.ts'
import type { Field } from '../model.ts'
import { type DraftField, type FieldContext, settingsOf } from './fields.ts'
import { resolvePath } from './paths.ts'
import { addForwardRelation, type DraftEntity } from './relations.ts'
import { shapeOf } from './shape.ts'

/**
 * Tells lookups and rollups what they give: the settings of such a field carry `result` (the key of a field type) and the properties
 * of the field that they read (scale, currency, options, target). Chains settle in as many rounds as they are long; circles stay without.
 */
export function compileResults(
  entities: ReadonlyMap<string, DraftEntity>,
  drafts: readonly DraftField[],
  context: FieldContext,
): void {
  let open = drafts.filter((draft) => draft.type.source === 'computed' && draft.definition.result === undefined)
  for (let settled = true; settled && open.length > 0; ) {
    const waiting = new Set<Field>(open)
    const left = open.filter((draft) => !settle(draft, entities, waiting, context))
    settled = left.length < open.length
    open = left
  }
}

function settle(
  draft: DraftField,
  entities: ReadonlyMap<string, DraftEntity>,
  waiting: ReadonlySet<Field>,
  context: FieldContext,
): boolean {
  const source = sourceOf(draft, entities, waiting)
  if (!source) return false
  const { id: _, key: __, label: ___, ...own } = draft.definition
  const definition: FieldDefinition = {
    ...source.definition,
    ...own,
    id: draft.id,
    key: draft.key,
    result: source.result,
  }
  draft.options = source.options
  draft.targets = source.targets
  draft.settings = settingsOf(definition, source.options, source.targets, context)
  const entity = entities.get(draft.entity)
  if (entity) addForwardRelation(entity, draft, entities)
  return true
}

type Source = Pick<Field, 'options' | 'targets'> & {
  readonly result: string
  readonly definition: Partial<FieldDefinition>
}

const plain = (result: string, definition: Partial<FieldDefinition> = {}): Source => ({
  result,
  definition,
  options: [],
  targets: [],
})

function sourceOf(
  draft: DraftField,
  entities: ReadonlyMap<string, DraftEntity>,
  waiting: ReadonlySet<Field>,
): Source | undefined {
  const { path, over, aggregate, field, value } = draft.definition
  if (path !== undefined) return fieldSource(entities, draft.entity, path, waiting)
  if (over === undefined) return undefined
  if (aggregate === 'count') return plain('number', { scale: 0 })
  if (field !== undefined) return fieldSource(entities, draft.entity, `${over}.${field}`, waiting)
  const element = resolvePath(entities, draft.entity, over).steps.at(-1)?.relation?.to[0]
  return element === undefined || value === undefined ? undefined : ruleSource(value, element, entities)
}

function fieldSource(
  entities: ReadonlyMap<string, DraftEntity>,
  from: string,
  path: string,
  waiting: ReadonlySet<Field>,
): Source | undefined {
  const { steps, part, unknown } = resolvePath(entities, from, path)
  const end = steps.at(-1)
  if (unknown || !end?.field) return undefined
  if (part !== undefined) {
    const type = end.field.type.parts?.(end.field.settings)[part]?.type
    return type ? typeSource(type) : undefined
  }
  if (waiting.has(end.field)) return undefined
  const {
    id: _,
    key: __,
    label: ___,
    required: ____,
    unique: _____,
    default: ______,
    formula: _7,
    ...kept
  } = asDefinition(end.field)
  const result = typeof kept.result === 'string' ? kept.result : end.field.type.key
  return { result, definition: kept, options: end.field.options, targets: end.field.targets }
}

/** The definition as the field type sees it, with what was resolved. */
function asDefinition(field: Field): Partial<FieldDefinition> & { readonly result?: unknown } {
  return field.settings.definition
}

function ruleSource(rule: unknown, element: string, entities: ReadonlyMap<string, DraftEntity>): Source | undefined {
  const scope: Scope = {
    entity: element,
    shape: (key) => {
      const entity = entities.get(key)
      return entity && shapeOf(entity)
    },
  }
  const { rule: checked } = checkRule(rule, { scope, mode: 'plain', expects: 'any' })
  return checked ? typeSource(checked.root.type) : undefined
}

/** The field type that holds values of a rule type. */
function typeSource(type: RuleType): Source | undefined {
  if (type.kind === 'money')
    return plain('money', {
      currency: type.currency === undefined || type.currency === 'workspace' ? 'workspace' : { from: type.currency },
    })
  if (type.kind === 'reference') return { ...plain('reference', { target: type.entity }), targets: [type.entity] }
  if (type.kind === 'choice')
    return {
      ...plain('choice'),
      options: (type.options ?? []).map((option) => ({ id: `opt_${option.key}`, ...option })),
    }
  return fieldTypeOf(type.kind) ? plain(type.kind) : undefined
}
