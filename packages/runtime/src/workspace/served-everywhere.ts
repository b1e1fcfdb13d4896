import type { Pool } from 'pg'

/** A process that has not been heard of for this long is taken for dead: a living one reports every second. */
const silence = '5 seconds'

/**
 * Waits until every running process serves this revision of a workspace, or a newer one; false when one still does not
 * after `limitMs`.
 */
export async function servedEverywhere(
  pool: Pool,
  workspace: string,
  revision: number,
  limitMs = 30_000,
): Promise<boolean> {
  const end = performance.now() + limitMs
  for (;;) {
    const { rowCount } = await pool.query(
      `select from atelier.process
       where seen_at > now() - $1::interval and coalesce((revisions ->> $2)::integer, 0) < $3 limit 1`,
      [silence, workspace, revision],
    )
    if (rowCount === 0) return true
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
