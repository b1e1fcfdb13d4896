import { resolvePath } from '../compile/paths.ts'
import type { RuleJson } from '../documents/index.ts'
import type { Field, Model } from '../model.ts'
import { pointer } from '../problem.ts'
import type { RuleSite } from './visitor.ts'
import type { Walker } from './walker.ts'

/** The record a bare `var` reads, and the one `$record` reads. */
type Frame = { readonly entity: string | undefined; readonly record: string | undefined }

const overElements: ReadonlySet<string> = new Set(['some', 'all', 'none', 'count', 'sum', 'avg', 'min', 'max', 'first'])
const comparing: ReadonlySet<string> = new Set(['==', '!=', 'in', 'hasAny', 'hasAll', 'hasNone'])

/**
 * Walks every key that a rule mentions: paths segment by segment, options and stages compared with, roles, teams and approvals. Works on
 * raw JSON, so that a rule with problems keeps what it says elsewhere.
 */
export function mapRule(json: RuleJson, site: RuleSite, walker: Walker): RuleJson {
  return mapNode(json, site.at, { entity: site.entity, record: site.record ?? site.entity }, walker, 0)
}

function mapNode(json: unknown, at: string, frame: Frame, walker: Walker, depth: number): unknown {
  if (typeof json !== 'object' || json === null || depth > 100) return json
  if (Array.isArray(json)) return json.map((item, index) => mapNode(item, pointer(at, index), frame, walker, depth + 1))
  return Object.fromEntries(
    Object.entries(json).map(([operator, operand]) => [
      operator,
      mapCall(operator, operand, pointer(at, operator), frame, walker, depth + 1),
    ]),
  )
}

function mapCall(operator: string, operand: unknown, at: string, frame: Frame, walker: Walker, depth: number): unknown {
  if (operator === 'var') return mapFirst(operand, at, (path, place) => mapVar(path, place, frame, walker))
  if (operator === 'hasRole') return mapTexts(operand, at, walker.named('role'))
  if (operator === 'inTeam') return mapTexts(operand, at, walker.named('team'))
  if (operator === 'approvalState') return mapFirst(operand, at, walker.named('approval'))
  if (!Array.isArray(operand)) return mapNode(operand, at, frame, walker, depth)
  if (overElements.has(operator)) {
    const element = elementOf(operand[0], frame, walker.model)
    if (element !== undefined) {
      const inside = { entity: element, record: frame.record }
      return operand.map((item, index) => {
        const place = pointer(at, index)
        if (index === 0) return mapNode(item, place, frame, walker, depth)
        if (operator === 'first' && typeof item === 'string') return walker.sortPath(element)(item, place)
        return mapNode(item, place, inside, walker, depth)
      })
    }
  }
  if (comparing.has(operator)) {
    const compared = operand.flatMap((item) => fieldOf(item, frame, walker.model) ?? [])[0]
    if (compared)
      return operand.map((item, index) => {
        const place = pointer(at, index)
        if (typeof item === 'string') return compared.literal(item, place, walker)
        if (Array.isArray(item))
          return item.map((each, i) =>
            typeof each === 'string' ? compared.literal(each, pointer(place, i), walker) : each,
          )
        return mapNode(item, place, frame, walker, depth)
      })
  }
  return operand.map((item, index) => mapNode(item, pointer(at, index), frame, walker, depth))
}

/** A text, or a list that begins with one. */
function mapFirst(operand: unknown, at: string, map: (text: string, at: string) => string): unknown {
  if (typeof operand === 'string') return map(operand, at)
  if (!Array.isArray(operand) || typeof operand[0] !== 'string') return operand
  return [map(operand[0], pointer(at, 0)), ...operand.slice(1)]
}

function mapTexts(operand: unknown, at: string, map: (text: string, at: string) => string): unknown {
  if (typeof operand === 'string') return map(operand, at)
  if (!Array.isArray(operand)) return operand
  return operand.map((item, index) => {
    const place = pointer(at, index)
    return typeof item === 'string' || Array.isArray(item) ? mapTexts(item, place, map) : item
  })
}

/** What a name in front of a path stands for: its entity and the rest of the path. */
function rootOf(
  path: string,
  frame: Frame,
): { readonly prefix: string; readonly entity: string | undefined; readonly rest: string } {
  const match = /^(\$record|\$old|\$user)\.(.*)$/.exec(path)
  if (!match) return { prefix: '', entity: path.startsWith('$') ? undefined : frame.entity, rest: path }
  const [, name = '', rest = ''] = match
  return { prefix: `${name}.`, entity: name === '$user' ? 'user' : frame.record, rest }
}

function mapVar(path: string, at: string, frame: Frame, walker: Walker): string {
  const { prefix, entity, rest } = rootOf(path, frame)
  return entity === undefined ? path : prefix + walker.path(entity)(rest, at)
}

function resolveVar(operand: unknown, frame: Frame, model: Model) {
  if (typeof operand !== 'object' || operand === null || !('var' in operand)) return undefined
  const path: unknown = Array.isArray(operand.var) ? operand.var[0] : operand.var
  if (typeof path !== 'string') return undefined
  const { entity, rest } = rootOf(path, frame)
  return entity === undefined ? undefined : resolvePath(model.entities, entity, rest)
}

/** The entity of a collection's elements, where the operand is one. */
function elementOf(operand: unknown, frame: Frame, model: Model): string | undefined {
  const resolved = resolveVar(operand, frame, model)
  const end = resolved?.steps.at(-1)
  if (!resolved || resolved.unknown || resolved.part !== undefined || end?.relation?.cardinality !== 'many')
    return undefined
  return end.target ?? (end.relation.to.length === 1 ? end.relation.to[0] : undefined)
}

/** How a literal beside a `var` is read: as an option, a stage, a pipeline, a role. */
function fieldOf(
  operand: unknown,
  frame: Frame,
  model: Model,
): { readonly literal: (text: string, at: string, walker: Walker) => string } | undefined {
  const resolved = resolveVar(operand, frame, model)
  const field = resolved?.steps.at(-1)?.field
  if (!resolved || resolved.unknown || !field) return undefined
  const { part } = resolved
  return { literal: (text, at, walker) => literalOf(field, part, text, at, walker) }
}

/** A literal that stands for a value of a field. */
export function literalOf(field: Field, part: string | undefined, text: string, at: string, walker: Walker): string {
  const entity = walker.model.entities.get(field.entity)
  const owner = entity?.origin.kind === 'collection' ? walker.model.entities.get(entity.origin.parent) : entity
  const pipelines = owner?.pipelines.map((pipeline) => pipeline.key) ?? []
  const inHistory = entity?.origin.kind === 'collection' && entity.origin.collection === 'stageHistory'
  if (part === 'pipeline' || (inHistory && field.key === 'pipeline')) return walker.named('pipeline')(text, at)
  if (part !== undefined) return text
  if (field.type.servesAs === 'stage' || (inHistory && field.key === 'stage')) return walker.stage(pipelines)(text, at)
  if (field.type.optionsAre !== undefined) return walker.named(field.type.optionsAre)(text, at)
  if (entity?.origin.kind === 'collection' && entity.origin.collection === 'approvals' && field.key === 'approval')
    return walker.named('approval')(text, at)
  return field.options.length > 0 ? walker.option(field.entity, field.key)(text, at) : text
}
