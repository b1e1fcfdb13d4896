import type { Json, PartShape, RuleType } from './types.ts'
import { own } from './values.ts'
import { words } from './words.ts'

const part = (type: RuleType, name: string, en: string, zh: string): PartShape => ({
  type,
  read: (value) => own(value, name),
  label: words(en, zh),
})

/** The parts of money: `.amount` a number, `.currency`, `.base` money of the workspace. */
export const moneyParts: { readonly [name: string]: PartShape } = {
  amount: part({ kind: 'number' }, 'amount', 'amount', '数额'),
  currency: part({ kind: 'currency' }, 'currency', 'currency', '币种'),
  base: part({ kind: 'money', currency: 'workspace' }, 'base', 'in workspace currency', '本位币金额'),
}

/** The parts of a stage. `pipelines` are the keys that `.pipeline` may be. */
export function stageParts(pipelines?: readonly string[]): { readonly [name: string]: PartShape } {
  const outcomes = [
    { key: 'open', label: words('open', '进行中') },
    { key: 'won', label: words('won', '赢单') },
    { key: 'lost', label: words('lost', '输单') },
  ]
  const pipeline: RuleType =
    pipelines === undefined ? { kind: 'choice' } : { kind: 'choice', options: pipelines.map((key) => ({ key })) }
  return {
    outcome: part({ kind: 'choice', options: outcomes }, 'outcome', 'outcome', '结果'),
    probability: part({ kind: 'number' }, 'probability', 'probability', '概率'),
    position: part({ kind: 'number' }, 'position', 'position', '序号'),
    pipeline: part(pipeline, 'pipeline', 'pipeline', '流程'),
    enteredAt: part({ kind: 'datetime' }, 'enteredAt', 'entered at', '进入时间'),
    closedAt: part({ kind: 'datetime' }, 'closedAt', 'closed at', '结束时间'),
    furthest: part({ kind: 'number' }, 'furthest', 'furthest stage', '最远阶段'),
  }
}

/** A key that a raw rule mentions, with its place: the path as written, and where. */
export type PlacedKey = {
  readonly kind: 'path' | 'approval' | 'param' | 'measure' | 'dimension' | 'sort' | 'role' | 'team'
  readonly text: string
  /** JSON pointer into the rule. */
  readonly at: string
}

/** Gives the new text of a mention, or undefined to keep it. */
export type Rename = (key: PlacedKey) => string | undefined

const KINDS: { readonly [operator: string]: PlacedKey['kind'] } = {
  var: 'path',
  approvalState: 'approval',
  param: 'param',
  measure: 'measure',
  dimension: 'dimension',
  hasRole: 'role',
  inTeam: 'team',
}

/** Every key that a raw rule mentions. Needs no check: works on any JSON, deeper parts than 200 levels left out. */
export function ruleKeys(json: Json): readonly PlacedKey[] {
  const keys: PlacedKey[] = []
  renameInRule(json, (key) => {
    keys.push(key)
    return undefined
  })
  return keys
}

/** A copy of a raw rule with mentions rewritten; the same value when nothing changes. */
export function renameInRule(json: Json, rename: Rename): Json {
  return rewrite(json, '', rename, 0)
}

function rewrite(json: Json, at: string, rename: Rename, depth: number): Json {
  if (json === null || typeof json !== 'object' || depth > 200) return json
  if (Array.isArray(json)) {
    const items = json.map((item: Json, index) => rewrite(item, `${at}/${index}`, rename, depth + 1))
    return items.every((item, index) => item === json[index]) ? json : items
  }
  const entries = Object.entries(json)
  const changed = entries.map(([name, value]): [string, Json] => {
    const place = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
    if (kind !== undefined) return [name, rewriteMention(value, kind, place, rename)]
    if (name === 'first' && Array.isArray(value)) return [name, rewriteFirst(value, place, rename, depth)]
    return [name, rewrite(value, place, rename, depth + 1)]
  })
  return changed.every(([, value], index) => value === entries[index]?.[1]) ? json : Object.fromEntries(changed)
}

function rewriteMention(value: Json, kind: PlacedKey['kind'], at: string, rename: Rename): Json {
  if (typeof value === 'string') return rename({ kind, text: value, at }) ?? value
  const [only] = Array.isArray(value) ? value : []
  if (typeof only !== 'string' || !Array.isArray(value)) return value
  const next = rename({ kind, text: only, at: `${at}/0` })
  return next === undefined || next === only ? value : [next, ...value.slice(1)]
}

function rewriteFirst(value: readonly Json[], at: string, rename: Rename, depth: number): Json {
  const operands = value.map((item, index) => {
    const isSort = index === value.length - 1 && index >= 2 && typeof item === 'string'
    if (!isSort) return rewrite(item, `${at}/${index}`, rename, depth + 1)
    const text = item.startsWith('-') ? item.slice(1) : item
    const next = rename({ kind: 'sort', text, at: `${at}/${index}` })
    return next === undefined ? item : `${item.startsWith('-') ? '-' : ''}${next}`
  })
  return operands.every((item, index) => item === value[index]) ? value : operands
}
