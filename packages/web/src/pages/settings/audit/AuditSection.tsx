import { Anchor, Button, DateField, EmptyState, formatDateTime, Select, useFormat, useTexts } from '@atelier/ui'
import { IconDownload, IconHistory } from '@atelier/ui/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../../app/client.ts'
import { usePage } from '../../../app/use-page.ts'
import { usePeopleNames } from '../people/use-people.ts'
import { type AuditChange, AuditChanges } from './AuditChanges.tsx'
import { auditKinds, auditTexts } from './audit-texts.ts'

type Entry = {
  readonly seq: number
  readonly kind: string
  readonly at: string
  readonly by: { readonly id: string; readonly label: string } | null
  readonly user: { readonly id: string; readonly label: string } | null
  readonly changes: readonly AuditChange[]
}
type Page = { readonly entries: readonly Entry[]; readonly next: string | null }

// A day of the filter begins and ends in the reader's own time.
const instant = (day: string | undefined, after = 0): string | undefined => {
  const at = day ? new Date(`${day}T00:00:00`) : undefined
  if (!at || Number.isNaN(at.getTime())) return undefined
  at.setDate(at.getDate() + after)
  return at.toISOString()
}

/** Who signed in, gave rights, made keys, exported and published: filtered by person, kind and time. */
export function AuditSection() {
  const t = useTexts(auditTexts)
  const format = useFormat()
  const { query, setQuery } = usePage()
  const people = usePeopleNames()
  const filters = { person: query.person, kind: query.kind, from: instant(query.from), until: instant(query.until, 1) }
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['settings', 'audit', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => unwrap(client.send<Page>('GET', '/audit', { query: { ...filters, after: pageParam } })),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const filter = (change: Readonly<Record<string, string | undefined>>) => setQuery(change, { replace: true })
  const isKnownKind = (kind: string) => auditKinds.find((each) => each === kind)
  const file = new URLSearchParams(Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return (
    <>
      <div className="audit-filters">
        <Select
          label={t('person')}
          placeholder={t('everybody')}
          clearable
          searchable
          value={query.person ?? null}
          data={people}
          onChange={(person) => filter({ person: person ?? undefined })}
        />
        <Select
          label={t('kind')}
          placeholder={t('everything')}
          clearable
          value={query.kind ?? null}
          data={auditKinds.map((value) => ({ value, label: t(value) }))}
          onChange={(kind) => filter({ kind: kind ?? undefined })}
        />
        {(['from', 'until'] as const).map((name) => (
          <DateField
            key={name}
            control={{ label: t(name) }}
            value={query[name] ?? ''}
            onChange={(day) => filter({ [name]: day ?? undefined })}
          />
        ))}
        <span className="grow" />
        <Anchor href={`/api/audit/export${file.size > 0 ? `?${file}` : ''}`} download className="row">
          <IconDownload size={16} stroke={1.5} aria-hidden="true" />
          {t('export')}
        </Anchor>
      </div>
      {data && entries.length === 0 ? (
        <EmptyState icon={<IconHistory size={24} stroke={1.5} />} title={t('nothing')} text={t('nothingText')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached from the keyboard
        <section className="audit-scroll" tabIndex={0} aria-label={t('log')}>
          <table className="audit-table" aria-busy={isFetching}>
            <thead>
              <tr>
                <th>{t('at')}</th>
                <th>{t('by')}</th>
                <th>{t('what')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => {
                const kind = isKnownKind(entry.kind)
                const about = entry.user && entry.user.id !== entry.by?.id ? entry.user.label : ''
                return (
                  <tr key={entry.seq}>
                    <td className="num">{formatDateTime(entry.at, format)}</td>
                    <td>{entry.by?.label || t('system')}</td>
                    <td>
                      <div>
                        <b>{kind ? t(kind) : entry.kind}</b> {about}
                      </div>
                      <AuditChanges kind={entry.kind} changes={entry.changes} />
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
      {hasNextPage ? (
        <div>
          <Button loading={isFetching} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
