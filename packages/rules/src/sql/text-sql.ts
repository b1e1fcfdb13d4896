import { sql } from 'kysely'
import type { CallNode } from '../node.ts'
import { SPACES } from '../operators/text.ts'
import { asText, type Value } from '../values.ts'
import { decided, lowered, never, uppered } from './comparison-sql.ts'
import { type Compiler, joined, type OperatorSql, param } from './compiler.ts'
import type { Sql } from './sql-env.ts'

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** A search for a part: as LIKE with a bound pattern where the part is known, so that an index can answer it. */
function search(pattern: (part: string) => string, general: (text: Sql, part: Sql) => Sql): OperatorSql {
  return {
    condition: (node, c) => {
      const ci = node.options.ci === true
      const [text, part] = [c.term(node.args[0]), c.term(node.args[1])]
      if (text.isNull || part.isNull) return never(c)
      const haystack = ci ? lowered(text.sql) : text.sql
      const whole = { ...text, sql: text.sql }
      const needle = node.args[1]
      if (needle !== undefined && c.isContext(needle)) {
        const make = (value: Value): string | null => {
          const found = asText(value)
          return found === null ? null : pattern(escaped(ci ? found.toLowerCase() : found))
        }
        return decided(sql`${haystack} like ${c.bound(needle, make, 'text')}`, [whole, part], c)
      }
      return decided(general(haystack, ci ? lowered(part.sql) : part.sql), [whole, part], c)
    },
  }
}

const text = (node: CallNode, index: number, c: Compiler): Sql => c.term(node.args[index]).sql
const orNull = (value: Sql): Sql => sql`nullif(${value}, '')`

const piece = (name: 'left' | 'right'): OperatorSql => ({
  value: (node, c) => {
    const length = sql`cast(case when v.n < 0 then 0 when v.n > 1000000000 then 1000000000 else trunc(v.n) end as integer)`
    return orNull(
      sql`(select ${sql.raw(name)}(v.t, ${length}) from (select ${text(node, 0, c)} as t, cast(${text(node, 1, c)} as numeric) as n offset 0) as v)`,
    )
  },
})

export const textSql: { readonly [operator: string]: OperatorSql } = {
  contains: search(
    (part) => `%${part}%`,
    (whole, part) => sql`strpos(${whole}, ${part}) > 0`,
  ),
  startsWith: search(
    (part) => `${part}%`,
    (whole, part) => sql`starts_with(${whole}, ${part})`,
  ),
  endsWith: search(
    (part) => `%${part}`,
    (whole, part) => sql`right(${whole}, length(${part})) = ${part}`,
  ),
  cat: {
    value: (node, c) =>
      orNull(
        joined(
          node.args.map((_, index) => sql`coalesce(${text(node, index, c)}, '')`),
          sql` || `,
        ),
      ),
  },
  upper: { value: (node, c) => uppered(text(node, 0, c)) },
  lower: { value: (node, c) => lowered(text(node, 0, c)) },
  trim: { value: (node, c) => orNull(sql`btrim(${text(node, 0, c)}, ${param(SPACES, 'text')})`) },
  length: { value: (node, c) => sql`cast(length(${text(node, 0, c)}) as numeric)` },
  left: piece('left'),
  right: piece('right'),
  replace: {
    value: (node, c) =>
      orNull(sql`replace(${text(node, 0, c)}, ${text(node, 1, c)}, coalesce(${text(node, 2, c)}, ''))`),
  },
}
