import { type Call, type Checker, meant, placeOf, report } from '../check/checker.ts'
import { hasCount } from '../check/operands.ts'
import type { Run } from '../evaluate/run.ts'
import { BOOLEAN } from '../node.ts'
import type { Problem } from '../types.ts'
import { isRecord, own } from '../values.ts'
import { nearest, words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'

/** A key written out, of those that exist where they are known. */
function checkKey(
  call: Call,
  checker: Checker,
  known: readonly string[] | undefined,
  code: Problem['code'],
): string | undefined {
  if (!hasCount(call, checker, 1)) return undefined
  const [key] = call.operands
  if (typeof key === 'string' && key !== '' && (known === undefined || known.includes(key))) return key
  const near = typeof key === 'string' ? nearest(key, known ?? []) : undefined
  return report(
    checker,
    code,
    placeOf(call, 0).at,
    words(`"${call.name}" does not know this key`, `“${call.name}” 没有这个键`),
    meant(near),
  )
}

const needsUser = (call: Call, checker: Checker): boolean => {
  if (checker.scope.names?.$user !== undefined) return true
  report(checker, 'unknown_name', call.place.at, words('There is no user here', '此处没有当前用户'))
  return false
}

/** What the present user has under a name, as keys: texts, or the keys of records. */
function keysOfUser(run: Run, name: 'roles' | 'teams'): readonly string[] {
  const list = own(run.env.names?.$user, name)
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    const key = typeof item === 'string' ? item : isRecord(item) ? own(item, 'key') : null
    return typeof key === 'string' ? [key] : []
  })
}

const hasRole = defineOperator({
  name: 'hasRole',
  group: 'people',
  words: words('the user has the role {key}', '当前用户拥有角色 {key}'),
  check: (call, checker) => {
    if (!needsUser(call, checker)) return undefined
    const key = checkKey(call, checker, checker.scope.roles, 'unknown_role')
    return key === undefined ? undefined : callNode(call, BOOLEAN, [], { key })
  },
  evaluate: (node, run) => keysOfUser(run, 'roles').includes(node.options.key ?? ''),
})

/** `$user.teams` holds the teams that a person counts in; whether that includes the teams above is the caller's policy. */
const inTeam = defineOperator({
  name: 'inTeam',
  group: 'people',
  words: words('the user is in the team {key}', '当前用户属于团队 {key}'),
  check: (call, checker) => {
    if (!needsUser(call, checker)) return undefined
    const key = checkKey(call, checker, checker.scope.teams, 'unknown_team')
    return key === undefined ? undefined : callNode(call, BOOLEAN, [], { key })
  },
  evaluate: (node, run) => keysOfUser(run, 'teams').includes(node.options.key ?? ''),
})

const canRead = defineOperator({
  name: 'canRead',
  group: 'people',
  tier: 'server',
  words: words('the reader may read it', '读者可以查看它'),
  check: (call, checker) => {
    const { entity } = call.place.frame
    const empty = call.operands.length === 0 || (call.operands.length === 1 && call.operands[0] === null)
    if (checker.scope.canRead !== true || entity === undefined || !empty) {
      return report(
        checker,
        'not_allowed_here',
        call.place.at,
        words('"canRead" stands in the scope of a role only', '“canRead” 只能用于角色的数据范围'),
      )
    }
    return callNode(call, BOOLEAN, [], { entity })
  },
  evaluate: (node, run) =>
    run.element === null ? false : (run.env.canRead?.(run.element, node.options.entity ?? '') ?? false),
})

const STATES = ['notNeeded', 'needed', 'pending', 'approved', 'rejected', 'withdrawn']

const approvalState = defineOperator({
  name: 'approvalState',
  group: 'people',
  words: words('the state of the approval {key}', '审批 {key} 的状态'),
  check: (call, checker) => {
    const { entity } = call.place.frame
    if (entity === undefined)
      return report(checker, 'not_allowed_here', call.place.at, words('There is no record here', '此处没有记录'))
    const { approvals } = checker.scope
    const known = typeof approvals === 'function' ? approvals(entity) : approvals
    if (known === undefined && approvals !== undefined)
      return report(
        checker,
        'not_allowed_here',
        call.place.at,
        words('The state of an approval cannot be read here', '此处不能读取审批状态'),
        { fix: words('Ask for it in a rule, a gate or a filter', '请在规则、关卡或筛选中使用') },
      )
    const key = checkKey(call, checker, known, 'unknown_approval')
    const type = { kind: 'choice' as const, options: STATES.map((state) => ({ key: state })) }
    return key === undefined ? undefined : callNode(call, type, [], { key, entity })
  },
  evaluate: (node, run) => {
    const { key = '' } = node.options
    if (run.element === null) return null
    const state =
      run.env.approvalState === undefined
        ? own(own(run.element, '$approvals'), key)
        : run.env.approvalState(run.element, key)
    return typeof state === 'string' && state !== '' ? state : null
  },
})

export const peopleOperators = [hasRole, inTeam, canRead, approvalState] as const
