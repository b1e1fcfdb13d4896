import type { Problem } from '@atelier/rules'
import { badParameter, unknownParameter } from './known-problems.ts'
import type { QueryParameter } from './route.ts'

export type ReadQuery = { readonly query: Readonly<Record<string, string>>; readonly problems: readonly Problem[] }

function typeProblem(name: string, value: string, parameter: QueryParameter): Problem | undefined {
  if (value.includes('\u0000'))
    return badParameter(name, 'holds a character that no text may hold', '含有不允许的字符', 'bad_characters')
  if (parameter.type === 'integer') {
    if (!/^-?\d{1,15}$/.test(value)) return badParameter(name, 'must be a whole number', '应为整数')
    const number = Number(value)
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = parameter
    if (number < minimum || number > maximum)
      return badParameter(
        name,
        `must lie between ${parameter.minimum} and ${parameter.maximum}`,
        `应在 ${parameter.minimum} 与 ${parameter.maximum} 之间`,
        'out_of_range',
      )
  }
  if (parameter.type === 'boolean' && value !== 'true' && value !== 'false')
    return badParameter(name, 'must be true or false', '应为 true 或 false')
  if (parameter.values && !parameter.values.includes(value))
    return badParameter(
      name,
      `must be one of ${parameter.values.join(', ')}`,
      `应为 ${parameter.values.join('、')} 之一`,
      'unknown_option',
    )
  return undefined
}

/** Query parameters as declared; unknown, repeated and ill-typed ones are problems, all at once. */
export function readQuery(search: string, declared: Readonly<Record<string, QueryParameter>> = {}): ReadQuery {
  if (search === '' || search === '?') return { query: {}, problems: [] }
  const query: Record<string, string> = {}
  const problems: Problem[] = []
  for (const [name, value] of new URLSearchParams(search)) {
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined
    if (!parameter) problems.push(unknownParameter(name, Object.keys(declared)))
    else if (Object.hasOwn(query, name))
      problems.push(badParameter(name, 'is given twice', '重复出现', 'unknown_parameter'))
    else {
      query[name] = value
      const problem = typeProblem(name, value, parameter)
      if (problem) problems.push(problem)
    }
  }
  return { query, problems }
}
