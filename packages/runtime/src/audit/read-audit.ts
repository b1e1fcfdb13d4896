import pg from 'pg'
import type { Context } from '../workspace/workspace.ts'
import { auditKinds } from './audit.ts'

export type AuditQuery = {
  readonly kind?: string | undefined
  readonly user?: string | undefined
  readonly person?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly after?: string | undefined
}

type Change = { readonly field: string; readonly from: unknown; readonly to: unknown }
/** With the names of people and teams, where the values are their ids. */
type ToldChange = Change & { readonly fromLabel?: string; readonly toLabel?: string }
type Row = {
  readonly seq: number
  readonly id: string
  readonly kind: string
  readonly at: Date
  readonly by: string | null
  readonly user: string
  readonly via: string
  readonly request: string
  readonly revision: number
  readonly changes: readonly Change[]
}
type Person = { readonly id: string; readonly label: string } | null

export type AuditPage = {
  readonly entries: readonly (Omit<Row, 'by' | 'user' | 'changes'> & {
    readonly by: Person
    readonly user: Person
    readonly changes: readonly ToldChange[]
  })[]
  readonly next: string | null
}

/** A page of the audit log, newest first; people and teams by their names. */
export async function readAudit(context: Context, query: AuditQuery, limit: number): Promise<AuditPage> {
  const { rows } = await context.workspace.pool.query<Row>(
    `select seq, id, kind, at, by, record as "user", via, request, revision, changes from ${pg.escapeIdentifier(context.workspace.schema)}.event
     where version = 0 and kind = any($1) and ($2::text is null or kind = $2) and ($3::text is null or record::text = $3)
       and ($4::bigint is null or seq < $4) and ($6::text is null or record::text = $6 or by::text = $6)
       and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
     order by seq desc limit $5`,
    [
      auditKinds,
      query.kind ?? null,
      query.user ?? null,
      query.after ?? null,
      limit + 1,
      query.person ?? null,
      query.from ?? null,
      query.until ?? null,
    ],
  )
  const { users, teams } = await context.workspace.directory()
  const person = (id: string | null): Person => (id === null ? null : { id, label: users.get(id)?.name ?? '' })
  const nameOf = (value: unknown): string | undefined =>
    typeof value === 'string' ? (users.get(value)?.name ?? teams.get(value)?.name) : undefined
  const withNames = (change: Change): ToldChange => {
    const [fromLabel, toLabel] = [nameOf(change.from), nameOf(change.to)]
    return {
      ...change,
      ...(fromLabel === undefined ? {} : { fromLabel }),
      ...(toLabel === undefined ? {} : { toLabel }),
    }
  }
  return {
    entries: rows.slice(0, limit).map((row) => ({
      ...row,
      by: person(row.by),
      user: person(row.user),
      changes: row.changes.map(withNames),
    })),
    next: rows.length > limit ? String(rows[limit - 1]?.seq ?? '') : null,
  }
}
