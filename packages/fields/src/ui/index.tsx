import './fields.css'
import type { FieldUi, FieldView } from '@atelier/ui'
import type { FieldTypeKey } from '../registry.ts'
import autonumber from '../types/autonumber/ui.tsx'
import boolean from '../types/boolean/ui.tsx'
import choice from '../types/choice/ui.tsx'
import choices from '../types/choices/ui.tsx'
import currency from '../types/currency/ui.tsx'
import date from '../types/date/ui.tsx'
import datetime from '../types/datetime/ui.tsx'
import duration from '../types/duration/ui.tsx'
import email from '../types/email/ui.tsx'
import file from '../types/file/ui.tsx'
import formula from '../types/formula/ui.tsx'
import id from '../types/id/ui.tsx'
import { defineLinesUi } from '../types/lines/ui.tsx'
import longText from '../types/longText/ui.tsx'
import lookup from '../types/lookup/ui.tsx'
import money from '../types/money/ui.tsx'
import number from '../types/number/ui.tsx'
import owner from '../types/owner/ui.tsx'
import percent from '../types/percent/ui.tsx'
import phone from '../types/phone/ui.tsx'
import position from '../types/position/ui.tsx'
import reference from '../types/reference/ui.tsx'
import references from '../types/references/ui.tsx'
import roles from '../types/roles/ui.tsx'
import rollup from '../types/rollup/ui.tsx'
import stage from '../types/stage/ui.tsx'
import tags from '../types/tags/ui.tsx'
import team from '../types/team/ui.tsx'
import text from '../types/text/ui.tsx'
import url from '../types/url/ui.tsx'
import user from '../types/user/ui.tsx'

/** How each field type looks. */
const halves: Readonly<Record<FieldTypeKey, FieldUi>> = {
  autonumber,
  boolean,
  choice,
  choices,
  currency,
  date,
  datetime,
  duration,
  email,
  file,
  formula: formula(uiOf),
  id,
  lines: defineLinesUi(uiOf),
  longText,
  lookup: lookup(uiOf),
  money,
  number,
  owner,
  percent,
  phone,
  position,
  reference,
  references,
  roles,
  rollup: rollup(uiOf),
  stage,
  tags,
  team,
  text,
  url,
  user,
}

const byKey: ReadonlyMap<string, FieldUi> = new Map(Object.entries(halves))

/** How a field looks in a list, in a form and in a filter: by its type, and as text where the type is not known. */
export function fieldUi(field: Pick<FieldView, 'type'>): FieldUi {
  return byKey.get(field.type) ?? text
}

/** How the values of a field look: those of a computed one as the type of its result. */
export function valueUi(field: Pick<FieldView, 'type' | 'result'>): FieldUi {
  return fieldUi({ type: field.result ?? field.type })
}

/** As `fieldUi`, for types whose look is made of others'; asked for when they are drawn, not while the registry is made. */
function uiOf(field: FieldView): FieldUi {
  return fieldUi(field)
}

export { loadControls } from './later.tsx'
export { optionColor } from './option-color.ts'
export { fieldTexts } from './texts.ts'
