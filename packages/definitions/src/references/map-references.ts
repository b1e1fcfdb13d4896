import type { Document, NavigationItem, RoleDocument, Scope, WorkspaceDocument } from '../documents/index.ts'
import type { Model } from '../model.ts'
import { each, type Mapping, props } from './mapping.ts'
import { entity } from './of-entity.ts'
import { approval, automation, pipeline } from './of-process.ts'
import { dashboard, form, go, report, view } from './of-reading.ts'
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
