import type { RecordJson } from '@atelier/api'
import { Button, Chip, EmptyState, Late, Menu, RecordSkeleton, useLabel, useTexts } from '@atelier/ui'
import { IconChevronDown } from '@atelier/ui/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { client, unwrap } from '../../../app/client.ts'
import { FailedPage } from '../../../app/FailedPage.tsx'
import { usePage } from '../../../app/use-page.ts'
import { recordTexts } from '../../../records/record-texts.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { Composer } from '../composer/Composer.tsx'
import { useHolder } from '../composer/holder.ts'
import { pageTexts } from '../record-page-texts.ts'
import { MentionNames } from './MentionText.tsx'
import { TimelinePage } from './TimelinePage.tsx'
import { readTimeline } from './timeline-items.ts'

const kinds = ['all', 'activities', 'tasks', 'moves', 'approvals'] as const
type Kind = (typeof kinds)[number]
const pageSize = 50

/** What happened around a record, newest first, with what is still to be done on top; and the place to write more of it. `?show=` narrows it. */
export function TimelineTab({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(pageTexts)
  const tr = useTexts(recordTexts)
  const label = useLabel()
  const { query, setQuery } = usePage()
  const { answer } = useWorkspace()
  const holder = useHolder(entity)
  const offered = kinds.filter(
    (kind) =>
      (kind !== 'moves' || entity.stage !== undefined) &&
      (kind !== 'approvals' || answer.approvals.some((each) => each.entity === entity.key)),
  )
  const show = query.show ?? 'all'
  const type = holder?.kinds.find((option) => option.key === show)?.key
  const kind: Kind = offered.find((each) => each === show) ?? 'all'
  const narrow = (to: string) => setQuery({ show: to === 'all' ? undefined : to }, { replace: true })
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['timeline', entity.key, record.id, { kind, type }],
    initialPageParam: '',
    // What changes is heard of live; asking for many pages at every glance would be in the way.
    refetchOnWindowFocus: false,
    queryFn: ({ pageParam }) =>
      unwrap(
        client.records.timeline(entity.key, record.id, {
          limit: pageSize,
          ...(pageParam === '' ? {} : { after: pageParam }),
          ...(kind === 'all' ? {} : { kind }),
          ...(type === undefined ? {} : { type }),
        }),
      ).then(readTimeline),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const isEmpty = data?.pages.every((page) => page.items.length === 0) ?? true
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = end.current
    if (!element || !hasNextPage || isFetchingNextPage) return
    const near = new IntersectionObserver(
      (seen) => {
        if (seen.some((each) => each.isIntersecting)) void fetchNextPage()
      },
      { rootMargin: '400px' },
    )
    near.observe(element)
    return () => near.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <div className="timeline">
      {holder ? <Composer key={record.id} holder={holder} entity={entity} record={record} /> : null}
      <div className="row timeline-kinds">
        {offered.map((each) => (
          <Chip key={each} active={type === undefined && kind === each} onClick={() => narrow(each)}>
            {t(each)}
          </Chip>
        ))}
        {holder && holder.kinds.length > 1 ? (
          <Menu position="bottom-start">
            <Menu.Target>
              <button type="button" className={type ? 'chip is-on timeline-type' : 'chip timeline-type'}>
                {type
                  ? label(holder.kinds.find((option) => option.key === type)?.label, type)
                  : label(holder.type.label, holder.type.key)}
                <IconChevronDown size={12} stroke={1.5} aria-hidden="true" />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => narrow('all')}>{t('all')}</Menu.Item>
              {holder.kinds.map((option) => (
                <Menu.Item key={option.key} onClick={() => narrow(option.key)}>
                  {label(option.label, option.key)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
      {isPending ? (
        <Late>
          <RecordSkeleton />
        </Late>
      ) : error ? (
        <FailedPage error={error} />
      ) : isEmpty ? (
        <EmptyState title={t('timelineEmpty')} text={t('timelineEmptyText')} />
      ) : null}
      <MentionNames>
        {data?.pages.map((page, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pages are only ever added at the end
          <TimelinePage key={index} entries={page.items} entity={entity} />
        ))}
      </MentionNames>
      <div ref={end} />
      {hasNextPage ? (
        <Button
          fullWidth
          variant="subtle"
          color="gray"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {tr('loadMore')}
        </Button>
      ) : null}
    </div>
  )
}
