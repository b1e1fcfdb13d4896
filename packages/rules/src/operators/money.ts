import { type Call, type Checker, placeOf, report } from '../check/checker.ts'
import { checkLiteral } from '../check/literals.ts'
import { checkKind, hasCount } from '../check/operands.ts'
import { type Decimal, decimalText, parseDecimal } from '../decimal.ts'
import { operand } from '../evaluate/evaluate-node.ts'
import type { Run } from '../evaluate/run.ts'
import { NUMBER } from '../node.ts'
import { dayText } from '../time/civil.ts'
import type { RuleType, Scope } from '../types.ts'
import { asDay, asDecimal, asMoney } from '../values.ts'
import { words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'

/** A currency code written out, one of the workspace's where those are known. */
function checkCurrency(call: Call, index: number, checker: Checker): string | undefined {
  const { at } = placeOf(call, index)
  const code = checkLiteral(call.operands[index], { kind: 'currency' }, at, checker)
  if (code === undefined) return undefined
  const known = checker.scope.currencies
  if (typeof code === 'string' && (known === undefined || known.includes(code))) return code
  return report(
    checker,
    'unknown_currency',
    at,
    words('This is not a currency of the workspace', '这不是工作区的币种'),
    {
      ...(known === undefined ? {} : { fix: words(`Known: ${known.join(', ')}`, `可用:${known.join('、')}`) }),
    },
  )
}

const moneyIn = (code: string, scope: Scope): RuleType => ({
  kind: 'money',
  currency: code === scope.workspaceCurrency ? 'workspace' : `code:${code}`,
})

function converted(amount: Decimal, from: string | null, to: string, on: number, run: Run): Decimal | null {
  if (from === to) return amount
  const text = from === null ? null : (run.env.convert?.(decimalText(amount), from, to, dayText(on)) ?? null)
  return text === null ? null : (parseDecimal(text) ?? null)
}

/** `{"money": ["12.50", "CNY"]}`: an amount of a known currency. */
const money = defineOperator({
  name: 'money',
  group: 'number',
  words: words('{0} {key}', '{0} {key}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2)) return undefined
    const amount = checkKind(call, 0, checker, ['number'], NUMBER)
    const code = checkCurrency(call, 1, checker)
    return amount === undefined || code === undefined
      ? undefined
      : callNode(call, moneyIn(code, checker.scope), [amount], { key: code })
  },
  evaluate: (node, run) => {
    const amount = asDecimal(operand(node, 0, run))
    const { key = '' } = node.options
    if (amount === null) return null
    const { workspaceCurrency } = run.env
    const isWorkspace = node.type.kind === 'money' && node.type.currency === 'workspace'
    const base = isWorkspace
      ? amount
      : workspaceCurrency === undefined
        ? null
        : converted(amount, key, workspaceCurrency, run.clock.today, run)
    return { kind: 'money', amount, currency: key, base }
  },
})

/** Money in another currency, at the rate of a day (today when left out). Into the workspace's currency without a day: the stored base. */
const convert = defineOperator({
  name: 'convert',
  group: 'number',
  tier: 'record',
  words: words('{0} in {key}', '{0} 折算为 {key}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, 3)) return undefined
    const value = checkKind(call, 0, checker, ['money'])
    const code = checkCurrency(call, 1, checker)
    const day = call.operands.length === 3 ? checkKind(call, 2, checker, ['date']) : undefined
    if (value === undefined || code === undefined || (call.operands.length === 3 && day === undefined)) return undefined
    const type = moneyIn(code, checker.scope)
    const stored = day === undefined && type.kind === 'money' && type.currency === 'workspace'
    return callNode(call, type, day === undefined ? [value] : [value, day], {
      key: code,
      ...(stored ? { by: 'base' as const } : {}),
    })
  },
  evaluate: (node, run) => {
    const value = asMoney(operand(node, 0, run))
    const { key = '', by } = node.options
    if (value === null) return null
    if (by === 'base')
      return value.base === null ? null : { kind: 'money', amount: value.base, currency: key, base: value.base }
    const day = node.args.length === 2 ? asDay(operand(node, 1, run)) : run.clock.today
    const from = value.currency ?? run.env.workspaceCurrency ?? null
    const amount = day === null ? null : converted(value.amount, from, key, day, run)
    return amount === null ? null : { kind: 'money', amount, currency: key, base: value.base }
  },
})

export const moneyOperators = [money, convert] as const
