import type { Entity } from '@atelier/definitions'
import { compileViolations, mayEver } from '@atelier/records'
import { RuleNotInSqlError } from '@atelier/rules/sql'
import { defineRoute, type Route } from '../http/route.ts'
import { asReader } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { answerCompiled, entityFor, missing } from './answers.ts'
import { pageQuery } from './read-routes.ts'

const violations = defineRoute({
  method: 'GET',
  path: '/violations/:entity/:invariant',
  summary: 'Records that break an invariant, of those that I may see',
  access: 'signedIn',
  query: pageQuery,
  answers: { 200: '{records, next, count?}' },
  handle: async ({ context, params, query }) => {
    const entity = entityFor(context, params['entity'] ?? '') ?? linesFor(context, params['entity'] ?? '')
    if (entity === undefined) return missing
    const { sort, fields, after, count } = query
    try {
      const compiled = compileViolations(asReader(context), params['invariant'] ?? '', {
        entity: entity.key,
        limit: Number(query['limit'] ?? 50),
        ...(sort === undefined ? {} : { sort: sort.split(',') }),
        ...(fields === undefined ? {} : { fields: fields.split(',') }),
        ...(after === undefined ? {} : { after }),
        ...(count === 'capped' || count === 'exact' ? { count } : {}),
      })
      return compiled === undefined ? missing : await answerCompiled(context, compiled)
    } catch (error) {
      if (!(error instanceof RuleNotInSqlError)) throw error
      return { status: 422, problems: [notInSql] }
    }
  },
})

/** Lines state invariants too; they are seen with their header. */
function linesFor({ generation: { model }, reader }: Context, key: string): Entity | undefined {
  const entity = model.entities.get(key)
  return entity?.origin.kind === 'lines' && mayEver(reader, model, key, 'read') ? entity : undefined
}

const notInSql = {
  code: 'not_allowed_here',
  path: '/invariant',
  message: {
    en: 'This invariant can only be judged record by record.',
    'zh-CN': '该约束只能逐条记录判断。',
  },
}

/** Lists of what is to be put right. */
export const violationRoutes: readonly Route[] = [violations]
