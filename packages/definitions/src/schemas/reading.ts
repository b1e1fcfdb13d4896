import {
  anything,
  closed,
  flag,
  type JsonSchema,
  list,
  mapOf,
  oneOf,
  ref,
  text,
  variants,
  whole,
} from './json-schema.ts'

const id = ref('id')
const rule = ref('rule')
const label = ref('label')
const flagOrRule: JsonSchema = { description: 'true, false or a rule', type: ['boolean', 'object'] }

const itemBase = {
  id,
  type: text,
  visible: rule,
  required: flagOrRule,
  readonly: flagOrRule,
  whenHidden: oneOf('keep', 'clear'),
  width: whole(1, 4),
}
const unit = oneOf('day', 'week', 'month', 'quarter', 'year', 'fiscalQuarter', 'fiscalYear')
const aggregate = oneOf('count', 'countDistinct', 'sum', 'avg', 'min', 'max', 'median', 'p90', 'first', 'last')
const at: JsonSchema = { type: 'array', items: whole(0, 10000), minItems: 4, maxItems: 4 }
const part = { id, key: ref('key'), label }
const emits: JsonSchema = {
  ...mapOf(ref('key'), ref('path')),
  description:
    'What a click filters other tiles by: a name (a path of fields) and the row or column whose value it is.',
}
const listens: JsonSchema = {
  type: 'array',
  items: { type: 'string', pattern: '^[a-z]+_[A-Za-z0-9_]{1,60}\\.[A-Za-z][A-Za-z0-9.@]{0,200}$', maxLength: 270 },
  maxItems: 100,
  description: 'Which clicks filter this tile: the id of the tile that emits, a dot, and the name.',
}
/** Something with a key; a report sent ad hoc may leave ids out (`parseReport`). */
const keyed = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []) =>
  closed({ ...part, ...properties }, ['id', 'key', ...required])
const otherwise = closed({ key: ref('key'), label }, ['key'])

/** Items of forms; dimensions, values and buckets of reports; tiles of dashboards. */
export const readingDefs: Readonly<Record<string, JsonSchema>> = {
  formItem: variants(
    'type',
    {
      field: closed({ ...itemBase, field: ref('key'), label, help: label, default: ref('value') }, ['id', 'field']),
      section: closed({ ...itemBase, label, columns: whole(1, 3), items: list(ref('formItem')), collapsed: flag }, [
        'id',
        'items',
      ]),
      text: closed({ ...itemBase, text: label }, ['id', 'text']),
      stagePath: closed(itemBase, ['id']),
      timeline: closed(itemBase, ['id']),
      relatedList: closed({ ...itemBase, label, relation: ref('path'), columns: list(ref('path')) }, [
        'id',
        'relation',
      ]),
    },
    ['id'],
  ),
  dimension: keyed({
    field: ref('path'),
    dimension: ref('key'),
    bucket: ref('key'),
    unit,
    sort: {
      type: ['string', 'object'],
      pattern: '^(asc|desc)$',
      properties: { by: ref('key'), order: oneOf('asc', 'desc') },
      required: ['by'],
      additionalProperties: false,
    },
    top: whole(1, 1000),
    others: flag,
  }),
  reportValue: keyed({
    aggregate,
    field: ref('path'),
    value: rule,
    filter: rule,
    fact: ref('key'),
    formula: rule,
    window: oneOf('percentOf', 'running', 'rank', 'delta'),
    of: ref('key'),
    within: oneOf('row', 'column', 'all'),
    compare: closed(
      {
        measure: ref('key'),
        shift: { type: 'array', prefixItems: [{ type: 'integer' }, unit], minItems: 2, maxItems: 2 },
      },
      ['measure', 'shift'],
    ),
    currency: anything,
    scale: whole(0, 12),
    format: oneOf('percent', 'number', 'money', 'duration'),
  }),
  bucket: variants(
    'kind',
    {
      ranges: keyed({ kind: text, value: rule, ranges: list(keyed({ from: ref('bound'), to: ref('bound') }), 1) }, [
        'value',
        'ranges',
      ]),
      cases: keyed({ kind: text, cases: list(keyed({ when: rule }, ['when']), 1), otherwise }, ['cases']),
      groups: keyed(
        { kind: text, field: ref('path'), groups: list(keyed({ values: list(text, 1) }, ['values']), 1), otherwise },
        ['field', 'groups'],
      ),
    },
    ['key'],
  ),
  bound: {
    description: 'A number, or a date.',
    type: ['string', 'integer'],
    pattern: '^(-?[0-9]+(\\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}.*)$',
  },
  tile: variants(
    'tile',
    {
      report: closed(
        { id, tile: text, label, at, report: ref('key'), bind: mapOf(ref('key'), ref('key')), emits, listens },
        ['id', 'at', 'report'],
      ),
      view: closed({ id, tile: text, label, at, view: ref('key'), listens }, ['id', 'at', 'view']),
      hints: closed({ id, tile: text, label, at, entity: ref('entityKey') }, ['id', 'at']),
      tasks: closed({ id, tile: text, label, at }, ['id', 'at']),
      approvals: closed({ id, tile: text, label, at }, ['id', 'at']),
      violations: closed({ id, tile: text, label, at, entity: ref('entityKey'), invariant: id }, [
        'id',
        'at',
        'entity',
        'invariant',
      ]),
      text: closed({ id, tile: text, label, at, text: label }, ['id', 'at', 'text']),
      links: closed({ id, tile: text, label, at, links: list(closed({ id, label, go: ref('go') }, ['id', 'go']), 1) }, [
        'id',
        'at',
        'links',
      ]),
    },
    ['id', 'at'],
  ),
  go: {
    ...closed({
      home: { const: true },
      entity: ref('key'),
      views: list(ref('key')),
      view: ref('key'),
      report: ref('key'),
      dashboard: ref('key'),
      inbox: { const: true },
      url: { type: 'string', pattern: '^https?://', maxLength: 2000 },
    }),
    minProperties: 1,
  },
}

export const formProperties: Readonly<Record<string, JsonSchema>> = {
  entity: ref('entityKey'),
  modes: list(oneOf('create', 'edit', 'quick', 'view'), 1),
  when: rule,
  pages: list(closed({ id, label, visible: rule, items: list(ref('formItem')) }, ['id', 'items']), 1),
}

export const viewProperties: Readonly<Record<string, JsonSchema>> = {
  entity: ref('entityKey'),
  type: oneOf('table', 'board', 'calendar', 'timeline', 'split'),
  filter: rule,
  sort: list(ref('sortPath')),
  columns: list(closed({ field: ref('path'), width: whole(20, 2000), label }, ['field'])),
  freeze: whole(0, 20),
  group: ref('path'),
  summary: list(
    closed({ field: ref('path'), aggregate: oneOf('sum', 'avg', 'min', 'max', 'count') }, ['field', 'aggregate']),
  ),
  board: closed({
    by: ref('path'),
    pipeline: ref('key'),
    title: ref('path'),
    fields: list(ref('path')),
    sum: ref('path'),
    lanes: ref('path'),
    limit: mapOf(whole(1)),
  }),
  calendar: closed({
    start: ref('path'),
    end: ref('path'),
    title: ref('path'),
    fields: list(ref('path')),
    color: ref('path'),
    span: oneOf('month', 'week'),
  }),
}

export const reportProperties: Readonly<Record<string, JsonSchema>> = {
  type: oneOf('list', 'summary', 'funnel', 'forecast', 'cohort'),
  entity: ref('entityKey'),
  params: list(keyed({ type: text, default: ref('value') }, ['type'])),
  filter: rule,
  facts: list(
    keyed({ entity: ref('entityKey'), filter: rule, dimensions: mapOf(ref('path'), ref('key')) }, ['entity']),
    1,
  ),
  buckets: list(ref('bucket')),
  rows: list(ref('dimension')),
  columns: list(ref('dimension')),
  values: list(ref('reportValue')),
  totals: flag,
  sort: list(ref('sortPath')),
  limit: whole(1, 5000),
  fields: list(ref('path')),
  pipeline: ref('key'),
  steps: list(keyed({ when: rule }), 1),
  cohort: closed({ field: ref('path'), in: rule }, ['field', 'in']),
  mode: oneOf('reached', 'visited'),
  amount: ref('path'),
  date: ref('path'),
  unit,
  rates: list(
    keyed(
      {
        method: oneOf('stageToWon', 'stageToNext', 'chained'),
        from: oneOf('history', 'stage'),
        window: rule,
        minimum: whole(0),
        fallback: oneOf('probability', 'baseline.toNext'),
      },
      ['method', 'from'],
    ),
  ),
  target: closed({ entity: ref('entityKey'), amount: ref('path'), date: ref('path'), filter: rule }, [
    'entity',
    'amount',
    'date',
  ]),
  chart: closed({ type: text, by: ref('key') }, ['type']),
}

export const dashboardProperties: Readonly<Record<string, JsonSchema>> = {
  controls: list(closed({ id, key: ref('key'), label, type: text, default: ref('value') }, ['id', 'key', 'type'])),
  tiles: list(ref('tile')),
}
