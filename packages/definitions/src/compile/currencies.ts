import { checkRule, currencyPath, type RuleType, type Scope } from '@atelier/rules'
import type { FieldDefinition } from '../documents/index.ts'
import { readFields } from './computed.ts'
import { type DraftField, type FieldContext, settingsOf } from './fields.ts'
import type { DraftEntity } from './relations.ts'
import { shapeOf } from './shape.ts'

type Entities = ReadonlyMap<string, DraftEntity>

/**
 * Tells computed amounts whose currency they share: the path of the currency field that all they are made from has in common, seen from their
 * own record. Rollups whose amounts may be in different currencies are worth what these are in the workspace's. Chains settle from their
 * beginning; circles stay without.
 */
export function compileCurrencies(entities: Entities, drafts: readonly DraftField[], context: FieldContext): void {
  const amounts = drafts.filter(
    ({ type, settings, definition }) =>
      type.source === 'computed' && settings.definition['result'] === 'money' && definition.currency !== 'workspace',
  )
  for (const draft of amounts) state(draft, undefined, context)
  let open = amounts
  for (let settled = true; settled && open.length > 0; ) {
    const waiting = new Set<unknown>(open)
    const left = open.filter((draft) =>
      draft.reads.some((path) =>
        readFields(entities, draft.entity, path).some((field) => field !== draft && waiting.has(field)),
      ),
    )
    for (const draft of open) if (!left.includes(draft)) state(draft, currencyOf(draft, entities, context), context)
    settled = left.length < open.length
    open = left
  }
}

/** The rule that a computed amount follows; what it filters by says nothing about its currency. */
export function amountRule({ formula, path, over, aggregate, field, value }: FieldDefinition): unknown {
  if (formula !== undefined) return formula
  if (path !== undefined) return { var: path }
  if (over === undefined || aggregate === undefined) return undefined
  const element = value ?? { var: field }
  return { [aggregate]: aggregate === 'first' ? [{ var: over }, element, true] : [{ var: over }, element] }
}

function currencyOf(draft: DraftField, entities: Entities, { workspace }: FieldContext): string | undefined {
  const scope: Scope = {
    entity: draft.entity,
    shape: (key) => {
      const entity = entities.get(key)
      return entity && shapeOf(entity)
    },
    names: { $workspace: { keys: { currency: { kind: 'currency' } } } },
    workspaceCurrency: workspace.currency,
  }
  const { rule, problems } = checkRule(amountRule(draft.definition), { scope, mode: 'plain', expects: 'any' })
  if (rule) return shared(rule.root.type)
  return problems?.some(({ code }) => code === 'currency_needed') ? 'workspace' : undefined
}

const shared = (type: RuleType): string | undefined =>
  type.kind === 'money' && type.currency === 'workspace' ? 'workspace' : currencyPath(type)

function state(draft: DraftField, currency: string | undefined, context: FieldContext): void {
  const { currency: _, ...kept } = draft.settings.definition
  const { currency: __, ...own } = draft.definition
  const definition: FieldDefinition = { ...own, ...kept, id: draft.id, key: draft.key, type: draft.definition.type }
  const stated: Pick<FieldDefinition, 'currency'> =
    currency === undefined ? {} : { currency: currency === 'workspace' ? 'workspace' : { from: currency } }
  draft.settings = settingsOf({ ...definition, ...stated }, draft.options, draft.targets, context)
}
