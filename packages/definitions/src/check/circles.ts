import { checkRule, dependencies } from '@atelier/rules'
import { resolvePath } from '../compile/paths.ts'
import type { ApprovalDocument } from '../documents/index.ts'
import type { Field, Model } from '../model.ts'
import { pointer, problem } from '../problem.ts'
import { modeOf, scopeOf } from '../scope.ts'
import { type DocumentProblem, documentName } from './document-problem.ts'

/** Things that would never come to an end: computed fields that read themselves, scopes by way of each other, teams above themselves, approvals needed by themselves. */
export function circleProblems(model: Model): readonly DocumentProblem[] {
  return [...computedCircles(model), ...viaCircles(model), ...teamCircles(model), ...approvalCircles(model)]
}

/** Approvals whose need depends on an approval that depends on them. */
function approvalCircles(model: Model): readonly DocumentProblem[] {
  const next = ({ entity, when }: ApprovalDocument): readonly ApprovalDocument[] => {
    if (when === undefined) return []
    const scope = scopeOf(model, entity, 'approval')
    const { rule } = checkRule(when, { scope, expects: { kind: 'boolean' }, mode: modeOf('approval') })
    return rule === undefined ? [] : dependencies(rule).approvals.flatMap(({ key }) => model.approvals.get(key) ?? [])
  }
  return circles(model.approvals.values(), next).flatMap((circle) => {
    const names = [...circle, circle[0]].map((document) => document?.key ?? '').join(' → ')
    return circle.map((document) => ({
      ...problem(
        'circle',
        '/when',
        { en: `This approval depends on itself: ${names}`, 'zh-CN': `该审批循环依赖自身:${names}` },
        { circle: circle.map(({ key }) => key) },
      ),
      document: documentName(document),
    }))
  })
}

/** Every node that lies on a circle, with the circle it lies on. */
function circles<T>(nodes: Iterable<T>, next: (node: T) => readonly T[]): readonly (readonly T[])[] {
  const found: (readonly T[])[] = []
  const done = new Set<T>()
  for (const start of nodes) {
    const stack: { readonly node: T; readonly rest: T[] }[] = [{ node: start, rest: [...next(start)] }]
    const path: T[] = [start]
    while (stack.length > 0 && !done.has(start)) {
      const top = stack[stack.length - 1]
      const to = top?.rest.pop()
      if (top === undefined) break
      if (to === undefined) {
        done.add(top.node)
        stack.pop()
        path.pop()
        continue
      }
      const index = path.indexOf(to)
      if (index >= 0) {
        const circle = path.slice(index)
        if (!found.some((other) => other.length === circle.length && other.every((node) => circle.includes(node))))
          found.push(circle)
      } else if (!done.has(to)) {
        path.push(to)
        stack.push({ node: to, rest: [...next(to)] })
      }
    }
  }
  return found
}

function computedCircles(model: Model): readonly DocumentProblem[] {
  const computed = [...model.entities.values()].flatMap((entity) =>
    [...entity.fields.values()].filter((field) => field.type.source === 'computed'),
  )
  const next = (field: Field): readonly Field[] =>
    field.reads
      .flatMap((path) =>
        resolvePath(model.entities, field.entity, path.join('.')).steps.flatMap((step) =>
          step.field ? [step.field] : [],
        ),
      )
      .filter((read) => read.type.source === 'computed')
  return circles(computed, next).flatMap((circle) => {
    const names = [...circle, circle[0]].map((field) => (field ? `${field.entity}.${field.key}` : '')).join(' → ')
    return circle.map((field) => {
      const { document, path } = placeOf(model, field)
      return {
        ...problem(
          'circle',
          path,
          { en: `This field reads itself: ${names}`, 'zh-CN': `该字段循环引用自身:${names}` },
          { circle: circle.map((each) => `${each.entity}.${each.key}`) },
        ),
        document,
      }
    })
  })
}

/** Where a field is drawn: the document that has it and the pointer to it. */
export function placeOf(model: Model, field: Field): { readonly document: string; readonly path: string } {
  const entity = model.entities.get(field.entity)
  const header = entity?.origin.kind === 'lines' ? model.entities.get(entity.origin.parent) : entity
  const key = header?.key ?? field.entity
  for (const document of model.documents) {
    if (document.kind !== 'entity' || (document.key !== key && document.extends !== key)) continue
    for (const [index, own] of document.fields.entries()) {
      if (own.id === field.id && header === entity)
        return { document: documentName(document), path: pointer('/fields', index) }
      const line = own.fields?.findIndex((each) => each.id === field.id) ?? -1
      if (line >= 0 && `${key}.${own.key}` === field.entity)
        return { document: documentName(document), path: pointer('/fields', index, 'fields', line) }
    }
  }
  return { document: `entity/${key}`, path: '/fields' }
}

function viaCircles(model: Model): readonly DocumentProblem[] {
  return [...model.roles.values()].flatMap((role) => {
    const vias = role.grants.flatMap((grant, index) => {
      if (typeof grant.scope === 'string' || !('via' in grant.scope)) return []
      const to = resolvePath(model.entities, grant.entity, grant.scope.via).steps.at(-1)?.relation?.to ?? []
      return [{ entity: grant.entity, to, index }]
    })
    const next = (entity: string) => vias.filter((via) => via.entity === entity).flatMap((via) => via.to)
    // A grant that decides by itself ends a circle for nobody else: readers still ask the others in turn.
    return circles(new Set(vias.map((via) => via.entity)), next).flatMap((circle) =>
      vias
        .filter((via) => circle.includes(via.entity) && via.to.some((to) => circle.includes(to)))
        .map((via) => ({
          ...problem(
            'circle',
            pointer('/grants', via.index, 'scope', 'via'),
            {
              en: `These scopes ask each other in a circle: ${[...circle, circle[0]].join(' → ')}`,
              'zh-CN': `这些数据范围相互循环:${[...circle, circle[0]].join(' → ')}`,
            },
            { circle: [...circle] },
          ),
          document: documentName(role),
        })),
    )
  })
}

function teamCircles(model: Model): readonly DocumentProblem[] {
  const next = (key: string) => {
    const parent = model.teams.get(key)?.parent
    return parent === undefined ? [] : [parent]
  }
  return circles(model.teams.keys(), next).flatMap((circle) =>
    circle.flatMap((key) => {
      const team = model.teams.get(key)
      if (!team) return []
      const names = [...circle, circle[0]].join(' → ')
      return [
        {
          ...problem(
            'circle',
            '/parent',
            { en: `This team stands above itself: ${names}`, 'zh-CN': `团队循环隶属:${names}` },
            { circle: [...circle] },
          ),
          document: documentName(team),
        },
      ]
    }),
  )
}
