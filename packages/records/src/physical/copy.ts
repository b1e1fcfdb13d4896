import { literal, quoted } from './names.ts'
import type { PhysicalField } from './physical.ts'

const base = (type: string): string =>
  type
    .replace(/\(.*\)/, '')
    .trim()
    .toLowerCase()

/** How a value of one column type becomes one of another, if every value that can be carried over is carried over as it is. */
function cast(from: string, to: string, value: string, zone: string): string | undefined {
  const [a, b] = [base(from), base(to)]
  const limits = /^numeric\((\d+),\s*(\d+)\)$/i.exec(to)
  const whole = limits ? Number(limits[1]) - Number(limits[2]) : 30
  const scale = limits ? Number(limits[2]) : 20
  // A number that the new type cannot hold exactly stays behind in the old column, which is kept.
  if (b === 'numeric' && ['numeric', 'integer', 'bigint'].includes(a))
    return limits
      ? `case when abs(${value}) < 1e${whole} and ${value} = round(${value}, ${scale}) then ${value}::${to} end`
      : `${value}::numeric`
  if (a === b) return `${value}::${to}`
  if (b === 'text' && ['numeric', 'integer', 'bigint', 'date', 'boolean', 'uuid'].includes(a)) return `${value}::text`
  if (b === 'numeric' && a === 'text')
    return whole > 0
      ? `case when ${value} ~ '^-?[0-9]{1,${whole}}(\\.[0-9]{1,${Math.max(scale, 1)}})?$' and ${value}::numeric = round(${value}::numeric, ${scale}) then ${value}::${to} end`
      : undefined
  if (b === 'timestamptz' && a === 'date') return `${value}::timestamp at time zone '${zone.replaceAll("'", "''")}'`
  if (b === 'text[]' && a === 'text') return `case when ${value} is not null then array[${value}] end`
  if (b === 'text' && a === 'text[]') return `case when cardinality(${value}) = 1 then ${value}[1] end`
  return undefined
}

/**
 * Copies a field's values from its former column to its present one where they survive the change; undefined where nothing can.
 * `options`: the only values that the target takes. Values that the target already holds from an earlier time are overwritten only where the source has said something else since.
 */
export function copyColumns(
  table: string,
  from: PhysicalField,
  to: PhysicalField,
  zone: string,
  options?: readonly string[],
): string | undefined {
  if (from.storage !== 'columns' || to.storage !== 'columns') return undefined
  const [main, ...parts] = to.columns
  const source = from.columns[0]
  if (!main || !source) return undefined
  // Parts cannot be made from thin air: a type with parts is filled only from one with the same parts.
  if (parts.some((part) => !from.columns.some((column) => column.part === part.part))) return undefined
  const sets: string[] = []
  const differs: string[] = []
  for (const column of to.columns) {
    const before = from.columns.find((candidate) => candidate.part === column.part)
    const value = before && cast(before.type, column.type, quoted(before.name), zone)
    if (!before || !value) return undefined
    const back = cast(column.type, before.type, quoted(column.name), zone)
    const kept =
      options && column.part === '' && column.type === 'text'
        ? `case when ${value} = any(${literal(options)}) then ${value} end`
        : value
    sets.push(`${quoted(column.name)} = ${kept}`)
    differs.push(back ? `(${back}) is distinct from ${quoted(before.name)}` : `${quoted(column.name)} is null`)
  }
  return `update ${table} set ${sets.join(', ')} where ${quoted(source.name)} is not null and (${differs.join(' or ')})`
}

/** Whether a column may simply be widened: more digits before the point, same digits after it. Changes the catalogue only. */
export function widens(from: string, to: string): boolean {
  const a = /^numeric\((\d+),\s*(\d+)\)$/i.exec(from)
  const b = /^numeric(?:\((\d+),\s*(\d+)\))?$/i.exec(to)
  if (!a || !b) return false
  return b[1] === undefined || (Number(b[1]) >= Number(a[1]) && b[2] === a[2])
}
