import type { ErrorObject } from 'ajv'
import { didYouMean, type Problem, pointer, problem } from '../problem.ts'
import { parts } from '../schemas/parts.ts'

/** Codes and words for parts that have a pattern, by the name of their definition. */
const patterns: Readonly<Record<string, readonly [code: string, en: string, zh: string]>> = {
  id: [
    'bad_id',
    'An id is a lower-case prefix, "_" and 1 to 60 letters, digits or "_", such as "fld_name"',
    'id 须为小写前缀加“_”再加 1 至 60 个字母、数字或“_”,如“fld_name”',
  ],
  key: [
    'bad_key',
    'A key begins with a lower-case letter and has at most 40 letters and digits',
    'key 须以小写字母开头,由最多 40 个字母或数字组成',
  ],
  templateKey: [
    'bad_key',
    'A key begins with a lower-case letter and has at most 40 letters, digits and hyphens',
    'key 须以小写字母开头,由最多 40 个字母、数字或连字符组成',
  ],
  entityKey: [
    'bad_key',
    'This must be the key of an entity, such as "order" or "order.lines"',
    '此处须为业务对象的 key,如“order”或“order.lines”',
  ],
  path: ['bad_path', 'This must be a path of field keys joined by dots', '此处须为以点连接的字段路径'],
  sortPath: [
    'bad_path',
    'This must be a path, with "-" in front to sort descending',
    '此处须为字段路径,前加“-”表示降序',
  ],
  duration: ['bad_duration', 'This must be a duration such as "P3D" or "PT8H"', '此处须为时长,如“P3D”或“PT8H”'],
  isoDuration: ['bad_duration', 'This must be a duration such as "P3D" or "PT8H"', '此处须为时长,如“P3D”或“PT8H”'],
  person: [
    'bad_person',
    'This must name a person, such as "owner", "manager(owner)" or "role:sales"',
    '此处须为人员表达式,如“owner”“manager(owner)”或“role:sales”',
  ],
}

/** The name of a part by its pattern. */
const partOf = new Map<unknown, string>(Object.entries(parts).map(([name, schema]) => [schema.pattern, name]))

const types: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  string: ['a text', '文本'],
  object: ['an object', '对象'],
  array: ['a list', '列表'],
  boolean: ['true or false', 'true 或 false'],
  integer: ['a whole number', '整数'],
  number: ['a number', '数字'],
}

/** Turns ajv's errors into problems, each said once, in the order of the document. */
export function toProblems(errors: readonly ErrorObject[], json: unknown, path: string): readonly Problem[] {
  const made = new Map<string, Problem>()
  for (const error of errors) {
    const found = toProblem(error, path, json)
    if (found && !made.has(`${found.code} ${found.path}`)) made.set(`${found.code} ${found.path}`, found)
  }
  return [...made.values()]
}

function toProblem(error: ErrorObject, path: string, json: unknown): Problem | undefined {
  const at = path + error.instancePath
  const { params } = error
  switch (error.keyword) {
    // Only says that a variant's own errors follow.
    case 'if':
      return undefined
    case 'required': {
      const property = String(params.missingProperty)
      return problem(
        'required',
        pointer(at, property),
        { en: `"${property}" is missing`, 'zh-CN': `缺少“${property}”` },
        { property },
      )
    }
    case 'additionalProperties': {
      const property = String(params.additionalProperty)
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {})
      return problem(
        'unknown_property',
        pointer(at, property),
        { en: `There is no property "${property}" here`, 'zh-CN': `此处没有属性“${property}”` },
        { property },
        didYouMean(property, known) ?? (known.length > 0 ? oneOfFix(known) : undefined),
      )
    }
    case 'type': {
      const wanted = Array.isArray(params.type) ? params.type.map(String) : String(params.type).split(',')
      const [en, zh] = [
        wanted.map((type) => types[type]?.[0] ?? type).join(' or '),
        wanted.map((type) => types[type]?.[1] ?? type).join('或'),
      ]
      return problem(
        'wrong_type',
        at,
        { en: `This must be ${en}`, 'zh-CN': `此处须为${zh}` },
        { expected: wanted.join(' or ') },
      )
    }
    case 'enum':
    case 'const':
      return wrongValue(error, at, json)
    case 'pattern':
      return wrongPattern(error, at)
    case 'propertyNames':
      return undefined
    default:
      return outOfRange(error, at)
  }
}

function wrongValue(error: ErrorObject, at: string, json: unknown): Problem {
  const allowed = error.keyword === 'const' ? [error.params.allowedValue] : (error.params.allowedValues as unknown[])
  const known = allowed.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  const given = error.propertyName ?? (typeof error.data === 'string' ? error.data : JSON.stringify(error.data))
  const shown = String(given).slice(0, 60)
  const fix = didYouMean(shown, known) ?? oneOfFix(known)
  if (/\/fields\/\d+(\/fields\/\d+)?\/type$/.test(at) && isEntity(json))
    return problem(
      'unknown_field_type',
      at,
      { en: `There is no field type "${shown}"`, 'zh-CN': `没有字段类型“${shown}”` },
      { type: shown },
      fix,
    )
  if (error.propertyName !== undefined)
    return problem(
      'unknown_property',
      pointer(at, shown),
      { en: `There is no property "${shown}" here`, 'zh-CN': `此处没有属性“${shown}”` },
      { property: shown },
      fix,
    )
  return problem(
    'wrong_value',
    at,
    { en: `"${shown}" cannot stand here`, 'zh-CN': `此处不能是“${shown}”` },
    { value: shown },
    fix,
  )
}

function wrongPattern(error: ErrorObject, at: string): Problem {
  const place = error.propertyName === undefined ? at : pointer(at, error.propertyName)
  const name = partOf.get(error.parentSchema?.pattern) ?? ''
  const shown = String(error.propertyName ?? error.data).slice(0, 60)
  const [code, en, zh] = patterns[name] ?? [
    'wrong_value',
    `"${shown}" does not have the form asked for here`,
    `“${shown}”不符合此处要求的格式`,
  ]
  return problem(code, place, { en, 'zh-CN': zh }, { value: shown })
}

function outOfRange(error: ErrorObject, at: string): Problem {
  const limit = typeof error.params.limit === 'number' ? error.params.limit : undefined
  const params = limit === undefined ? undefined : { limit }
  switch (error.keyword) {
    case 'minItems':
    case 'minProperties':
      return problem('too_few', at, { en: `At least ${limit} are needed`, 'zh-CN': `至少需要 ${limit} 项` }, params)
    case 'maxItems':
    case 'maxProperties':
      return problem('too_many', at, { en: `At most ${limit} are allowed`, 'zh-CN': `最多允许 ${limit} 项` }, params)
    case 'maxLength':
      return problem(
        'too_long',
        at,
        { en: `At most ${limit} characters are allowed`, 'zh-CN': `最多允许 ${limit} 个字符` },
        params,
      )
    case 'minLength':
      return problem('required', at, { en: 'This must not be empty', 'zh-CN': '此处不能为空' }, params)
    case 'minimum':
      return problem(
        'out_of_range',
        at,
        { en: `This must be at least ${limit}`, 'zh-CN': `此处不得小于 ${limit}` },
        params,
      )
    case 'maximum':
      return problem(
        'out_of_range',
        at,
        { en: `This must be at most ${limit}`, 'zh-CN': `此处不得大于 ${limit}` },
        params,
      )
    default:
      return problem(
        'wrong_value',
        at,
        { en: 'This value cannot stand here', 'zh-CN': '此处的值无效' },
        { rule: error.keyword },
      )
  }
}

function oneOfFix(known: readonly string[]): Problem['fix'] {
  const shown = known.slice(0, 40).join(', ')
  return { en: `One of: ${shown}`, 'zh-CN': `可用:${shown}` }
}

function isEntity(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'kind' in json && json.kind === 'entity'
}
