import type { RuleType } from '@atelier/rules'
import { resolvePath } from '../compile/paths.ts'
import type {
  DashboardDocument,
  FormDocument,
  FormItem,
  ReportBucket,
  ReportDocument,
  ViewDocument,
} from '../documents/index.ts'
import { each, eachValue, type Mapping, props } from './mapping.ts'
import type { Walker } from './walker.ts'

type Target = {
  readonly entity?: string
  readonly views?: readonly string[]
  readonly view?: string
  readonly report?: string
  readonly dashboard?: string
}

/** What a place to go to names. */
export const go =
  (w: Walker): Mapping<Readonly<Record<string, unknown>>> =>
  (target, at) => {
    const mapped = props<Target>({
      entity: w.named('entity', false),
      views: each(w.named('view', false)),
      view: w.named('view', false),
      report: w.named('report', false),
      dashboard: w.named('dashboard', false),
    })
    // The schema has checked what a target may hold.
    return mapped(target as Target, at)
  }

/** What a form names. */
export function form(w: Walker, key: string): Mapping<FormDocument> {
  return props<FormDocument>({
    entity: w.named('entity'),
    when: w.rule({ place: 'rule', entity: key }),
    pages: each(props({ visible: w.rule({ place: 'rule', entity: key }), items: each(formItem(w, key)) })),
  })
}

function formItem(w: Walker, key: string): Mapping<FormItem> {
  const condition = w.rule({ place: 'rule', entity: key })
  const conditions = { visible: condition, required: condition, readonly: condition }
  return (item, at) => {
    switch (item.type) {
      case 'field':
        return props<typeof item>({
          ...conditions,
          field: w.path(key),
          default: w.value(key, item.field, { place: 'formula', entity: key }),
        })(item, at)
      case 'section':
        return props<typeof item>({ ...conditions, items: each(formItem(w, key)) })(item, at)
      case 'relatedList': {
        const element = resolvePath(w.model.entities, key, item.relation).steps.at(-1)?.relation?.to[0]
        return props<typeof item>({
          ...conditions,
          relation: w.path(key),
          ...(element === undefined ? {} : { columns: each(w.path(element)) }),
        })(item, at)
      }
      default:
        return props<typeof item>(conditions)(item, at)
    }
  }
}

/** What a view names. */
export function view(w: Walker, key: string): Mapping<ViewDocument> {
  const path = w.path(key)
  return props<ViewDocument>({
    entity: w.named('entity'),
    filter: w.rule({ place: 'filter', entity: key }),
    sort: each(w.sortPath(key)),
    columns: each(props({ field: path })),
    group: path,
    summary: each(props({ field: path })),
    board: props({ by: path, pipeline: w.named('pipeline'), title: path, fields: each(path), sum: path, lanes: path }),
    calendar: props({ start: path, end: path, title: path, fields: each(path), color: path }),
  })
}

/** What a report names. */
export function report(w: Walker, document: ReportDocument): Mapping<ReportDocument> {
  const key = document.entity ?? ''
  const facts = new Map(document.facts?.map((fact) => [fact.key, fact.entity]))
  const path = w.path(key)
  const any: RuleType = { kind: 'text' }
  const named = (items: readonly { readonly key: string }[] | undefined): Readonly<Record<string, RuleType>> =>
    Object.fromEntries((items ?? []).map((item) => [item.key, any]))
  const names = {
    param: named(document.params),
    measure: named(document.values),
    dimension: Object.fromEntries(
      (document.facts ?? []).flatMap((fact) => Object.keys(fact.dimensions ?? {}).map((name) => [name, any])),
    ),
  }
  const ruleOf = (of: string | undefined, expects?: 'any') =>
    w.rule({ place: 'report', entity: of === '' ? undefined : of, names, ...(expects ? { expects } : {}) })
  const dimension = props<NonNullable<ReportDocument['rows']>[number]>(key === '' ? {} : { field: path })
  const bucket: Mapping<ReportBucket> = (definition, at) => {
    switch (definition.kind) {
      case 'ranges':
        return props<typeof definition>({ value: ruleOf(key, 'any') })(definition, at)
      case 'cases':
        return props<typeof definition>({ cases: each(props({ when: ruleOf(key) })) })(definition, at)
      case 'groups':
        return props<typeof definition>({ field: path })(definition, at)
    }
  }
  return props<ReportDocument>({
    entity: w.named('entity'),
    filter: ruleOf(key),
    facts: each((fact, at) =>
      props<typeof fact>({
        entity: w.named('entity'),
        filter: ruleOf(fact.entity),
        dimensions: eachValue(w.path(fact.entity)),
      })(fact, at),
    ),
    buckets: each(bucket),
    rows: each(dimension),
    columns: each(dimension),
    values: each((value, at) => {
      const of = value.fact === undefined ? key : (facts.get(value.fact) ?? '')
      return props<typeof value>({
        ...(of === '' ? {} : { field: w.path(of) }),
        value: ruleOf(of, 'any'),
        filter: ruleOf(of),
        formula: ruleOf('', 'any'),
      })(value, at)
    }),
    ...(key === '' ? {} : { fields: each(path), amount: path, date: path }),
    pipeline: w.named('pipeline'),
    steps: each(props({ when: ruleOf(key) })),
    cohort: props({ field: path, in: ruleOf(key, 'any') }),
    rates: each(props({ window: ruleOf('', 'any') })),
    target: (target, at) =>
      props<typeof target>({
        entity: w.named('entity'),
        amount: w.path(target.entity),
        date: w.path(target.entity),
        filter: ruleOf(target.entity),
      })(target, at),
  })
}

/** What a dashboard names. */
export const dashboard = (w: Walker): Mapping<DashboardDocument> =>
  props<DashboardDocument>({
    tiles: each(
      props({
        report: w.named('report', false),
        view: w.named('view', false),
        entity: w.named('entity', false),
        links: each(props({ go: (target: unknown, at: string) => (isObject(target) ? go(w)(target, at) : target) })),
      }),
    ),
  })

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
