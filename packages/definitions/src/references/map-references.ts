import type { RuleType } from '@atelier/rules'
import { entityKeyOf } from '../compile/merge-extensions.ts'
import { resolvePath } from '../compile/paths.ts'
import type {
  ApprovalDocument,
  AutomationDocument,
  DashboardDocument,
  Document,
  EntityDocument,
  FieldDefinition,
  FormDocument,
  FormItem,
  GateDefinition,
  NavigationItem,
  PipelineDocument,
  ReportBucket,
  ReportDocument,
  RoleDocument,
  RuleDefinition,
  Scope,
  StageDefinition,
  TriggerDefinition,
  ViewDocument,
  WorkspaceDocument,
} from '../documents/index.ts'
import type { Model } from '../model.ts'
import { each, eachValue, type Mapping, props } from './mapping.ts'
import type { Visitor } from './visitor.ts'
import { type Walker, walkerOf } from './walker.ts'

/**
 * Walks every place where a document names something else, in rules and texts too, resolved against `model`, and gives the document
 * back with what the visitor answered. What cannot be resolved is told once and left as written. Never throws.
 */
export function mapReferences(document: Document, model: Model, visitor: Visitor): Document {
  const w = walkerOf(model, visitor)
  switch (document.kind) {
    case 'workspace':
      return workspace(w)(document, '')
    case 'navigation':
      return props<typeof document>({ items: each(navigationItem(w)) })(document, '')
    case 'entity':
      return entity(w, document)(document, '')
    case 'form':
      return form(w, document.entity)(document, '')
    case 'view':
      return view(w, document.entity)(document, '')
    case 'pipeline':
      return pipeline(w, document)(document, '')
    case 'automation':
      return automation(w, document.entity)(document, '')
    case 'approval':
      return approval(w, document.entity)(document, '')
    case 'report':
      return { ...report(w, document)(document, ''), id: document.id, key: document.key }
    case 'dashboard':
      return dashboard(w)(document, '')
    case 'role':
      return role(w)(document, '')
    case 'team':
      return props<typeof document>({ parent: w.named('team') })(document, '')
    case 'message':
      return message(w, document)
    case 'sampleData':
      return props<typeof document>({
        entity: w.named('entity'),
        records: each(props({ values: fieldKeys(w, document.entity) })),
      })(document, '')
    case 'optionset':
    case 'policy':
    case 'translation':
    case 'template':
    case 'test':
      return document
  }
}

const workspace = (w: Walker): Mapping<WorkspaceDocument> =>
  props({
    calendar: w.named('calendar', false),
    rates: (rates, at) =>
      props<typeof rates>({
        entity: w.named('entity', false),
        from: w.path(rates.entity, false),
        on: w.path(rates.entity, false),
        rate: w.path(rates.entity, false),
      })(rates, at),
  })

type Target = {
  readonly entity?: string
  readonly views?: readonly string[]
  readonly view?: string
  readonly report?: string
  readonly dashboard?: string
}

const go =
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

const navigationItem = (w: Walker): Mapping<NavigationItem> =>
  props<NavigationItem>({
    when: w.rule({ place: 'nowhere', entity: undefined }),
    go: go(w),
    items: (items, at) => each(navigationItem(w))(items, at),
  })

/** Keys of an object that are fields of an entity; values are left alone. */
const fieldKeys =
  (w: Walker, key: string): Mapping<Readonly<Record<string, unknown>>> =>
  (values, at) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [w.path(key)(name, `${at}/${name}`), value]))

function entity(w: Walker, document: EntityDocument): Mapping<EntityDocument> {
  const key = entityKeyOf(document)
  const own = w.path(key)
  const keys = each(own)
  return props<EntityDocument>({
    ...(document.extends === undefined || document.extends === 'system' ? {} : { extends: w.named('entity') }),
    titleField: own,
    fields: each(field(w, key)),
    rules: each(recordRule(w, key)),
    invariants: each(
      props({ always: w.rule({ place: 'invariant', entity: key }), filter: w.rule({ place: 'filter', entity: key }) }),
    ),
    unique: each(props({ fields: keys, filter: w.rule({ place: 'filter', entity: key }) })),
    duplicates: each(props({ match: each(props({ field: own })) })),
    activity: props({
      about: own,
      type: own,
      due: own,
      done: own,
      doneAt: own,
      counts: w.rule({ place: 'filter', entity: key }),
    }),
    timeline: props({ from: keys }),
    forms: each(w.named('form', false)),
  })
}

function recordRule(w: Walker, key: string): Mapping<RuleDefinition> {
  return (rule, at) => {
    const condition = w.rule({ place: rule.refuse === undefined ? 'rule' : 'refuse', entity: key })
    return props<RuleDefinition>({
      when: condition,
      unless: condition,
      require: each(w.path(key)),
      readonly: each(w.path(key)),
      fields: each(w.path(key)),
      message: w.texts(key),
      warn: w.texts(key),
      ...(rule.refuse === true ? {} : { refuse: (text, place) => (text === true ? text : w.texts(key)(text, place)) }),
    })(rule, at)
  }
}

function field(w: Walker, key: string): Mapping<FieldDefinition> {
  return (definition, at) => {
    const { over, target } = definition
    const element =
      over === undefined ? undefined : resolvePath(w.model.entities, key, over).steps.at(-1)?.relation?.to[0]
    const compiled = w.model.entities.get(key)?.fields.get(definition.key)
    const result = compiled ? compiled.type.ruleType(compiled.settings) : 'any'
    const lines = `${key}.${definition.key}`
    const isReference = definition.type === 'reference' || definition.type === 'references'
    return props<FieldDefinition>({
      default: w.value(key, definition.key, { place: 'formula', entity: key }),
      replacedBy: w.path(key),
      optionset: w.named('optionset'),
      options: each(props({ replacedBy: w.option(key, definition.key) })),
      currency: (currency, place) =>
        typeof currency === 'string' ? currency : props<{ from: string }>({ from: w.path(key) })(currency, place),
      rateDate: w.rule({ place: 'formula', entity: key, expects: { kind: 'date' } }),
      target: w.named('entity'),
      targets: each(w.named('entity')),
      // A field that points at users or teams says so by its type.
      choices: w.rule({ place: 'choices', entity: isReference ? target : compiled?.targets[0], record: key }),
      fill: each((fill, place) =>
        props<typeof fill>({ to: w.path(key), value: w.value(key, fill.to, { place: 'formula', entity: key }) })(
          fill,
          place,
        ),
      ),
      fields: each(field(w, lines)),
      rules: each(recordRule(w, lines)),
      invariants: each(
        props({
          always: w.rule({ place: 'invariant', entity: lines }),
          filter: w.rule({ place: 'filter', entity: lines }),
        }),
      ),
      uniques: each(props({ fields: each(w.path(lines)), filter: w.rule({ place: 'filter', entity: lines }) })),
      formula: w.rule({ place: 'formula', entity: key, expects: result }),
      over: w.path(key),
      ...(over === undefined || definition.field === undefined ? {} : { field: throughPath(w, key, over) }),
      ...(element === undefined
        ? {}
        : {
            value: w.rule({ place: 'formula', entity: element, record: key, expects: 'any' }),
            filter: w.rule({ place: 'formula', entity: element, record: key }),
          }),
      ...(definition.path === undefined ? {} : { path: w.path(key) }),
      pipelines: each(props({ pipeline: w.named('pipeline'), when: w.rule({ place: 'rule', entity: key }) })),
    })(definition, at)
  }
}

/** A path from the elements of a collection. */
function throughPath(w: Walker, key: string, over: string): Mapping<string> {
  const element = resolvePath(w.model.entities, key, over).steps.at(-1)?.relation?.to[0]
  return element === undefined ? (path) => path : w.path(element)
}

function form(w: Walker, key: string): Mapping<FormDocument> {
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

function view(w: Walker, key: string): Mapping<ViewDocument> {
  const path = w.path(key)
  return props<ViewDocument>({
    entity: w.named('entity'),
    filter: w.rule({ place: 'filter', entity: key }),
    sort: each(w.sortPath(key)),
    columns: each(props({ field: path })),
    group: path,
    summary: each(props({ field: path })),
    board: props({ by: path, pipeline: w.named('pipeline'), title: path, fields: each(path), sum: path, lanes: path }),
  })
}

function gate(w: Walker, key: string): Mapping<GateDefinition> {
  return (definition, at) => {
    switch (definition.gate) {
      case 'fields':
        return props<typeof definition>({ fields: each(w.path(key)), message: w.texts(key) })(definition, at)
      case 'rule':
        return props<typeof definition>({ rule: w.rule({ place: 'gate', entity: key }), message: w.texts(key) })(
          definition,
          at,
        )
      case 'who':
        return props<typeof definition>({ who: each(w.person(key)) })(definition, at)
      case 'approval':
        return props<typeof definition>({ approval: w.named('approval') })(definition, at)
      case 'via':
        return definition
    }
  }
}

function pipeline(w: Walker, document: PipelineDocument): Mapping<PipelineDocument> {
  const key = document.entity
  const gates = each(gate(w, key))
  const stage = w.stage([document.key])
  const steps = w.steps(key, activityOf(w.model))
  return props<PipelineDocument>({
    entity: w.named('entity'),
    calendar: w.named('calendar', false),
    moves: each(props({ from: each(stage), to: stage, for: each(w.person(key)), gates })),
    stages: each(
      props<StageDefinition>({
        entry: gates,
        exit: gates,
        keyActions: each(props({ doneWhen: w.rule({ place: 'gate', entity: key }) })),
        onEnter: steps,
        onLeave: steps,
        sla: each(props({ steps })),
        replacedBy: stage,
      }),
    ),
  })
}

/** The entity whose records are tasks. */
export function activityOf(model: Model): string | undefined {
  return [...model.entities.values()].find((candidate) => candidate.document.activity !== undefined)?.key
}

function trigger(w: Walker, key: string): Mapping<TriggerDefinition> {
  const filter = w.rule({ place: 'automation', entity: key })
  return (definition, at) => {
    switch (definition.on) {
      case 'field.changed': {
        const value: Mapping<unknown> = w.value(key, definition.field, { place: 'automation', entity: key })
        return props<typeof definition>({ field: w.path(key), from: value, to: value, filter })(definition, at)
      }
      case 'stage.entered':
      case 'stage.left': {
        const pipelines = w.model.entities.get(key)?.pipelines.map((own) => own.key) ?? []
        return props<typeof definition>({ stage: each(w.stage(pipelines)), filter })(definition, at)
      }
      case 'time.reached':
        return props<typeof definition>({ field: w.path(key), filter })(definition, at)
      default:
        return props<typeof definition>({ filter })(definition, at)
    }
  }
}

const automation = (w: Walker, key: string): Mapping<AutomationDocument> =>
  props<AutomationDocument>({
    entity: w.named('entity'),
    trigger: trigger(w, key),
    steps: w.steps(key, activityOf(w.model)),
  })

function approval(w: Walker, key: string): Mapping<ApprovalDocument> {
  const steps = w.steps(key, activityOf(w.model))
  return props<ApprovalDocument>({
    entity: w.named('entity'),
    when: w.rule({ place: 'approval', entity: key }),
    title: w.texts(key),
    lock: props({ fields: each(w.path(key)) }),
    material: each(w.path(key)),
    noApprover: props({ to: w.person(key) }),
    steps: each(props({ approvers: each(w.person(key)) })),
    onApproved: steps,
    onRejected: steps,
  })
}

function report(w: Walker, document: ReportDocument): Mapping<ReportDocument> {
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

const dashboard = (w: Walker): Mapping<DashboardDocument> =>
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

function role(w: Walker): Mapping<RoleDocument> {
  const scope =
    (key: string): Mapping<Scope> =>
    (definition, at) => {
      if (typeof definition === 'string') return definition
      return 'rule' in definition
        ? props<typeof definition>({ rule: w.rule({ place: 'grant', entity: key }) })(definition, at)
        : props<typeof definition>({ via: w.path(key) })(definition, at)
    }
  return props<RoleDocument>({
    home: w.named('dashboard', false),
    grants: each((grant, at) =>
      props<typeof grant>({
        entity: w.named('entity'),
        scope: scope(grant.entity),
        fields: accessKeys(w, grant.entity),
      })(grant, at),
    ),
    fields: each((access, at) =>
      props<typeof access>({ entity: w.named('entity'), field: w.path(access.entity) })(access, at),
    ),
  })
}

function accessKeys<T>(w: Walker, key: string): Mapping<Readonly<Record<string, T>>> {
  return (access, at) =>
    Object.fromEntries(Object.entries(access).map(([name, level]) => [w.path(key)(name, `${at}/${name}`), level]))
}

function message(w: Walker, document: Extract<Document, { kind: 'message' }>): Document {
  const key = document.entity
  if (key === undefined) return document
  return props<typeof document>({ entity: w.named('entity'), subject: w.texts(key) })(document, '')
}
