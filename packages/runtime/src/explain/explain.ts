import type { Action } from '@atelier/definitions'
import { type AccessReason, explainAccess, fieldAccess, type Reader } from '@atelier/records'
import { runStatement } from '../database/run-statement.ts'
import { isId } from '../kernel/take-values.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

const actions: readonly Action[] = ['read', 'create', 'update', 'delete', 'export', 'import', 'assign', 'convert']

export function readAction(text: string | undefined): Action {
  return actions.find((action) => action === text) ?? 'read'
}

export type Explained = {
  readonly allowed: boolean
  readonly reasons: readonly { readonly code: string; readonly message: string }[]
  readonly grants: readonly (AccessReason & { readonly covers?: boolean })[]
  readonly field?: { readonly key: string; readonly access: string }
}

type Coverage = { readonly exists: boolean; readonly binned: boolean; readonly covers: readonly boolean[] }

const sentences = {
  unlimited: { en: 'Administrators may do everything.', 'zh-CN': '管理员可执行所有操作。' },
  noGrant: {
    en: 'No role of this person allows it on this entity.',
    'zh-CN': '此人的任何角色都未授权对该业务对象执行此操作。',
  },
  unknown: { en: 'There is no such record.', 'zh-CN': '没有该记录。' },
  binned: { en: 'The record is in the recycle bin.', 'zh-CN': '该记录在回收站中。' },
  outside: {
    en: 'Roles allow it, but this record is outside their scopes.',
    'zh-CN': '角色允许该操作,但此记录不在其数据范围内。',
  },
  covered: { en: 'A grant covers this record.', 'zh-CN': '有授权覆盖此记录。' },
  granted: { en: 'Roles allow it, for the records inside their scopes.', 'zh-CN': '角色允许,限其数据范围内的记录。' },
  hidden: { en: 'The field is hidden from this person.', 'zh-CN': '该字段对此人隐藏。' },
  readOnly: { en: 'The field may be read but not written.', 'zh-CN': '该字段只可查看,不可修改。' },
} as const

/** Why a person may or may not do something to an entity, a record or a field, in the asker's language. */
export async function explain(
  context: Context,
  reader: Reader,
  question: {
    readonly entity: string
    readonly action: Action
    readonly id: string | undefined
    readonly field: string | undefined
  },
): Promise<Explained> {
  const { model } = context.generation
  const asked = question.id !== undefined && isId(question.id) ? { id: question.id } : {}
  const { unlimited, grants, statement } = explainAccess(queryContext(context, reader), {
    entity: question.entity,
    action: question.action,
    ...asked,
  })
  const coverage: Coverage | undefined = statement && JSON.parse(await runStatement(context.workspace.pool, statement))
  const codes: (keyof typeof sentences)[] = []
  let allowed = unlimited || grants.length > 0
  if (question.id !== undefined && coverage && (!coverage.exists || coverage.binned)) {
    allowed = false
    codes.push(coverage.binned ? 'binned' : 'unknown')
  } else if (unlimited) codes.push('unlimited')
  else if (grants.length === 0) codes.push('noGrant')
  else if (coverage) {
    allowed = coverage.covers.some((covers) => covers)
    codes.push(allowed ? 'covered' : 'outside')
  } else codes.push('granted')
  const right =
    question.field === undefined
      ? undefined
      : (fieldAccess(reader, model, question.entity).get(question.field)?.access ?? 'hidden')
  if (right === 'hidden') {
    allowed = false
    codes.push('hidden')
  } else if ((right === 'read' || right === 'masked') && question.action !== 'read') {
    allowed = false
    codes.push('readOnly')
  }
  return {
    allowed,
    reasons: codes.map((code) => ({ code, message: sentences[code][context.language] })),
    grants: grants.map((grant, i) => ({ ...grant, ...(coverage ? { covers: coverage.covers[i] === true } : {}) })),
    ...(question.field === undefined || right === undefined ? {} : { field: { key: question.field, access: right } }),
  }
}
