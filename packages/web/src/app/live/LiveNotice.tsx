import { useTexts } from '@atelier/ui'
import { IconRefresh } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { liveTexts } from './live-texts.ts'
import { dropUnseen, subscribeUnseen, unseenLists } from './unseen.ts'

const idsIn = (data: unknown): ReadonlySet<string> => {
  const pages: unknown = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : []
  return new Set(
    (Array.isArray(pages) ? pages : []).flatMap((page: { readonly records?: readonly { readonly id: string }[] }) =>
      (page.records ?? []).map(({ id }) => id),
    ),
  )
}

/** "3 new": what others have added to the list on the screen or taken from it. A click shows it; until then no row moves. */
export function LiveNotice() {
  const t = useTexts(liveTexts)
  const queries = useQueryClient()
  const lists = useSyncExternalStore(subscribeUnseen, unseenLists)
  const [, redraw] = useState(0)
  const cache = queries.getQueryCache()
  useEffect(() => {
    if (lists.size === 0) return
    // A list that was asked again, or is not shown any more, has nothing unseen.
    return cache.subscribe(({ type, query }) => {
      if (!lists.has(query.queryHash)) return
      if (type === 'updated' && query.state.fetchStatus === 'fetching') dropUnseen(query.queryHash)
      else if (type === 'removed' || type === 'observerRemoved') redraw((count) => count + 1)
    })
  }, [lists, cache])
  const shown = [...lists].flatMap(([hash, unseen]) => {
    const query = cache.get(hash)
    if (!query?.isActive()) return []
    const ids = idsIn(query.state.data)
    const news = [...unseen.news].filter((id) => !ids.has(id)).length
    const gone = [...unseen.gone].filter((id) => ids.has(id)).length
    return news + gone > 0 || unseen.many ? [{ hash, query, news, changed: gone > 0 || unseen.many }] : []
  })
  const news = shown.reduce((sum, each) => sum + each.news, 0)
  const show = () => {
    for (const { hash, query } of shown) {
      dropUnseen(hash)
      void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }
  }
  return (
    <div className="live-notice" role="status">
      {shown.length > 0 ? (
        <button type="button" onClick={show}>
          <IconRefresh size={14} stroke={1.75} aria-hidden="true" />
          {news > 0 && !shown.some((each) => each.changed) ? t('newRecords', { count: news }) : t('listChanged')}
        </button>
      ) : null}
    </div>
  )
}
