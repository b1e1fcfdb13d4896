import type { Canonical, Parsed, Problem } from './contract.ts'
import { empty, isEmpty, problem, words, wrongType } from './problem.ts'

/** Reads each element of an array; `same` tells which of them are one and the same, kept once. An empty array is empty. */
export function parseList(
  input: unknown,
  parseElement: (element: unknown) => Parsed<Canonical>,
  most: number,
  same: (value: Canonical) => string = String,
): Parsed<readonly Canonical[] | null> {
  if (isEmpty(input)) return empty
  if (!Array.isArray(input)) return wrongType('a list', '列表')
  if (input.length > most) return { ok: false, problems: [tooMany(input.length, most)] }
  const problems: Problem[] = []
  const values = new Map<string, Canonical>()
  input.forEach((element: unknown, index) => {
    const parsed = isEmpty(element) ? wrongType('a value', '一个值') : parseElement(element)
    if (!parsed.ok) problems.push(...parsed.problems.map((each) => ({ ...each, path: `/${index}${each.path}` })))
    else if (!values.has(same(parsed.value))) values.set(same(parsed.value), parsed.value)
  })
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: values.size === 0 ? null : [...values.values()] }
}

const tooMany = (count: number, max: number): Problem =>
  problem('too_long', `The list has ${count} elements, ${max} are allowed`, `列表有 ${count} 项，最多 ${max} 项`, {
    params: { max, length: count },
    fix: words('Leave some out', '请减少一些'),
  })

/** The parts of a cell that holds several values: apart by line, semicolon, 、 or, when there is none of those, by comma. */
export function splitCell(cell: string): readonly string[] {
  const mark = /[;；\n\r、|]/.test(cell) ? /[;；\n\r、|]+/ : /[,，]+/
  return cell
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** The texts of an array value. */
export const textsOf = (value: Canonical): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
