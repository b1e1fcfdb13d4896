import type { Root, Step, VarNode } from '../node.ts'
import type { FieldShape, Json, RuleType } from '../types.ts'
import { nearest, words } from '../words.ts'
import { type Checker, type Frame, meant, type Place, report } from './checker.ts'

const DOLLAR_NAMES = ['$record', '$old', '$user', '$workspace', '$steps', '$item', '$vars', '$event'] as const
const isDollarName = (text: string): text is (typeof DOLLAR_NAMES)[number] => DOLLAR_NAMES.some((name) => name === text)

/** Where a walk along a path stands. */
type Walk = {
  readonly root: Root
  /** The record's name among all records of the rule; the path of the present record is `home` and `keys`. */
  readonly home: string
  readonly type: RuleType | undefined
  readonly steps: readonly Step[]
  readonly part?: string
}

/** `{"var": path}`: the text of a path, or a problem for the shapes that JsonLogic allows and rules do not. */
export function pathText(operands: readonly Json[], at: string, checker: Checker): string | undefined {
  const [path, ...rest] = operands
  if (rest.length > 0) {
    return report(checker, 'malformed_rule', at, words('var takes no default', 'var 不带默认值'), {
      fix: words('Use {"coalesce": [{"var": …}, default]}', '请使用 {"coalesce": [{"var": …}, 默认值]}'),
    })
  }
  if (typeof path !== 'string' || path === '') {
    return report(
      checker,
      'malformed_rule',
      at,
      words('var names a field, such as {"var": "name"}', 'var 须写字段,例如 {"var": "name"}'),
    )
  }
  return path
}

/** Resolves a path to typed steps. Whether a list of records may stand here is for the caller to say. */
export function checkPath(path: string, place: Place, checker: Checker): VarNode | undefined {
  const at = `${place.at}/var`
  const segments = path.split('.')
  const begun = begin(segments, place, checker, at, path)
  if (begun === undefined) return undefined
  let now: Walk | undefined = begun.walk
  for (let index = begun.start; index < segments.length; index += 1) {
    const rest = segments.slice(index)
    const last: FieldShape | undefined = now.steps.at(-1)?.field
    const parts = now.part === undefined ? last?.parts : undefined
    const partName = rest.join('.')
    const part = parts !== undefined && Object.hasOwn(parts, partName) ? parts[partName] : undefined
    if (part !== undefined) {
      now = { ...now, type: part.type, part: partName }
      break
    }
    now = step(now, rest[0] ?? '', checker, at)
    if (now === undefined) return undefined
  }
  if (now.type === undefined) {
    return report(checker, 'unknown_name', at, words(`"${path}" is not a value by itself`, `“${path}” 本身不是一个值`))
  }
  const isMany = now.type.kind === 'collection' || now.type.kind === 'references'
  const many = now.steps.filter((each) => ['collection', 'references'].includes(each.field.type.kind)).length
  if (!isMany && many > 0) return refuseThroughMany(path, at, checker)
  const passed = now.steps.length - (isMany ? 0 : 1)
  const limit = checker.scope.relationSteps ?? 2
  if (passed > limit) {
    return report(
      checker,
      'rule_too_complex',
      at,
      words(`"${path}" passes more than ${limit} relations`, `“${path}” 经过的关联超过 ${limit} 层`),
      { params: { limit } },
    )
  }
  return {
    op: 'var',
    at: place.at,
    path,
    root: now.root,
    steps: now.steps,
    type: located(now, place.frame),
    ...(now.part === undefined ? {} : { part: now.part }),
  }
}

function refuseThroughMany(path: string, at: string, checker: Checker): undefined {
  return report(
    checker,
    'wrong_type',
    at,
    words(`"${path}" leads through several records`, `“${path}” 会经过多条记录`),
    {
      fix: words(
        'Use "some", "all", "count", "sum" or "first" over the list',
        '请对列表使用 “some”、“all”、“count”、“sum” 或 “first”',
      ),
    },
  )
}

function begin(
  segments: readonly string[],
  place: Place,
  checker: Checker,
  at: string,
  path: string,
): { walk: Walk; start: number } | undefined {
  const first = segments[0] ?? ''
  if (!first.startsWith('$')) {
    const { entity, home } = place.frame
    if (entity === undefined) {
      return report(
        checker,
        'unknown_field',
        at,
        words(`There is no record here to read "${path}" from`, `此处没有记录,无法读取“${path}”`),
      )
    }
    return {
      walk: { root: { kind: 'element', entity }, home, type: { kind: 'reference', entity }, steps: [] },
      start: 0,
    }
  }
  const { scope } = checker
  const allowed = DOLLAR_NAMES.filter(
    (name) => scope.names?.[name] !== undefined || (name === '$record' && scope.entity !== undefined),
  )
  if (!isDollarName(first) || !allowed.includes(first)) {
    const near = nearest(first, allowed)
    return report(checker, 'unknown_name', at, words(`"${first}" is not known here`, `此处没有“${first}”`), {
      fix: words(`Known here: ${allowed.join(', ')}`, `此处可用:${allowed.join('、')}`),
      ...meant(near, { name: first }),
    })
  }
  return named(first, segments[1], checker, at)
}

function named(
  name: (typeof DOLLAR_NAMES)[number],
  key: string | undefined,
  checker: Checker,
  at: string,
): { walk: Walk; start: number } | undefined {
  const { scope } = checker
  const declared = scope.names?.[name]
  const type =
    declared?.type ??
    (name === '$record' && scope.entity !== undefined
      ? { kind: 'reference' as const, entity: scope.entity }
      : undefined)
  const home = name === '$record' && declared === undefined ? 'r' : name
  const required = declared === undefined || declared.required === true
  const keys = declared?.keys
  if (key !== undefined && keys !== undefined && Object.hasOwn(keys, key)) {
    const root: Root = { kind: 'name', name, key, required: false }
    return { walk: { root, home: `${home}.${key}`, type: keys[key], steps: [] }, start: 2 }
  }
  if (key !== undefined && type === undefined) return unknownKey(name, key, Object.keys(keys ?? {}), checker, at)
  return { walk: { root: { kind: 'name', name, required }, home, type, steps: [] }, start: 1 }
}

/** A key that a context name does not have. */
export function unknownKey(
  name: string,
  key: string,
  known: readonly string[],
  checker: Checker,
  at: string,
): undefined {
  const near = nearest(key, known)
  return report(
    checker,
    'unknown_name',
    at,
    words(`${name} has no "${key}"`, `${name} 没有“${key}”`),
    meant(near, { name: key }),
  )
}

/** The entity whose records a value of the type leads to. */
function entityBehind(type: RuleType | undefined, target: string | undefined): string | 'several' | undefined {
  if (type?.kind === 'reference' || type?.kind === 'collection') return type.entity
  if (type?.kind !== 'references') return undefined
  if (target !== undefined) return type.entities.includes(target) ? target : undefined
  return type.entities.length === 1 ? type.entities[0] : 'several'
}

function step(walk: Walk, segment: string, checker: Checker, at: string): Walk | undefined {
  const [key = '', target] = segment.split('@')
  const entity = entityBehind(walk.type, undefined)
  if (walk.part !== undefined || entity === undefined) return unknownPart(walk, segment, checker, at)
  if (entity === 'several') {
    const targets = walk.type?.kind === 'references' ? walk.type.entities : []
    const example = `${walk.steps.at(-1)?.field.key ?? ''}@${targets[0] ?? ''}`
    return report(
      checker,
      'wrong_type',
      at,
      words('This field leads to records of several kinds', '该字段可指向多种记录'),
      {
        fix: words(`Name the kind, such as "${example}"`, `请写明类型,例如 “${example}”`),
      },
    )
  }
  const field = fieldOf(entity, key, checker)
  if (field === undefined) return unknownField(entity, key, checker, at)
  const chosen = chooseTarget(field, target)
  if (chosen === undefined) {
    return report(
      checker,
      'unknown_field',
      at,
      words(`"${key}" does not lead to "${target}"`, `“${key}” 不指向“${target}”`),
    )
  }
  const next: Step = { field, entity, ...(target === undefined ? {} : { target }) }
  return { root: walk.root, home: walk.home, type: chosen, steps: [...walk.steps, next] }
}

function chooseTarget(field: FieldShape, target: string | undefined): RuleType | undefined {
  if (target === undefined) return field.type
  if (field.type.kind !== 'references' || !field.type.entities.includes(target)) return undefined
  return { kind: 'references', entities: [target] }
}

/** A field of an entity by key; `id` is the record itself, for every entity. */
export function fieldOf(entity: string, key: string, checker: Checker): FieldShape | undefined {
  if (key === 'id')
    return {
      key: 'id',
      id: 'id',
      type: { kind: 'reference', entity },
      label: { en: 'Id', 'zh-CN': '编号' },
      required: true,
    }
  return checker.scope.shape(entity)?.field(key)
}

/** A field that an entity does not have. */
export function unknownField(entity: string, key: string, checker: Checker, at: string): undefined {
  const known = checker.scope.shape(entity)?.keys?.() ?? []
  const near = nearest(key, known)
  return report(
    checker,
    'unknown_field',
    at,
    words(`"${entity}" has no field "${key}"`, `“${entity}” 没有字段“${key}”`),
    meant(near, { entity, field: key }),
  )
}

function unknownPart(walk: Walk, segment: string, checker: Checker, at: string): undefined {
  const last = walk.steps.at(-1)?.field
  const known = Object.keys(last?.parts ?? {})
  const near = nearest(segment, known)
  const key = last?.key ?? ''
  return report(
    checker,
    'unknown_part',
    at,
    words(`"${key}" has no part "${segment}"`, `“${key}” 没有“${segment}”这一部分`),
    meant(near, { field: key, part: segment }),
  )
}

/** Money's currency named from the rule's own records, so that two paths to one currency field are one name. */
function located(walk: Walk, frame: Frame): RuleType {
  const type = walk.type ?? { kind: 'text' }
  if (type.kind !== 'money' || type.currency === undefined) return type
  if (type.currency === 'workspace') return type
  const keys = walk.steps.slice(0, -1).map((item) => item.field.key)
  return { kind: 'money', currency: origin(walk.home, [...keys, ...type.currency.split('.')], frame) }
}

/** The path, from the rule's record, of the field that gives an amount its currency; undefined where no field of it does. */
export const currencyPath = (type: RuleType): string | undefined =>
  type.kind === 'money' && type.currency?.startsWith('r.') ? type.currency.slice('r.'.length) : undefined

function origin(home: string, keys: readonly string[], frame: Frame): string {
  if (home === frame.home && frame.inverse !== undefined && keys[0] === frame.inverse && frame.owner !== undefined) {
    return [frame.owner, ...keys.slice(1)].join('.')
  }
  return [home, ...keys].join('.')
}
