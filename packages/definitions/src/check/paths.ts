import { entityKeyOf } from '../compile/merge-extensions.ts'
import { type ResolvedPath, resolvePath } from '../compile/paths.ts'
import type { Document, FieldDefinition, ViewDocument } from '../documents/index.ts'
import type { Model } from '../model.ts'
import { type Problem, pointer, problem } from '../problem.ts'

/** Whether paths lead to what their place asks for: lists for rollups, one record for lookups, records for scopes, a currency for money, days for calendars. */
export function pathProblems(document: Document, model: Model): readonly Problem[] {
  if (document.kind === 'entity') return fieldPaths(document.fields, entityKeyOf(document), model, '/fields')
  if (document.kind === 'view') return calendarPaths(document, model)
  if (document.kind !== 'role') return []
  return document.grants.flatMap((grant, index) => {
    if (typeof grant.scope === 'string' || !('via' in grant.scope)) return []
    const path = resolvePath(model.entities, grant.entity, grant.scope.via)
    const isRecord = path.unknown || path.steps.at(-1)?.relation
    return isRecord ? [] : [wrong(pointer('/grants', index, 'scope', 'via'), grant.scope.via, 'records', '记录')]
  })
}

function calendarPaths({ entity, calendar }: ViewDocument, model: Model): readonly Problem[] {
  return (['start', 'end'] as const).flatMap((name) => {
    const path = calendar?.[name]
    if (path === undefined) return []
    const resolved = resolvePath(model.entities, entity, path)
    const kind = kindOf(resolved)
    if (resolved.unknown || kind === 'date' || kind === 'datetime') return []
    return [wrong(`/calendar/${name}`, path, 'a date', '日期')]
  })
}

function fieldPaths(fields: readonly FieldDefinition[], entity: string, model: Model, at: string): readonly Problem[] {
  return fields.flatMap((field, index) => {
    const place = pointer(at, index)
    const problems: Problem[] = []
    const judge = (
      path: string | undefined,
      name: string,
      fits: (resolved: ResolvedPath) => boolean,
      en: string,
      zh: string,
    ) => {
      if (path === undefined) return
      const resolved = resolvePath(model.entities, entity, path)
      if (resolved.unknown || fits(resolved)) return
      problems.push(wrong(place + name, path, en, zh))
    }
    judge(field.over, '/over', endsInMany, 'a list of records', '记录列表')
    judge(field.path, '/path', (path) => !passesMany(path), 'one record’s field', '单条记录的字段')
    if (typeof field.currency === 'object')
      judge(field.currency.from, '/currency/from', endsInCurrency, 'a currency field', '币种字段')
    if (field.fields) problems.push(...fieldPaths(field.fields, `${entity}.${field.key}`, model, `${place}/fields`))
    return problems
  })
}

const passesMany = (path: ResolvedPath): boolean => path.steps.some((step) => step.relation?.cardinality === 'many')

const endsInMany = (path: ResolvedPath): boolean => passesMany(path) && path.steps.at(-1)?.relation !== undefined

const endsInCurrency = (path: ResolvedPath): boolean => kindOf(path) === 'currency'

/** What the rule language takes the end of a path for. */
function kindOf(path: ResolvedPath): string | undefined {
  const field = path.steps.at(-1)?.field
  if (!field) return undefined
  const type =
    path.part === undefined ? field.type.ruleType(field.settings) : field.type.parts?.(field.settings)[path.part]?.type
  return type?.kind
}

function wrong(at: string, path: string, en: string, zh: string): Problem {
  return problem(
    'wrong_type',
    at,
    { en: `"${path}" does not lead to ${en}`, 'zh-CN': `“${path}”指向的不是${zh}` },
    { path, expected: en },
  )
}
