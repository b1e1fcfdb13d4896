import type { FieldType } from './contract.ts'
import { autonumber } from './types/autonumber/index.ts'
import { boolean } from './types/boolean/index.ts'
import { choice } from './types/choice/index.ts'
import { choices } from './types/choices/index.ts'
import { currency } from './types/currency/index.ts'
import { date } from './types/date/index.ts'
import { datetime } from './types/datetime/index.ts'
import { duration } from './types/duration/index.ts'
import { email } from './types/email/index.ts'
import { file } from './types/file/index.ts'
import { defineFormula } from './types/formula/index.ts'
import { id } from './types/id/index.ts'
import { lines } from './types/lines/index.ts'
import { longText } from './types/longText/index.ts'
import { defineLookup } from './types/lookup/index.ts'
import { money } from './types/money/index.ts'
import { number } from './types/number/index.ts'
import { owner } from './types/owner/index.ts'
import { percent } from './types/percent/index.ts'
import { phone } from './types/phone/index.ts'
import { position } from './types/position/index.ts'
import { reference } from './types/reference/index.ts'
import { references } from './types/references/index.ts'
import { roles } from './types/roles/index.ts'
import { defineRollup } from './types/rollup/index.ts'
import { stage } from './types/stage/index.ts'
import { tags } from './types/tags/index.ts'
import { team } from './types/team/index.ts'
import { text } from './types/text/index.ts'
import { url } from './types/url/index.ts'
import { user } from './types/user/index.ts'

/** The types whose values are written, or numbered by the engine, in the order of the builder's palette. */
const written = [
  text,
  longText,
  email,
  phone,
  url,
  number,
  money,
  percent,
  currency,
  boolean,
  choice,
  choices,
  tags,
  date,
  datetime,
  duration,
  user,
  owner,
  team,
  reference,
  references,
  lines,
  file,
  stage,
  autonumber,
  position,
  id,
  roles,
] as const

/** Every field type. A new one is a folder under `types/` and a line here, in `sql-registry.ts` and in `ui/index.tsx`. */
export const fieldTypes = [...written, defineFormula(written), defineRollup(written), defineLookup(written)] as const

/** The key of a field type. */
export type FieldTypeKey = (typeof fieldTypes)[number]['key']

const byKey: ReadonlyMap<string, FieldType> = new Map(fieldTypes.map((type) => [type.key, type]))

/** The field type with this key, or undefined when there is none. */
export const fieldType = (key: string): FieldType | undefined => byKey.get(key)
