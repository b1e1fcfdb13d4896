import {
  type ChangePlan,
  compileModel,
  type Document,
  type Entity,
  type Field,
  type ImpactQuestion,
  type Model,
} from '@atelier/definitions'
import { checkForm } from '@atelier/forms'
import { compileCount } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { runStatement } from '../database/run-statement.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { duplicateProblems } from './duplicate-values.ts'

type Sentence = { readonly en: string; readonly 'zh-CN': string }

/** How many records a change touches, and why it matters. */
export type Impact = Omit<ImpactQuestion, 'filter'> & { readonly records: number; readonly sentence: Sentence }

export type Measured = {
  /** The model that the documents lead to. */
  readonly model: Model
  readonly counts: readonly Impact[]
  /** Changes that the data as it stands refuses. */
  readonly problems: readonly Problem[]
}

const named = (thing: Entity | Field | undefined, key: string, language: 'en' | 'zh-CN'): string =>
  thing?.label[language] ?? thing?.label['en'] ?? key

function sentenceOf(model: Model, question: ImpactQuestion, n: number): Sentence {
  const entity = model.entities.get(question.entity)
  const field = question.field === undefined ? undefined : entity?.fields.get(question.field)
  const words = (language: 'en' | 'zh-CN') => ({
    entity: named(entity, question.entity, language),
    field: named(field, question.field ?? '', language),
  })
  const [en, zh] = [words('en'), words('zh-CN')]
  const { value, replacedBy } = question
  switch (question.code) {
    case 'entity_dropped':
      return {
        en: `${n} records of ${en.entity} are no longer reachable; they stay in the database and come back with a rollback.`,
        'zh-CN': `${zh.entity}的 ${n} 条记录将不可访问;数据会保留,回滚后恢复。`,
      }
    case 'field_dropped':
      return {
        en: `${n} records have a value in ${en.field}; it is kept and comes back with a rollback.`,
        'zh-CN': `${n} 条记录的“${zh.field}”有值;数据会保留,回滚后恢复。`,
      }
    case 'required_empty':
      return {
        en: `${n} records have no ${en.field} yet; each asks for it when it is next saved.`,
        'zh-CN': `${n} 条记录的“${zh.field}”为空,下次保存时需要填写。`,
      }
    default:
      return {
        en: `${n} records have "${value}" in ${en.field} and ${replacedBy === undefined ? 'keep it' : `move to "${replacedBy}"`}.`,
        'zh-CN': `${n} 条记录的“${zh.field}”为“${value}”,${replacedBy === undefined ? '保持不变' : `将改为“${replacedBy}”`}。`,
      }
  }
}

async function count(context: Context, question: ImpactQuestion): Promise<number> {
  const compiled = compileCount(queryContext(unrestricted(context)), {
    entity: question.entity,
    ...(question.filter === undefined ? {} : { filter: question.filter }),
  })
  // What the language cannot ask of a list (a field computed on read, say) has no count.
  if (!compiled.ok) return 0
  const { value }: { value: number } = JSON.parse(await runStatement(context.workspace.pool, compiled.statement))
  return value
}

/** A form may tighten what its entity asks, never loosen it. */
function formProblems(model: Model): readonly Problem[] {
  return [...model.forms.values()].flatMap((form) =>
    checkForm(model, form).map((problem) => ({ ...problem, document: `form/${form.key}` })),
  )
}

/** Asks the data, as it stands now, what a planned change would do to it. Nothing is changed. */
export async function measureImpact(
  context: Context,
  documents: readonly Document[],
  plan: ChangePlan,
): Promise<Measured> {
  const model = compileModel(documents, { revision: context.generation.revision + 1 })
  if (plan.problems.length > 0) return { model, counts: [], problems: plan.problems }
  const counts: Impact[] = []
  for (const question of plan.impacts) {
    const records = await count(context, question)
    const { filter: _, ...impact } = question
    if (records > 0)
      counts.push({ ...impact, records, sentence: sentenceOf(context.generation.model, question, records) })
  }
  return { model, counts, problems: [...formProblems(model), ...(await duplicateProblems(context, model))] }
}
