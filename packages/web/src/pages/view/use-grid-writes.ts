import type { RecordJson } from '@atelier/api'
import type { FilledCell, PastedCell } from '@atelier/ui'
import { useCallback, useEffect, useState } from 'react'
import { readPasted } from '../../records/read-pasted.ts'
import { recordTitle } from '../../records/record-title.ts'
import type { BulkChange } from '../../records/use-bulk.ts'
import type { ProposalInput } from '../../records/use-changes.ts'
import type { Writer } from '../../records/use-write.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'

/** How a table writes: one cell at once, a block as one change of many records. */
export function useGridWrites(entity: EntityView, writer: Writer, propose: (input: ProposalInput) => Promise<boolean>) {
  const [saved, setSaved] = useState<{ readonly id: string; readonly column: string } | undefined>(undefined)
  // What went well need not be said for long.
  useEffect(() => {
    if (!saved) return
    const timer = window.setTimeout(() => setSaved(undefined), 3_000)
    return () => window.clearTimeout(timer)
  }, [saved])
  const save = useCallback(
    async (record: RecordJson, column: string, value: unknown) => {
      setSaved(undefined)
      const problems = await writer.save(record, column, value)
      if (problems.length === 0) setSaved({ id: record.id, column })
    },
    [writer],
  )
  const titlesOf = useCallback(
    (records: readonly RecordJson[]) => new Map(records.map((record) => [record.id, recordTitle(entity, record)])),
    [entity],
  )
  const paste = useCallback(
    async (cells: readonly PastedCell<RecordJson>[], locked: number) => {
      const read = await readPasted(
        cells.flatMap(({ row, column, text }) => {
          const field = fieldOf(entity, column.key)
          return field ? [{ id: row.id, field, text, before: row[column.key] }] : []
        }),
      )
      await propose({ ...read, locked, titles: titlesOf(cells.map(({ row }) => row)) })
    },
    [entity, propose, titlesOf],
  )
  const fill = useCallback(
    async (cells: readonly FilledCell<RecordJson>[]) => {
      const values = new Map<string, Record<string, unknown>>()
      for (const { row, column, from } of cells)
        values.set(row.id, { ...values.get(row.id), [column.key]: from[column.key] ?? null })
      const changes: readonly BulkChange[] = [...values].map(([id, each]) => ({ id, values: each }))
      await propose({ changes, titles: titlesOf(cells.map(({ row }) => row)) })
    },
    [propose, titlesOf],
  )
  return { save, paste, fill, saved }
}
