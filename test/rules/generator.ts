import { type Json, type RuleType, UNITS } from '@atelier/rules'
import fc from 'fast-check'
import { DATES, KEYS, MOMENTS, NUMBERS, one, TEXTS, ZONES } from './samples.ts'
import { ORGS, orgId } from './world.ts'

type Kind =
  | 'boolean'
  | 'number'
  | 'text'
  | 'date'
  | 'datetime'
  | 'time'
  | 'duration'
  | 'choice'
  | 'reference'
  | 'money'
  | 'currency'
type Place = 'deal' | 'line' | 'org'

const FIELDS: { readonly [place in Place]: { readonly [kind in Kind]?: readonly string[] } } = {
  deal: {
    boolean: ['flag'],
    number: [
      'n1',
      'n2',
      'org.size',
      'm1.amount',
      'stage.position',
      'score',
      'org.boss.size',
      '$vars.limit',
      '$user.level',
    ],
    text: ['t1', 't2', 'org.name', 'org.boss.name', '$vars.word', '$user.name'],
    date: ['d1', 'd2', 'org.opened', '$vars.day'],
    datetime: ['at1', 'at2', '$vars.moment'],
    time: ['tm'],
    duration: ['dur'],
    choice: ['pick', 'org.kind', 'stage', 'stage.outcome', 'score.band'],
    reference: ['org', 'org2', 'org.boss', '$user.org', '$record.org.id'],
    money: ['m1', 'm2', 'm3', 'm2.base'],
    currency: ['cur', 'm2.currency', '$workspace.currency'],
  },
  line: {
    boolean: ['ok', '$record.flag'],
    number: ['qty', 'parent.n1', '$record.n2'],
    text: ['note', 'parent.t1', '$record.t2'],
    date: ['day', '$record.d1', 'parent.d2'],
    datetime: ['$record.at1', 'parent.at2'],
    time: ['parent.tm'],
    duration: ['$record.dur'],
    choice: ['pick', '$record.pick', 'parent.stage.outcome'],
    reference: ['$record.org', 'parent.org'],
    money: ['price', 'parent.m2', '$record.m2', '$record.m1', 'price.base'],
    currency: ['parent.cur', '$record.cur'],
  },
  org: {
    boolean: ['$record.flag'],
    number: ['size', 'boss.size', '$record.n1'],
    text: ['name', 'boss.name', '$record.t1'],
    date: ['opened', '$record.d1'],
    datetime: ['$record.at1'],
    time: ['$record.tm'],
    duration: ['$record.dur'],
    choice: ['kind', '$record.pick'],
    reference: ['boss', 'id', '$record.org'],
    money: ['$record.m1', '$record.m2'],
    currency: ['$record.cur'],
  },
}

const v = (path: string): Json => ({ var: path })
const call = (name: string, ...args: readonly fc.Arbitrary<Json>[]): fc.Arbitrary<Json> =>
  fc.tuple(...args).map((operands) => ({ [name]: operands }))
const lit = <Value extends Json>(value: Value): fc.Arbitrary<Json> => fc.constant(value)

const fieldOf = (place: Place, kind: Kind): fc.Arbitrary<Json> => one(FIELDS[place][kind] ?? []).map(v)

const literalOf = (kind: Kind): fc.Arbitrary<Json> => {
  switch (kind) {
    case 'boolean':
      return fc.boolean()
    case 'number':
    case 'money':
      return fc.oneof(one<Json>(NUMBERS), fc.integer({ min: -3, max: 12 }))
    case 'text':
      return one<Json>(TEXTS)
    case 'date':
      return one<Json>(DATES)
    case 'datetime':
      return one<Json>(MOMENTS)
    case 'time':
      return one<Json>(['09:30', '00:00', '23:59:59.999999'])
    case 'duration':
      return one<Json>(['PT5M', 'PT0S', 'P1D', '-PT1S', 'PT0.5S'])
    case 'choice':
      return one<Json>(KEYS)
    case 'reference':
      return fc.nat(ORGS).map((index): Json => orgId(index))
    case 'currency':
      return one<Json>(['CNY', 'USD'])
  }
}

const ORDERED: readonly Kind[] = ['number', 'text', 'date', 'datetime', 'time', 'duration', 'money']
const COMPARED: readonly Kind[] = [...ORDERED, 'boolean', 'reference', 'currency']
const CLOCK_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const

/** Arbitraries are built once for each kind, place and depth: a fresh tree of them for every use is most of the work. */
const memory = new Map<string, fc.Arbitrary<Json>>()
function once(name: string, build: () => fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const known = memory.get(name)
  if (known !== undefined) return known
  const built = build()
  memory.set(name, built)
  return built
}

/** An expression of a kind whose type its own form tells: a field, or an operator over one. */
const typed = (kind: Kind, place: Place, depth: number): fc.Arbitrary<Json> =>
  once(`typed ${kind} ${place} ${depth}`, () => buildTyped(kind, place, depth))

function buildTyped(kind: Kind, place: Place, depth: number): fc.Arbitrary<Json> {
  const field = fieldOf(place, kind)
  if (depth <= 0) return field
  const built = buildersOf(kind, place, depth - 1)
  return fc.oneof({ weight: 3, arbitrary: field }, ...built.map((arbitrary) => ({ weight: 1, arbitrary })))
}

/** An expression of a kind, a literal among others. */
const any = (kind: Kind, place: Place, depth: number): fc.Arbitrary<Json> =>
  fc.oneof(
    { weight: 2, arbitrary: typed(kind, place, depth) },
    { weight: 2, arbitrary: literalOf(kind) },
    { weight: 1, arbitrary: fc.constant(null) },
  )

function buildersOf(kind: Kind, place: Place, depth: number): fc.Arbitrary<Json>[] {
  const condition = (): fc.Arbitrary<Json> => booleanRule(place, depth)
  const choose = [
    call('if', condition(), typed(kind, place, depth), any(kind, place, depth)),
    call('if', condition(), typed(kind, place, depth), condition(), any(kind, place, depth)),
    call('coalesce', any(kind, place, depth), typed(kind, place, depth)),
  ]
  const lists: fc.Arbitrary<Json>[] = place === 'deal' && depth > 0 ? listBuilders(kind, depth) : []
  const extremes = ORDERED.includes(kind)
    ? [
        call('min', any(kind, place, depth), typed(kind, place, depth)),
        call('max', typed(kind, place, depth), any(kind, place, depth)),
      ]
    : []
  return [...choose, ...lists, ...extremes, ...own(kind, place, depth)]
}

function own(kind: Kind, place: Place, depth: number): fc.Arbitrary<Json>[] {
  const number = (): fc.Arbitrary<Json> => any('number', place, depth)
  const text = (): fc.Arbitrary<Json> => any('text', place, depth)
  const date = typed('date', place, depth)
  const moment = typed('datetime', place, depth)
  const small = fc.oneof(
    fc.integer({ min: -40, max: 40 }) as fc.Arbitrary<Json>,
    one<Json>(['1.5', '-1.5', '99999999', '120000']),
  )
  switch (kind) {
    case 'number':
      return [
        call('+', number(), number()),
        call('-', number(), number()),
        call('-', typed('number', place, depth)),
        call('*', number(), number()),
        call('/', number(), number()),
        call('div', number(), number(), fc.nat(14) as fc.Arbitrary<Json>),
        call('mod', number(), number()),
        call('abs', number()),
        call('floor', number()),
        call('ceil', number()),
        call('round', number(), fc.integer({ min: -3, max: 12 }) as fc.Arbitrary<Json>),
        call('length', text()),
        ...['year', 'quarter', 'month', 'day', 'weekday'].map((name) => call(name, fc.oneof(date, moment))),
        call('dateDiff', date, any('date', place, depth), one<Json>(CLOCK_UNITS)),
        call('dateDiff', moment, any('datetime', place, depth), one<Json>([...CLOCK_UNITS, 'hour', 'minute'])),
        call('/', typed('money', place, depth), typed('money', place, depth)),
        call('businessDaysBetween', fc.oneof(date, moment), fc.oneof(date, moment)),
        call('businessDaysBetween', date, date, lit('nights')),
      ]
    case 'text':
      return [
        call('cat', text(), text()),
        call('upper', text()),
        call('lower', text()),
        call('trim', text()),
        call('left', text(), any('number', place, 0)),
        call('right', text(), any('number', place, 0)),
        call('replace', text(), text(), text()),
      ]
    case 'date':
      return [
        call('dateAdd', typed('date', place, depth), small, one<Json>(CLOCK_UNITS)),
        call('dateAdd', typed('date', place, depth), any('number', place, depth), one<Json>(CLOCK_UNITS)),
        call('startOf', date, one<Json>(UNITS)),
        call('endOf', date, one<Json>(UNITS)),
        call('dateOf', moment),
        call('dateOf', moment, one<Json>(ZONES)),
        call('start', period(place, depth)),
        call('end', period(place, depth)),
        lit({ today: [] }),
      ]
    case 'datetime':
      return [
        call('dateAdd', moment, small, one<Json>([...CLOCK_UNITS, 'hour', 'minute'])),
        call('startOf', moment, one<Json>(UNITS)),
        call('endOf', moment, one<Json>(UNITS)),
        call('addBusinessTime', moment, one<Json>(['P0D', 'P3D', '-P4D', 'PT8H', '-PT30H', 'PT0S'])),
        call('addBusinessTime', moment, typed('duration', place, depth), lit('nights')),
        lit({ now: [] }),
      ]
    case 'money':
      return [
        call('+', typed('money', place, depth), any('money', place, depth)),
        call('-', typed('money', place, depth), any('money', place, depth)),
        call('*', typed('money', place, depth), number()),
        call('round', typed('money', place, depth), fc.nat(4) as fc.Arbitrary<Json>),
        call('div', typed('money', place, depth), number(), fc.nat(4) as fc.Arbitrary<Json>),
        lit({ money: ['12.50', 'CNY'] }),
        call('convert', typed('money', place, depth), lit('CNY')),
      ]
    case 'duration':
      return [
        call('businessTimeBetween', typed('datetime', place, depth), typed('datetime', place, depth)),
        call('businessTimeBetween', typed('datetime', place, depth), any('datetime', place, depth), lit('nights')),
        call('+', typed('duration', place, depth), any('duration', place, depth)),
        call('*', typed('duration', place, depth), number()),
      ]
    default:
      return []
  }
}

function period(place: Place, depth: number): fc.Arbitrary<Json> {
  const relative: fc.Arbitrary<Json> = fc.oneof(
    call('period', one<Json>(['this', 'toDate']), one<Json>(UNITS)),
    call(
      'period',
      one<Json>(['last', 'next', 'rolling']),
      fc.integer({ min: 1, max: 5 }) as fc.Arbitrary<Json>,
      one<Json>(UNITS),
    ),
    call('period', lit('between'), any('date', place, Math.min(depth, 0)), any('date', place, 0)),
  )
  const shifted = relative.chain((base) =>
    call('shift', fc.constant(base), fc.integer({ min: -14, max: 14 }) as fc.Arbitrary<Json>, one<Json>(UNITS)),
  )
  return fc.oneof(relative, shifted, lit({ param: 'period' }))
}

const LISTS: readonly { readonly path: string; readonly place: Place }[] = [
  { path: 'lines', place: 'line' },
  { path: 'partners', place: 'org' },
  { path: 'org.deals', place: 'deal' },
]
/** Fields by which `first` may order the elements. */
const SORTS: { readonly [place in Place]: readonly string[] } = {
  line: ['qty', '-qty', 'note', '-day', 'price', 'ok'],
  org: ['size', '-name', 'opened', 'kind'],
  deal: ['n1', '-t1', '-at1'],
}

function listBuilders(kind: Kind, depth: number): fc.Arbitrary<Json>[] {
  return LISTS.slice(0, 2).flatMap(({ path, place }) => {
    const list = lit(v(path))
    const value = typed(kind, place, Math.min(depth - 1, 1))
    const rule = booleanRule(place, Math.min(depth - 1, 1))
    const first = call('first', list, value, rule, one<Json>(SORTS[place]))
    const numbers =
      kind === 'number'
        ? [
            call('sum', list, value),
            call('sum', list, value, rule),
            call('avg', list, value, rule),
            call('count', list),
            call('count', list, rule),
          ]
        : []
    const money =
      kind === 'money' && place === 'line'
        ? [call('sum', list, lit(v('price'))), call('max', list, lit(v('price')), rule)]
        : []
    const least = ['number', 'text', 'date', 'datetime', 'time'].includes(kind)
      ? [call('min', list, value, rule), call('max', list, value)]
      : []
    return [first, ...numbers, ...money, ...least]
  })
}

/** A condition over a record. */
export const booleanRule = (place: Place, depth: number): fc.Arbitrary<Json> =>
  once(`rule ${place} ${depth}`, () => buildRule(place, depth))

function buildRule(place: Place, depth: number): fc.Arbitrary<Json> {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: comparison(place, Math.max(depth - 1, 0)) },
    { weight: 1, arbitrary: fieldOf(place, 'boolean') },
    { weight: 2, arbitrary: other(place, depth) },
  )
  if (depth <= 0) return leaf
  const inner = booleanRule(place, depth - 1)
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: call('and', inner, inner) },
    { weight: 1, arbitrary: call('or', inner, inner, inner) },
    { weight: 2, arbitrary: call('!', inner) },
    { weight: 1, arbitrary: call('if', inner, inner, inner) },
    { weight: 1, arbitrary: call('coalesce', inner, inner) },
    { weight: 1, arbitrary: call('==', inner, fc.oneof(inner, fc.boolean())) },
  )
}

function comparison(place: Place, depth: number): fc.Arbitrary<Json> {
  const ordered = one(ORDERED).chain((kind) => {
    const [a, b] = [typed(kind, place, depth), any(kind, place, depth)]
    const operator = one(['<', '<=', '>', '>='])
    return operator.chain((name) =>
      fc.oneof(call(name, a, b), call(name, b, a), call('between', a, b, any(kind, place, 0))),
    )
  })
  const same = one(COMPARED).chain((kind) =>
    one(['==', '!=']).chain((name) => call(name, typed(kind, place, depth), any(kind, place, depth))),
  )
  const choices = one(['==', '!=']).chain((name) =>
    call(name, one<Json>([v(place === 'org' ? 'kind' : 'pick')]), one<Json>([...KEYS, null, ''])),
  )
  const among = one(['number', 'text', 'date', 'reference', 'money', 'time'] as const).chain((kind) =>
    call(
      'in',
      typed(kind, place, depth),
      fc.array(fc.oneof(literalOf(kind), lit(null)), { maxLength: 3 }) as fc.Arbitrary<Json>,
    ),
  )
  const caseless = one(['==', '!=', '<', 'contains', 'startsWith', 'endsWith']).chain((name) =>
    call(name, typed('text', place, depth), any('text', place, depth), fc.constant({ ci: true })),
  )
  const search = one(['contains', 'startsWith', 'endsWith']).chain((name) =>
    call(name, typed('text', place, depth), any('text', place, depth)),
  )
  const empty = one(['empty', 'notEmpty']).chain((name) =>
    call(
      name,
      one(COMPARED).chain((kind) => typed(kind, place, depth)),
    ),
  )
  return fc.oneof(ordered, ordered, same, choices, among, caseless, search, empty)
}

function other(place: Place, depth: number): fc.Arbitrary<Json> {
  const inPeriod = call('inPeriod', fc.oneof(typed('date', place, 0), typed('datetime', place, 0)), period(place, 1))
  if (place !== 'deal') return fc.oneof(inPeriod, fc.constant({ hasRole: ['boss'] }), fc.boolean())
  const sets = one(['hasAny', 'hasAll', 'hasNone']).chain((name) =>
    fc.oneof(
      call(name, lit(v('many')), fc.subarray(KEYS, { minLength: 1 }) as fc.Arbitrary<Json>),
      call(name, lit(v('tags')), fc.subarray(['x', 'y', '中文', 'z'], { minLength: 1 }) as fc.Arbitrary<Json>),
      call(
        name,
        lit(v('partners')),
        fc.uniqueArray(fc.nat(ORGS), { minLength: 1, maxLength: 3 }).map((list): Json => list.map(orgId)),
      ),
    ),
  )
  const members = fc.oneof(
    call('in', one<Json>([v('pick'), 'a']), lit(v('many'))),
    call('in', lit(v('t1')), lit(v('tags'))),
    call('in', lit(v('org')), one<Json>([v('partners'), v('$user.orgs')])),
    call('in', lit(v('t1')), lit(v('$user.roles'))),
    call('empty', one<Json>([v('many'), v('tags'), v('lines'), v('partners'), v('org')])),
  )
  if (depth <= 0) return fc.oneof(inPeriod, sets, members)
  const quantified = one(LISTS).chain(({ path, place: inside }) =>
    one(['some', 'all', 'none']).chain((name) => call(name, lit(v(path)), booleanRule(inside, Math.min(depth - 1, 1)))),
  )
  const nested = call('some', lit(v('org.deals')), fc.boolean() as fc.Arbitrary<Json>)
  return fc.oneof(inPeriod, sets, members, quantified, quantified, nested)
}

/** A rule of any kind, with the type that its place asks for. */
export const anyRule = (depth: number): fc.Arbitrary<{ json: Json; expects: RuleType | 'any' }> => {
  const value = one([
    'number',
    'text',
    'date',
    'datetime',
    'time',
    'duration',
    'choice',
    'reference',
    'money',
  ] as const).chain((kind) => typed(kind, 'deal', depth))
  return fc
    .oneof({ weight: 3, arbitrary: booleanRule('deal', depth) }, { weight: 2, arbitrary: value })
    .map((json) => ({ json, expects: 'any' as const }))
}
