import type { Entity, FormDocument, Model } from '@atelier/definitions'
import { holds, ruleEnv } from './condition.ts'
import type { FormEnv, FormValues } from './env.ts'
import type { FormMode } from './layout.ts'
import { recordOf } from './record.ts'

/** The entity's forms in their order: those that it names, else all that are drawn for it. */
const formsOf = (model: Model, entity: Entity): readonly FormDocument[] =>
  entity.document.forms?.flatMap((key) => model.forms.get(key) ?? []) ??
  [...model.forms.values()].filter((form) => form.entity === entity.key)

/**
 * The form to open for a purpose: the first whose modes fit and whose `when` holds of the values. A view without a form of its own
 * takes the one for editing; undefined when none fits, then the layout is generated.
 */
export function formFor(
  model: Model,
  entity: Entity,
  mode: FormMode,
  values: FormValues,
  env: FormEnv,
): FormDocument | undefined {
  const run = ruleEnv(env, recordOf(model, entity, values, env), null)
  const fits = (form: FormDocument, wanted: FormMode) =>
    (form.modes === undefined || form.modes.includes(wanted)) &&
    (form.when === undefined || holds(model, entity, form.when, run) === true)
  const forms = formsOf(model, entity)
  return (
    forms.find((form) => fits(form, mode)) ?? (mode === 'view' ? forms.find((form) => fits(form, 'edit')) : undefined)
  )
}
