import { anything, choose, closed, type JsonSchema, list, mapOf, oneOf, ref, text } from './json-schema.ts'

const id = ref('id')
const label = ref('label')
const hours: JsonSchema = { type: 'array', prefixItems: [ref('time'), ref('timeOrMidnight')], minItems: 2, maxItems: 2 }
const access = oneOf('hidden', 'masked', 'read', 'write')

/** Definitions of roles and navigation. */
export const restDefs: Readonly<Record<string, JsonSchema>> = {
  scope: choose({ type: 'string' }, oneOf('own', 'team', 'teamTree', 'all'), {
    ...closed({ rule: ref('rule'), via: ref('path') }),
    minProperties: 1,
    maxProperties: 1,
  }),
  navigationItem: closed(
    {
      id,
      label,
      icon: { type: 'string', maxLength: 60 },
      when: ref('rule'),
      go: ref('go'),
      items: list(ref('navigationItem')),
    },
    ['id'],
  ),
}

export const workspaceProperties: Readonly<Record<string, JsonSchema>> = {
  currency: ref('currencyCode'),
  currencies: list(ref('currencyCode'), 1),
  zone: { type: 'string', minLength: 1, maxLength: 64 },
  language: ref('language'),
  languages: list(ref('language'), 1),
  weekStart: oneOf('mon', 'sun', 'sat'),
  fiscalYearStart: ref('monthDay'),
  numbers: oneOf('comma', 'point', 'space', 'plain'),
  dates: oneOf('ymd', 'dmy', 'mdy'),
  twoFactor: oneOf('optional', 'required'),
  calendar: ref('key'),
  rates: closed({ entity: ref('key'), from: ref('key'), on: ref('key'), rate: ref('key') }, [
    'entity',
    'from',
    'on',
    'rate',
  ]),
}

export const roleProperties: Readonly<Record<string, JsonSchema>> = {
  home: ref('key'),
  grants: list(
    closed(
      {
        id,
        entity: ref('entityKey'),
        actions: list(oneOf('read', 'create', 'update', 'delete', 'export', 'import', 'assign', 'convert'), 1),
        scope: ref('scope'),
        fields: mapOf(access, ref('key')),
      },
      ['id', 'entity', 'actions', 'scope'],
    ),
  ),
  fields: list(
    closed({ id, entity: ref('entityKey'), field: ref('key'), access }, ['id', 'entity', 'field', 'access']),
  ),
  may: list(oneOf('build', 'publish', 'manageUsers', 'users', 'audit', 'importHistory', 'impersonate', 'override')),
}

export const navigationProperties: Readonly<Record<string, JsonSchema>> = { items: list(ref('navigationItem')) }
export const optionsetProperties: Readonly<Record<string, JsonSchema>> = { options: list(ref('option')) }
export const teamProperties: Readonly<Record<string, JsonSchema>> = { parent: ref('key') }

export const calendarProperties: Readonly<Record<string, JsonSchema>> = {
  policy: oneOf('calendar'),
  zone: { type: 'string', minLength: 1, maxLength: 64 },
  week: mapOf(list(hours), oneOf('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
  holidays: list(ref('day')),
  workdays: list(ref('day')),
}

export const messageProperties: Readonly<Record<string, JsonSchema>> = {
  entity: ref('entityKey'),
  channels: list(oneOf('inApp', 'mail'), 1),
  subject: label,
  body: anything,
  group: ref('path'),
}

export const translationProperties: Readonly<Record<string, JsonSchema>> = {
  language: ref('language'),
  texts: mapOf(mapOf(text), { pattern: '^[a-z]+_[A-Za-z0-9_]{1,60}(/[a-z]+_[A-Za-z0-9_]{1,60})*$' }),
}

export const templateProperties: Readonly<Record<string, JsonSchema>> = {
  version: { type: 'string', pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Za-z0-9.-]+)?$' },
  description: label,
  languages: list(ref('language'), 1),
  requires: mapOf({ type: 'string', maxLength: 100 }),
  modules: list(closed({ id, key: ref('key'), label, requires: list(ref('key')) }, ['id', 'key'])),
}

export const sampleDataProperties: Readonly<Record<string, JsonSchema>> = {
  entity: ref('key'),
  records: list(
    closed(
      {
        key: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,80}$' },
        createdAt: ref('value'),
        enteredAt: mapOf(ref('value'), ref('key')),
        values: mapOf(ref('value'), ref('key')),
      },
      ['key', 'values'],
    ),
  ),
}

const somethingNamed: JsonSchema = { type: 'object', minProperties: 1 }

const write = closed({
  by: text,
  as: text,
  create: text,
  update: text,
  move: text,
  to: text,
  values: mapOf(anything),
  reason: text,
  times: { type: 'integer', minimum: 1, maximum: 1000 },
  createdAt: { type: 'string' },
  enteredAt: mapOf({ type: 'string' }, ref('key')),
})

export const testProperties: Readonly<Record<string, JsonSchema>> = {
  clock: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T.+(Z|[+-][0-9]{2}:[0-9]{2})$' },
  people: list(closed({ as: text, roles: list(text), team: text, manager: text }, ['as', 'roles'])),
  given: list(write),
  steps: list(
    closed(
      Object.fromEntries([
        ['by', text],
        ['when', somethingNamed],
        ['then', list(somethingNamed)],
      ]),
      ['when', 'then'],
    ),
    1,
  ),
}
