import { Badge, formatDateTime, formatNumber, Late, TableSkeleton, useFormat, useTexts } from '@atelier/ui'
import { IconFileSpreadsheet } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { client, unwrap } from '../../app/client.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { importTexts } from './import-texts.ts'
import type { StoredImport } from './mapping.ts'

type Recent = Omit<StoredImport, 'columns' | 'mapping'> & { readonly at: string }

const states = {
  draft: ['stateDraft', 'plain'],
  running: ['stateRunning', 'accent'],
  done: ['stateDone', 'good'],
  failed: ['stateFailed', 'bad'],
  undone: ['stateUndone', 'plain'],
} as const
const figures = ['create', 'update', 'unchanged', 'refused'] as const

/** One's own imports, into one entity or all; null while nobody knows. */
export function useRecentImports(entity?: string) {
  return useQuery({
    queryKey: ['imports', entity ?? ''],
    queryFn: () =>
      unwrap(
        client.send<{ readonly imports: readonly Recent[] }>(
          'GET',
          `/imports?limit=${entity === undefined ? 100 : 5}${entity === undefined ? '' : `&entity=${encodeURIComponent(entity)}`}`,
        ),
      ),
    refetchInterval: (query) => (query.state.data?.imports.some((each) => each.state === 'running') ? 2_000 : false),
  })
}

/** Imports as lines: file, when, what became of it. A click goes on with a draft, or shows the result and the way back. */
export function RecentImports({ entity }: { readonly entity?: string }) {
  const t = useTexts(importTexts)
  const format = useFormat()
  const words = useEntityWords()
  const { entities } = useWorkspace()
  const { data } = useRecentImports(entity)
  if (!data)
    return entity === undefined ? (
      <Late>
        <TableSkeleton widths={[240, 160, 120]} rows={6} />
      </Late>
    ) : null
  return (
    <ul className="recent-imports">
      {data.imports.map((each) => {
        const [state, tone] = states[each.state]
        const target = entities.get(each.entity)
        const counted = figures.filter((figure) => each[figure] > 0)
        const became =
          each.state === 'running'
            ? t('progress', { done: formatNumber(each.done), rows: formatNumber(each.rows) })
            : each.state === 'draft' || counted.length === 0
              ? t('rows', { count: each.rows, text: formatNumber(each.rows) })
              : counted.map((figure) => `${t(figure)} ${formatNumber(each[figure])}`).join(' · ')
        return (
          <li key={each.id}>
            <Link to={addresses.importInto(each.entity)} search={{ id: each.id }} className="row recent-import">
              <IconFileSpreadsheet size={16} stroke={1.5} aria-hidden="true" className="faint" />
              <span className="recent-import-name">
                <span className="cut strong">{each.fileName}</span>
                <span className="quiet small cut">
                  {entity === undefined && target ? `${words(target).many} · ` : ''}
                  {became}
                </span>
              </span>
              <Badge tone={tone}>{t(state)}</Badge>
              <span className="faint small nowrap num recent-import-at">{formatDateTime(each.at, format)}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
