import type { EntityDocument, Label, RuleDefinition } from '@atelier/definitions'
import type { FieldPlace } from './entity.ts'
import { insertPart, type PartChange, removePart, withProperties } from './lists.ts'

/** What a rule does when it applies. */
export const effects = ['require', 'readonly', 'refuse', 'warn'] as const
export type Effect = (typeof effects)[number]

/** The rules at a place: the entity's own, or those of one of its line items. */
export function rulesAt(entity: EntityDocument, { lines }: FieldPlace): readonly RuleDefinition[] {
  if (lines === undefined) return entity.rules ?? []
  return entity.fields.find((field) => field.id === lines)?.rules ?? []
}

/** Without any rule the document says nothing of rules. */
function withRules(entity: EntityDocument, place: FieldPlace, rules: readonly RuleDefinition[]): EntityDocument {
  const change = { rules: rules.length > 0 ? rules : undefined }
  if (place.lines === undefined) return withProperties(entity, change)
  return {
    ...entity,
    fields: entity.fields.map((field) => (field.id === place.lines ? withProperties(field, change) : field)),
  }
}

export const effectOf = (rule: RuleDefinition): Effect => effects.find((each) => rule[each] !== undefined) ?? 'refuse'

/** The fields that a rule is about: those it asks for or closes, or those that its message is shown at. */
export const fieldsOf = (rule: RuleDefinition): readonly string[] => rule.require ?? rule.readonly ?? rule.fields ?? []

/** What a rule says to people; a refusal or warning says it itself, the others beside. */
export const messageOf = (rule: RuleDefinition): Label | undefined =>
  rule.warn ?? (rule.refuse === true ? undefined : rule.refuse) ?? rule.message

const pleaseCheck: Label = { en: 'Please check this.', 'zh-CN': '请核对。' }

/** A rule of one effect, about some fields, with its words where that effect keeps them. */
export function ruleWith(
  base: Pick<RuleDefinition, 'id' | 'when' | 'unless'>,
  effect: Effect,
  fields: readonly string[],
  message: Label | undefined,
): RuleDefinition {
  const { id, when, unless } = base
  const conditions = withProperties<Pick<RuleDefinition, 'id' | 'when' | 'unless'>>({ id }, { when, unless })
  const about = fields.length > 0 ? { fields } : {}
  switch (effect) {
    case 'require':
    case 'readonly':
      return { ...conditions, [effect]: fields, ...(message === undefined ? {} : { message }) }
    case 'refuse':
      return { ...conditions, refuse: message ?? true, ...about }
    case 'warn':
      return { ...conditions, warn: message ?? pleaseCheck, ...about }
  }
}

export const addRule = (entity: EntityDocument, place: FieldPlace, rule: RuleDefinition): EntityDocument =>
  withRules(entity, place, insertPart(rulesAt(entity, place), rule))

/** Puts a rule in place of the one with its id. */
export const putRule = (entity: EntityDocument, place: FieldPlace, rule: RuleDefinition): EntityDocument =>
  withRules(
    entity,
    place,
    rulesAt(entity, place).map((each) => (each.id === rule.id ? rule : each)),
  )

export const setConditions = (
  rule: RuleDefinition,
  change: PartChange<Pick<RuleDefinition, 'when' | 'unless'>>,
): RuleDefinition => withProperties<RuleDefinition>(rule, change)

export const removeRule = (entity: EntityDocument, place: FieldPlace, id: string): EntityDocument =>
  withRules(entity, place, removePart(rulesAt(entity, place), id))
