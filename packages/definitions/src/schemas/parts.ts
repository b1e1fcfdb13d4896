import { anything, closed, type JsonSchema, text } from './json-schema.ts'

const isoDuration =
  '^-?P(?=[0-9]|T[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$'

/** Small parts that many kinds share; a file holds those it uses under `$defs`. */
export const parts: Readonly<Record<string, JsonSchema>> = {
  id: {
    type: 'string',
    pattern: '^[a-z]+_[A-Za-z0-9_]{1,60}$',
    description: 'Never changes; unique inside its document.',
  },
  key: { type: 'string', pattern: '^[a-z][A-Za-z0-9]{0,39}$', description: 'What people and rules write.' },
  templateKey: {
    type: 'string',
    pattern: '^[a-z][A-Za-z0-9-]{0,39}$',
    description: 'A template’s key may hold hyphens.',
  },
  label: {
    description: 'One text, or one per language.',
    type: ['string', 'object'],
    maxLength: 20000,
    minProperties: 1,
    propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
    additionalProperties: text,
  },
  rule: { description: 'A rule: JsonLogic syntax, checked against the entity.', ...anything },
  value: { description: 'An object is a rule, anything else a literal.', ...anything },
  isoDuration: { type: 'string', pattern: isoDuration },
  duration: {
    description: 'Calendar clock "P3D", or {"for", "clock": "business"}.',
    type: ['string', 'object'],
    pattern: isoDuration,
    properties: { for: { type: 'string', pattern: isoDuration }, clock: { enum: ['calendar', 'business'] } },
    required: ['for'],
    additionalProperties: false,
  },
  person: {
    description:
      'owner | starter | approver | creator | $user | field:<path> | manager(<person>[,n]) | leader(<team>) | role:<key>[@team(<person>)] | team:<key>',
    type: 'string',
    maxLength: 300,
    pattern:
      '^(owner|starter|approver|creator|\\$user|field:[A-Za-z0-9_.@]+|team:[A-Za-z0-9]+|role:[A-Za-z0-9]+(@team\\(.+\\))?|manager\\(.+\\)|leader\\(.+\\))$',
  },
  entityKey: {
    type: 'string',
    pattern: '^[a-z][A-Za-z0-9]{0,39}(\\.[a-z][A-Za-z0-9]{0,39}){0,2}$',
    description: 'An entity, lines (`order.lines`) or a system collection.',
  },
  path: {
    type: 'string',
    pattern:
      '^[a-z][A-Za-z0-9]{0,39}(@[a-z][A-Za-z0-9.]{0,80})?(\\.[a-z][A-Za-z0-9]{0,39}(@[a-z][A-Za-z0-9.]{0,80})?){0,7}$',
    description: 'Field keys joined by dots.',
  },
  sortPath: {
    type: 'string',
    pattern: '^-?[a-z][A-Za-z0-9.@]{0,300}$',
    description: 'A path; a leading minus sorts descending.',
  },
  color: { type: 'string', pattern: '^([a-z]{2,20}|#[0-9a-fA-F]{6})$' },
  currencyCode: { type: 'string', pattern: '^[A-Z]{3}$' },
  language: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
  decimal: { type: ['string', 'integer'], pattern: '^-?[0-9]+(\\.[0-9]+)?$' },
  share: { type: 'string', pattern: '^(0(\\.[0-9]+)?|1(\\.0+)?)$', description: 'A fraction from 0 to 1.' },
  time: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' },
  timeOrMidnight: { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' },
  day: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' },
  monthDay: { type: 'string', pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' },
  option: closed(
    {
      id: { $ref: '#/$defs/id' },
      key: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$' },
      label: { $ref: '#/$defs/label' },
      color: { $ref: '#/$defs/color' },
      aliases: { type: 'array', items: text },
      retired: { type: 'boolean' },
      replacedBy: { type: 'string' },
    },
    ['id', 'key'],
  ),
}
