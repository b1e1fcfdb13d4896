import type { CallNode, ListNode, LiteralNode, Node, Rule, VarNode } from './node.ts'
import { findOperator } from './operators/registry.ts'
import type { Label, Language, RuleType, Words } from './types.ts'
import { toCanonical, type Value } from './values.ts'
import { labelText, words } from './words.ts'

/** A checked rule as a plain sentence, with the labels of its fields and options. */
export const describe = (rule: Rule, language: Language): string => describeNode(rule.root, language)

/** One node of a rule as words. */
export function describeNode(node: Node, language: Language): string {
  switch (node.op) {
    case 'literal':
      return literal(node, language)
    case 'list':
      return list(node, language)
    case 'var':
      return path(node, language)
    case 'call':
      return call(node, language)
  }
}

const EMPTY = words('empty', '空')
const YES = words('yes', '是')
const NO = words('no', '否')

function literal(node: LiteralNode, language: Language): string {
  return valueText(node.value, node.type, language)
}

/** A value as people read it in a sentence. */
function valueText(value: Value, type: RuleType, language: Language): string {
  if (value === null) return EMPTY[language]
  if (typeof value === 'boolean') return (value ? YES : NO)[language]
  if (type.kind === 'choice' || type.kind === 'choices') {
    const keys = typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : []
    return keys
      .map((key) => quoted(optionText(key, type.options, language), language))
      .join(language === 'en' ? ', ' : '、')
  }
  if (type.kind === 'text') return quoted(String(value), language)
  const canonical = toCanonical(value, type)
  if (typeof canonical === 'object' && canonical !== null && 'amount' in canonical) return String(canonical.amount)
  if (typeof canonical === 'object' && canonical !== null && 'id' in canonical) return String(canonical.id)
  return String(canonical)
}

const quoted = (text: string, language: Language): string => (language === 'en' ? `“${text}”` : `「${text}」`)

function optionText(
  key: string,
  options: readonly { readonly key: string; readonly label?: Label }[] | undefined,
  language: Language,
): string {
  const option = options?.find((each) => each.key === key)
  return labelText(option?.label, language, key)
}

function list(node: ListNode, language: Language): string {
  return node.values.map((value) => valueText(value, node.type, language)).join(language === 'en' ? ', ' : '、')
}

const NAMES: { readonly [name: string]: Words } = {
  $user: words('the current user', '当前用户'),
  $record: words('this record', '本记录'),
  $old: words('the record before', '变更前的记录'),
  $workspace: words('the workspace', '工作区'),
  $steps: words('the step', '步骤'),
  $item: words('the item', '当前项'),
  $vars: words('the variable', '变量'),
  $event: words('the event', '事件'),
  param: words('the parameter', '参数'),
  measure: words('the measure', '度量'),
  dimension: words('the dimension', '维度'),
}

function path(node: VarNode, language: Language): string {
  const root =
    node.root.kind === 'element'
      ? []
      : [NAMES[node.root.name]?.[language] ?? node.root.name, ...(node.root.key === undefined ? [] : [node.root.key])]
  const labels = node.steps.map((step) => labelText(step.field.label, language, step.field.key))
  const last = node.steps.at(-1)?.field
  const part = node.part === undefined ? [] : [labelText(last?.parts?.[node.part]?.label, language, node.part)]
  return [...root, ...labels, ...part].join(language === 'en' ? ' › ' : '的')
}

const JOINS: { readonly [name: string]: Words } = {
  and: words(' and ', ' 且 '),
  or: words(' or ', ' 或 '),
  '+': words(' + ', ' + '),
  '-': words(' − ', ' − '),
  '*': words(' × ', ' × '),
}
const UNITS: { readonly [unit: string]: Words } = {
  minute: words('minute', '分钟'),
  hour: words('hour', '小时'),
  day: words('day', '天'),
  week: words('week', '周'),
  month: words('month', '月'),
  quarter: words('quarter', '季度'),
  year: words('year', '年'),
  fiscalQuarter: words('fiscal quarter', '财季'),
  fiscalYear: words('fiscal year', '财年'),
}

/** An operand, in brackets where the sentence would be ambiguous without. */
function within(node: Node, language: Language, outer: string): string {
  const text = describeNode(node, language)
  const isJoined = node.op === 'call' && Object.hasOwn(JOINS, node.name) && node.args.length > 1
  return isJoined && node.name !== outer ? (language === 'en' ? `(${text})` : `(${text})`) : text
}

function call(node: CallNode, language: Language): string {
  if (node.name === 'if') return choice(node, language)
  const operands = node.args.map((arg) => within(arg, language, node.name))
  const join = Object.hasOwn(JOINS, node.name) ? JOINS[node.name]?.[language] : undefined
  if (join !== undefined)
    return node.args.length === 1 && node.name === '-' ? `−${operands[0] ?? ''}` : operands.join(join)
  const sentence = findOperator(node.name)?.words[language] ?? node.name
  const { unit, count, key, scale, where } = node.options
  const condition =
    where === undefined || (where === 1 && ['some', 'all', 'none'].includes(node.name))
      ? ''
      : conditionText(operands[where] ?? '', language)
  const fill: { readonly [name: string]: string } = {
    all: operands.join(language === 'en' ? ', ' : '、'),
    unit: unit === undefined ? '' : (UNITS[unit]?.[language] ?? unit),
    count: String(count ?? ''),
    key: key ?? '',
    scale: String(scale ?? 0),
    where: condition,
    period: periodText(node, operands, language),
  }
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    /^\d+$/.test(name) ? (operands[Number(name)] ?? '') : (fill[name] ?? ''),
  )
}

const conditionText = (condition: string, language: Language): string =>
  language === 'en' ? ` where ${condition}` : `(其中 ${condition})`

function choice(node: CallNode, language: Language): string {
  const texts = node.args.map((arg) => describeNode(arg, language))
  const parts: string[] = []
  for (let index = 0; index + 1 < texts.length; index += 2) {
    parts.push(
      language === 'en' ? `if ${texts[index]} then ${texts[index + 1]}` : `如果 ${texts[index]},则 ${texts[index + 1]}`,
    )
  }
  const rest = texts.length % 2 === 1 ? texts.at(-1) : undefined
  if (rest !== undefined) parts.push(language === 'en' ? `else ${rest}` : `否则 ${rest}`)
  return parts.join(language === 'en' ? ', ' : ';')
}

function periodText(node: CallNode, operands: readonly string[], language: Language): string {
  const { period, count = 1, unit = 'day' } = node.options
  const en = UNITS[unit]?.en ?? unit
  const zh = UNITS[unit]?.['zh-CN'] ?? unit
  const many = `${count} ${en}${count === 1 ? '' : 's'}`
  switch (period) {
    case 'this':
      return language === 'en' ? (unit === 'day' ? 'today' : `this ${en}`) : unit === 'day' ? '今天' : `本${zh}`
    case 'last':
      return language === 'en' ? `the last ${many}` : `过去 ${count} 个${zh}`
    case 'next':
      return language === 'en' ? `the next ${many}` : `未来 ${count} 个${zh}`
    case 'rolling':
      return language === 'en' ? `the ${many} up to today` : `截至今天的 ${count} 个${zh}`
    case 'toDate':
      return language === 'en' ? `this ${en} to date` : `本${zh}至今`
    case 'between':
      return language === 'en'
        ? `${operands[0] ?? ''} to before ${operands[1] ?? ''}`
        : `${operands[0] ?? ''} 至 ${operands[1] ?? ''}(不含)`
    default:
      return ''
  }
}
