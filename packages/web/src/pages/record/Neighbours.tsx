import type { RecordJson, RecordPage } from '@atelier/api'
import { ActionIcon, useTexts } from '@atelier/ui'
import { IconArrowDown, IconArrowUp } from '@atelier/ui/icons'
import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { addresses } from '../../app/addresses.ts'
import { usePage } from '../../app/use-page.ts'
import { recordTexts } from '../../records/record-texts.ts'
import type { EntityView } from '../../workspace/model.ts'

/** The list that one came from, as far as it was read: the last one asked for that has this record. */
function useListOf(entity: string, id: string): readonly string[] {
  const queries = useQueryClient()
  return useMemo(() => {
    const lists = queries
      .getQueryCache()
      .findAll({ queryKey: ['records', entity] })
      .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
    for (const { queryKey } of lists) {
      const data = queries.getQueryData<InfiniteData<RecordPage>>(queryKey)
      const ids = data?.pages.flatMap((page) => page.records.map((record) => record.id)) ?? []
      if (ids.length > 1 && ids.includes(id)) return ids
    }
    return []
  }, [queries, entity, id])
}

/** Where the record stands in the list that one came from, with the ways to the one before and the one after. */
export function Neighbours({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(recordTexts)
  const { go } = usePage()
  const ids = useListOf(entity.key, record.id)
  const at = ids.indexOf(record.id)
  if (at < 0) return null
  const to = (step: number) => {
    const id = ids[at + step]
    return id === undefined ? undefined : () => go(addresses.record(entity.key, id))
  }
  const [before, after] = [to(-1), to(1)]
  return (
    <span className="row neighbours no-print">
      <span className="faint">
        {at + 1} / {ids.length}
      </span>
      <ActionIcon size="sm" aria-label={t('previous')} disabled={!before} onClick={before}>
        <IconArrowUp size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t('next')} disabled={!after} onClick={after}>
        <IconArrowDown size={16} stroke={1.5} />
      </ActionIcon>
    </span>
  )
}
