import { resolvePath } from '../compile/paths.ts'
import type {
  ApprovalDocument,
  ApprovalStep,
  AutomationDocument,
  Document,
  GateDefinition,
  PipelineDocument,
} from '../documents/index.ts'
import type { Model } from '../model.ts'
import { type Problem, pointer, problem } from '../problem.ts'
import { volatileProblem } from './entities.ts'

/** What is wrong with pipelines, approvals and automations beyond what they name. */
export function processProblems(document: Document, model: Model): readonly Problem[] {
  switch (document.kind) {
    case 'pipeline':
      return pipelineProblems(document, model)
    case 'approval':
      return [...lockProblems(document, model), ...deciderProblems(document)]
    case 'automation':
      return triggerProblems(document, model)
    default:
      return []
  }
}

function pipelineProblems(pipeline: PipelineDocument, model: Model): readonly Problem[] {
  const entity = model.entities.get(pipeline.entity)
  const problems: Problem[] = []
  if (entity && !entity.stage)
    problems.push(
      problem(
        'required',
        '/entity',
        { en: `"${pipeline.entity}" has no stage field`, 'zh-CN': `“${pipeline.entity}”没有阶段字段` },
        { entity: pipeline.entity },
        { en: 'Add a field of type stage that names this pipeline', 'zh-CN': '请添加引用本流程的阶段字段' },
      ),
    )
  if (pipeline.stages[0] && pipeline.stages[0].outcome !== 'open')
    problems.push(
      problem(
        'wrong_value',
        '/stages/0/outcome',
        { en: 'The first stage must be open', 'zh-CN': '第一个阶段须为进行中' },
        { value: pipeline.stages[0].outcome },
      ),
    )
  if (pipeline.moves && pipeline.forward !== 'explicit')
    problems.push(
      problem('not_allowed_here', '/moves', {
        en: 'Moves are listed only with "forward": "explicit"',
        'zh-CN': '仅在 "forward": "explicit" 时列出推进路径',
      }),
    )
  const reached = reachedStages(pipeline)
  pipeline.stages.forEach((stage, index) => {
    const at = pointer('/stages', index)
    if (!reached.has(stage.key) && !stage.retired)
      problems.push(
        problem(
          'unreachable_stage',
          at,
          { en: `No move leads to the stage "${stage.key}"`, 'zh-CN': `没有任何推进路径通向阶段“${stage.key}”` },
          { stage: stage.key },
          {
            en: 'Add a move to it, or let it be entered from any stage',
            'zh-CN': '请添加通向它的推进路径,或允许从任意阶段进入',
          },
        ),
      )
    problems.push(
      ...gateProblems(stage.entry, pipeline, model, pointer(at, 'entry')),
      ...gateProblems(stage.exit, pipeline, model, pointer(at, 'exit')),
    )
  })
  pipeline.moves?.forEach((move, index) => {
    problems.push(...gateProblems(move.gates, pipeline, model, pointer('/moves', index, 'gates')))
  })
  return problems
}

/** An approval as a gate is of the same entity: it is the record that waits. */
function gateProblems(
  gates: readonly GateDefinition[] | undefined,
  pipeline: PipelineDocument,
  model: Model,
  at: string,
): readonly Problem[] {
  return (gates ?? []).flatMap((gate, index) => {
    if (gate.gate !== 'approval') return []
    const approval = model.approvals.get(gate.approval)
    if (!approval || approval.entity === pipeline.entity) return []
    return [
      problem(
        'wrong_entity',
        pointer(at, index, 'approval'),
        {
          en: `The approval "${gate.approval}" is for "${approval.entity}"`,
          'zh-CN': `审批流“${gate.approval}”属于“${approval.entity}”`,
        },
        { approval: gate.approval, entity: approval.entity },
        { en: 'Use a gate of kind rule with approvalState', 'zh-CN': '请改用带 approvalState 的规则关卡' },
      ),
    ]
  })
}

/** Stages that some way of moving leads to, the first included. */
function reachedStages(pipeline: PipelineDocument): ReadonlySet<string> {
  const [first] = pipeline.stages
  const reached = new Set<string>(first ? [first.key] : [])
  for (let grown = true; grown; ) {
    grown = false
    pipeline.stages.forEach((stage, index) => {
      if (reached.has(stage.key)) return
      const before = pipeline.stages.slice(0, index)
      const open =
        stage.from === 'any' ||
        (pipeline.forward === 'any' && before.some((other) => reached.has(other.key))) ||
        (pipeline.forward === 'sequential' && isNext(pipeline, index, reached)) ||
        (pipeline.moves ?? []).some((move) => move.to === stage.key && move.from.some((key) => reached.has(key)))
      if (open) {
        reached.add(stage.key)
        grown = true
      }
    })
  }
  return reached
}

/** Whether a reached open stage stands before it with only optional or closed stages between. */
function isNext(pipeline: PipelineDocument, index: number, reached: ReadonlySet<string>): boolean {
  for (let position = index - 1; position >= 0; position -= 1) {
    const stage = pipeline.stages[position]
    if (!stage) return false
    if (reached.has(stage.key) && !stage.retired) return true
    if (!stage.optional && !stage.retired && stage.outcome === 'open') return false
  }
  return false
}

/** An approval that nobody decides would approve everything. */
function deciderProblems(approval: ApprovalDocument): readonly Problem[] {
  const decides = (step: ApprovalStep): boolean => {
    switch (step.type) {
      case 'approve':
        return true
      case 'cc':
        return false
      case 'branch':
        return step.cases.some((each) => each.steps.some(decides))
      case 'parallel':
        return step.branches.some((each) => each.steps.some(decides))
    }
  }
  return approval.steps.some(decides)
    ? []
    : [problem('required', '/steps', { en: 'Nobody decides this approval', 'zh-CN': '该审批没有审批人' })]
}

function lockProblems(approval: ApprovalDocument, model: Model): readonly Problem[] {
  const entity = model.entities.get(approval.entity)
  return (approval.lock?.fields ?? []).flatMap((key, index) => {
    const field = entity?.fields.get(key)
    const at = pointer('/lock/fields', index)
    if (!field || (field.type.source === 'input' && !field.system)) return []
    return [
      problem(
        'not_writable',
        at,
        { en: `"${key}" is not written by people, so it cannot be locked`, 'zh-CN': `“${key}”不由人填写,无法锁定` },
        { field: key },
        field.reads.length > 0
          ? {
              en: `Lock what it is made from: ${field.reads.map((path) => path.join('.')).join(', ')}`,
              'zh-CN': `请锁定其来源字段:${field.reads.map((path) => path.join('.')).join('、')}`,
            }
          : undefined,
      ),
    ]
  })
}

function triggerProblems(automation: AutomationDocument, model: Model): readonly Problem[] {
  const { trigger } = automation
  if (trigger.on !== 'field.changed' && trigger.on !== 'time.reached') {
    const needsStage = trigger.on === 'stage.entered' || trigger.on === 'stage.left'
    const entity = model.entities.get(automation.entity)
    return needsStage && entity && !entity.stage
      ? [
          problem(
            'required',
            '/entity',
            { en: `"${automation.entity}" has no stage field`, 'zh-CN': `“${automation.entity}”没有阶段字段` },
            { entity: automation.entity },
          ),
        ]
      : []
  }
  const { steps, part } = resolvePath(model.entities, automation.entity, trigger.field)
  const end = steps.at(-1)?.field
  if (!end) return []
  if (end.volatile) return [volatileProblem(end, '/trigger/field')]
  if (trigger.on === 'field.changed') return []
  const type = part === undefined ? end.type.ruleType(end.settings) : end.type.parts?.(end.settings)[part]?.type
  return type && type.kind !== 'date' && type.kind !== 'datetime'
    ? [
        problem(
          'wrong_type',
          '/trigger/field',
          { en: `"${trigger.field}" is no date or time`, 'zh-CN': `“${trigger.field}”不是日期或时间` },
          { field: trigger.field, expected: 'date' },
        ),
      ]
    : []
}
