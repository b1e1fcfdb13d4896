import type { Document } from '../documents/index.ts'
import type { Model } from '../model.ts'
import { type Problem, pointer, problem } from '../problem.ts'
import { activityOf } from '../references/of-process.ts'

/** Tasks need an entity that keeps them: every `createTask` of a workspace without one is told so. */
export function taskProblems(document: Document, model: Model): readonly Problem[] {
  const hasSteps = document.kind === 'pipeline' || document.kind === 'automation' || document.kind === 'approval'
  return hasSteps && activityOf(model) === undefined ? tasksIn(document, '') : []
}

function tasksIn(value: unknown, at: string): readonly Problem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => tasksIn(item, pointer(at, index)))
  if (typeof value !== 'object' || value === null) return []
  const own =
    'action' in value && value.action === 'createTask'
      ? [
          problem(
            'required',
            pointer(at, 'action'),
            { en: 'No entity keeps tasks yet', 'zh-CN': '尚无业务对象记录任务' },
            { property: 'activity' },
            { en: 'Give an entity the property "activity"', 'zh-CN': '请为一个业务对象设置 "activity"' },
          ),
        ]
      : []
  return [...own, ...Object.entries(value).flatMap(([name, item]) => tasksIn(item, pointer(at, name)))]
}
