import type { FieldType } from './contract.ts'
import { boolean } from './types/boolean/index.ts'
import { choice } from './types/choice/index.ts'
import { date } from './types/date/index.ts'
import { datetime } from './types/datetime/index.ts'
import { id } from './types/id/index.ts'
import { longText } from './types/longText/index.ts'
import { money } from './types/money/index.ts'
import { number } from './types/number/index.ts'
import { owner } from './types/owner/index.ts'
import { percent } from './types/percent/index.ts'
import { reference } from './types/reference/index.ts'
import { stage } from './types/stage/index.ts'
import { team } from './types/team/index.ts'
import { text } from './types/text/index.ts'
import { user } from './types/user/index.ts'

/** Every field type, in the order of the builder's palette. A new type is a folder under `types/` and a line here. */
export const fieldTypes = [
  text,
  longText,
  number,
  money,
  percent,
  boolean,
  date,
  datetime,
  choice,
  reference,
  user,
  owner,
  team,
  stage,
  id,
] as const

/** The key of a field type. */
export type FieldTypeKey = (typeof fieldTypes)[number]['key']

const byKey: ReadonlyMap<string, FieldType> = new Map(fieldTypes.map((type) => [type.key, type]))

/** The field type with this key, or undefined when there is none. */
export const fieldType = (key: string): FieldType | undefined => byKey.get(key)
