import type { WorkspaceField } from '@atelier/api'
import { valueUi } from '@atelier/fields/ui'
import {
  checkRule,
  describe,
  type FieldShape,
  type Language,
  type RuleType,
  type Scope,
  type Shape,
} from '@atelier/rules'
import type { WorkspaceView } from '../../workspace/model.ts'

const text: RuleType = { kind: 'text' }

function typeOf(field: WorkspaceField): RuleType {
  const options = field.options.map(({ key, label }) => ({ key, ...(label === undefined ? {} : { label }) }))
  const { kind } = valueUi(field)
  switch (kind) {
    case 'choice':
    case 'choices':
      return { kind, ...(options.length > 0 ? { options } : {}) }
    case 'reference':
    case 'people':
      return { kind: 'reference', entity: field.targets[0] ?? '' }
    case 'references':
    case 'files':
      return { kind: 'references', entities: field.targets }
    case 'money':
      return { kind, currency: 'workspace' }
    case 'prose':
    case 'collection':
      return text
    default:
      return { kind }
  }
}

const part = (type: RuleType, en: string, zh: string) => ({ type, read: () => null, label: { en, 'zh-CN': zh } })

function stageParts(workspace: WorkspaceView, entity: string): FieldShape['parts'] {
  const keys = (workspace.entities.get(entity)?.pipelines ?? []).map(({ key }) => ({ key }))
  const outcomes = [
    { key: 'open', label: { en: 'Open', 'zh-CN': '进行中' } },
    { key: 'won', label: { en: 'Won', 'zh-CN': '赢单' } },
    { key: 'lost', label: { en: 'Lost', 'zh-CN': '输单' } },
  ]
  return {
    outcome: part({ kind: 'choice', options: outcomes }, 'Outcome', '结果'),
    pipeline: part({ kind: 'choice', options: keys }, 'Process', '流程'),
    since: part({ kind: 'datetime' }, 'Since', '进入时间'),
    closedAt: part({ kind: 'datetime' }, 'Closed', '结束时间'),
    furthest: part({ kind: 'number' }, 'Furthest', '最远阶段'),
    probability: part({ kind: 'number' }, 'Probability', '概率'),
  }
}

function shapeOf(workspace: WorkspaceView, key: string): Shape | undefined {
  const entity = workspace.entities.get(key)?.source
  if (!entity) return undefined
  const stages = workspace.entities.get(key)?.stage?.stages ?? []
  return {
    key,
    label: entity.label,
    field: (name) => {
      const field = entity.fields.find((each) => each.key === name)
      if (field) {
        const shape = { key: name, id: field.id, label: field.label, type: typeOf(field) }
        if (field.definition.pipelines === undefined) return shape
        const options = stages.map((stage) => ({
          key: stage.key,
          ...(stage.label === undefined ? {} : { label: stage.label }),
        }))
        return { ...shape, type: { kind: 'choice', options }, parts: stageParts(workspace, key) ?? {} }
      }
      const relation = entity.relations.find((each) => each.key === name)
      if (!relation) return undefined
      const [to = ''] = relation.to
      const type: RuleType =
        relation.cardinality === 'one' ? { kind: 'reference', entity: to } : { kind: 'collection', entity: to }
      return { key: name, id: name, label: relation.label, type }
    },
  }
}

/** A rule in the reader's language, with the labels of the workspace; undefined when the reader may not see all it asks about. */
export function ruleWords(
  workspace: WorkspaceView,
  entity: string,
  rule: unknown,
  language: string,
): string | undefined {
  const scope: Scope = {
    entity,
    shape: (key) => shapeOf(workspace, key),
    relationSteps: 4,
    workspaceCurrency: workspace.currency,
    names: { $user: { type: { kind: 'reference', entity: 'user' }, required: true } },
  }
  const spoken: Language = language === 'zh-CN' ? 'zh-CN' : 'en'
  const checked = checkRule(rule, { scope, expects: { kind: 'boolean' }, mode: 'plain' })
  return checked.rule ? describe(checked.rule, spoken) : undefined
}

/** What a path is called: labels of its steps, the last one alone where it says enough. */
export function pathLabel(
  workspace: WorkspaceView,
  entity: string,
  path: string,
  say: (label: FieldShape['label'] | undefined, fallback: string) => string,
): string {
  const [first = '', ...rest] = path.split('.')
  const shape = shapeOf(workspace, entity)?.field(first)
  if (!shape) return path
  const [next] = rest
  if (next === undefined) return say(shape.label, first)
  const stagePart = shape.parts?.[next]
  if (stagePart) return say(stagePart.label, next)
  const { type } = shape
  const target = 'entity' in type ? type.entity : undefined
  return target === undefined ? say(shape.label, first) : pathLabel(workspace, target, rest.join('.'), say)
}
