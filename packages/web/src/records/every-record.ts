import type { RecordJson } from '@atelier/api'
import { client, unwrap } from '../app/client.ts'
import type { WindowQuery } from './record-window.ts'

/** The records that a question finds, page after page, at most `most` of them. */
export async function everyRecord(query: WindowQuery, most: number): Promise<readonly RecordJson[]> {
  const { entity, filter, q, sort, fields } = query
  const records: RecordJson[] = []
  for (let after: string | undefined; records.length < most; ) {
    const page = await unwrap(
      client.records.list(entity, {
        limit: Math.min(500, most - records.length),
        fields,
        ...(filter === undefined ? {} : { filter }),
        ...(q === undefined ? {} : { q }),
        ...(sort === '' ? {} : { sort }),
        ...(after === undefined ? {} : { after }),
      }),
    )
    records.push(...page.records)
    if (page.next === null) break
    after = page.next
  }
  return records
}
