import type { Call, Checker } from '../check/checker.ts'
import { checkKind, checkKinds, hasCount, withoutCase } from '../check/operands.ts'
import { decimalOf, wholeNumber } from '../decimal.ts'
import { evaluateNode, operand } from '../evaluate/evaluate-node.ts'
import type { Run } from '../evaluate/run.ts'
import { BOOLEAN, type CallNode, type Node, NUMBER, TEXT } from '../node.ts'
import type { TypeKind } from '../types.ts'
import { asDecimal, asText, type Value } from '../values.ts'

import { words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'

const TEXTS: readonly TypeKind[] = ['text']
/** What `trim` removes: the controls from tab to return, the space, the no-break and the ideographic space. */
export const SPACES = '\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u3000'
const orEmpty = (text: string): string | null => (text === '' ? null : text)

function search(
  name: 'contains' | 'startsWith' | 'endsWith',
  holds: (text: string, part: string) => boolean,
  sentence: ReturnType<typeof words>,
) {
  return defineOperator({
    name,
    group: 'text',
    words: sentence,
    check: (original, checker) => {
      const { call, ci } = withoutCase(original)
      if (!hasCount(call, checker, 2)) return undefined
      const nodes = checkKinds(call, checker, [TEXTS, TEXTS])
      return nodes === undefined ? undefined : callNode(call, BOOLEAN, nodes, ci ? { ci } : {})
    },
    evaluate: (node, run) => {
      const [text, part] = [asText(operand(node, 0, run)), asText(operand(node, 1, run))]
      if (text === null || part === null) {
        if (run.mode === 'plain') return false
        for (const [index, value] of [text, part].entries()) {
          const arg = node.args[index]
          if (value === null && arg !== undefined) run.onEmpty?.(arg, run)
        }
        return null
      }
      return node.options.ci ? holds(text.toLowerCase(), part.toLowerCase()) : holds(text, part)
    },
  })
}

function checkTexts(call: Call, checker: Checker, min: number, max: number): Node | undefined {
  if (!hasCount(call, checker, min, max)) return undefined
  const nodes = checkKinds(
    call,
    checker,
    call.operands.map(() => TEXTS),
  )
  return nodes === undefined ? undefined : callNode(call, TEXT, nodes)
}

const change = (
  name: 'upper' | 'lower' | 'trim',
  apply: (text: string) => string,
  sentence: ReturnType<typeof words>,
) =>
  defineOperator({
    name,
    group: 'text',
    words: sentence,
    check: (call, checker) => checkTexts(call, checker, 1, 1),
    evaluate: (node, run) => {
      const text = asText(operand(node, 0, run))
      return text === null ? null : orEmpty(apply(text))
    },
  })

function trim(text: string): string {
  const characters = [...text]
  let start = 0
  let end = characters.length
  while (start < end && SPACES.includes(characters[start] ?? '')) start += 1
  while (end > start && SPACES.includes(characters[end - 1] ?? '')) end -= 1
  return characters.slice(start, end).join('')
}

const cat = defineOperator({
  name: 'cat',
  group: 'text',
  words: words('{all} joined', '拼接 {all}'),
  check: (call, checker) => checkTexts(call, checker, 1, Number.POSITIVE_INFINITY),
  evaluate: (node, run) => orEmpty(node.args.map((arg) => asText(evaluateNode(arg, run)) ?? '').join('')),
})

const length = defineOperator({
  name: 'length',
  group: 'text',
  words: words('the length of {0}', '{0} 的长度'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 1)) return undefined
    const node = checkKind(call, 0, checker, TEXTS)
    return node === undefined ? undefined : callNode(call, NUMBER, [node])
  },
  evaluate: (node, run) => {
    const text = asText(operand(node, 0, run))
    return text === null ? null : decimalOf([...text].length)
  },
})

function pieceOf(
  node: CallNode,
  run: Run,
  take: (characters: readonly string[], count: number) => readonly string[],
): Value {
  const text = asText(operand(node, 0, run))
  const count = asDecimal(operand(node, 1, run))
  if (text === null || count === null) return null
  const characters = [...text]
  const whole = wholeNumber(count, characters.length) ?? (count.digits < 0n ? 0 : characters.length)
  return orEmpty(take(characters, Math.max(0, whole)).join(''))
}

const piece = (
  name: 'left' | 'right',
  take: (characters: readonly string[], count: number) => readonly string[],
  sentence: ReturnType<typeof words>,
) =>
  defineOperator({
    name,
    group: 'text',
    words: sentence,
    check: (call, checker) => {
      if (!hasCount(call, checker, 2)) return undefined
      const nodes = checkKinds(call, checker, [TEXTS, ['number']])
      return nodes === undefined ? undefined : callNode(call, TEXT, nodes)
    },
    evaluate: (node, run) => pieceOf(node, run, take),
  })

/** Every occurrence, from the left. The replacement alone may be empty: it then removes. */
const replace = defineOperator({
  name: 'replace',
  group: 'text',
  words: words('{0} with {1} replaced by {2}', '将 {0} 中的 {1} 替换为 {2}'),
  check: (call, checker) => checkTexts(call, checker, 3, 3),
  evaluate: (node, run) => {
    const [text, from, to] = [0, 1, 2].map((index) => asText(operand(node, index, run)))
    return text == null || from == null ? null : orEmpty(text.split(from).join(to ?? ''))
  },
})

export const textOperators = [
  search('contains', (text, part) => text.includes(part), words('{0} contains {1}', '{0} 包含 {1}')),
  search('startsWith', (text, part) => text.startsWith(part), words('{0} starts with {1}', '{0} 以 {1} 开头')),
  search('endsWith', (text, part) => text.endsWith(part), words('{0} ends with {1}', '{0} 以 {1} 结尾')),
  cat,
  change('upper', (text) => text.toUpperCase(), words('{0} in capitals', '{0} 的大写')),
  change('lower', (text) => text.toLowerCase(), words('{0} in small letters', '{0} 的小写')),
  change('trim', trim, words('{0} without spaces around it', '{0} 去除首尾空白')),
  length,
  piece(
    'left',
    (characters, count) => characters.slice(0, count),
    words('the first {1} characters of {0}', '{0} 的前 {1} 个字符'),
  ),
  piece(
    'right',
    (characters, count) => characters.slice(characters.length - count),
    words('the last {1} characters of {0}', '{0} 的后 {1} 个字符'),
  ),
  replace,
] as const
