import type { SearchGroup } from '@atelier/api'
import {
  Chip,
  EmptyState,
  Late,
  RecordSkeleton,
  TextInput,
  useDebouncedCallback,
  useDebouncedValue,
  useTexts,
} from '@atelier/ui'
import { IconMapOff, IconSearch } from '@atelier/ui/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { client, unwrap } from '../../app/client.ts'
import { FailedPage } from '../../app/FailedPage.tsx'
import { iconOf } from '../../app/navigation.tsx'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { searchTexts } from './search-texts.ts'
import './search.css'

/** The most of one entity that is shown. */
const most = 50

/** What a search finds, by entity; the words and what to search stand in the address. */
export function SearchPage() {
  const t = useTexts(searchTexts)
  const { query, setQuery } = usePage()
  const [typed, setTyped] = useState(query.q ?? '')
  const send = useDebouncedCallback((text: string) => setQuery({ q: text.trim() || undefined }, { replace: true }), 200)
  const q = query.q?.trim() ?? ''
  // The address may change without this page: from the palette, or back and forward.
  useEffect(() => setTyped((now) => (now.trim() === q ? now : q)), [q])
  usePageTitle(q === '' ? t('title') : t('titleFor', { q }))
  return (
    <div className="search-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      <div className="search-frame">
        <TextInput
          type="search"
          size="md"
          autoFocus
          aria-label={t('words')}
          placeholder={t('placeholder')}
          leftSection={<IconSearch size={16} stroke={1.5} aria-hidden="true" />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            send(event.currentTarget.value)
          }}
        />
        {q === '' ? (
          <EmptyState icon={<IconSearch size={24} stroke={1.5} />} title={t('ask')} text={t('askText')} />
        ) : (
          <Results q={q} />
        )}
      </div>
    </div>
  )
}

function Results({ q }: { readonly q: string }) {
  const t = useTexts(searchTexts)
  const words = useEntityWords()
  const { entities } = useWorkspace()
  const { query, setQuery } = usePage()
  const [settled] = useDebouncedValue(q, 100)
  const { data, error, isPending } = useQuery({
    queryKey: ['search', settled, most],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => unwrap(client.records.search(settled, { limit: most, signal })),
  })
  if (error) return <FailedPage error={error} />
  if (isPending)
    return (
      <Late>
        <RecordSkeleton />
      </Late>
    )
  if (data.length === 0)
    return <EmptyState icon={<IconMapOff size={24} stroke={1.5} />} title={t('none', { q })} text={t('noneText')} />
  const only = data.some((group) => group.entity === query.in) ? query.in : undefined
  const name = (group: SearchGroup) => {
    const entity = entities.get(group.entity)
    return entity ? words(entity).many : group.entity
  }
  return (
    <>
      {data.some((group) => group.similar) ? (
        <p className="quiet" role="status">
          {t('similar')}
        </p>
      ) : null}
      {data.length > 1 ? (
        <fieldset className="search-which" aria-label={t('which')}>
          <Chip active={only === undefined} onClick={() => setQuery({ in: undefined })}>
            {t('everything')}
          </Chip>
          {data.map((group) => (
            <Chip
              key={group.entity}
              active={group.entity === only}
              onClick={() => setQuery({ in: group.entity === only ? undefined : group.entity })}
            >
              {name(group)} {group.records.length < most ? group.records.length : `${most}+`}
            </Chip>
          ))}
        </fieldset>
      ) : null}
      {data
        .filter((group) => only === undefined || group.entity === only)
        .map((group) => (
          <Group key={group.entity} group={group} name={name(group)} q={settled} />
        ))}
    </>
  )
}

function Group({ group, name, q }: { readonly group: SearchGroup; readonly name: string; readonly q: string }) {
  const t = useTexts(searchTexts)
  const { entities } = useWorkspace()
  const Icon = iconOf(group.entity)
  const entity = entities.get(group.entity)
  return (
    <section className="search-group">
      <header className="row">
        <h2 className="grow">{name}</h2>
        {entity && !entity.system && !group.similar ? (
          <Link className="link small" to={addresses.view(group.entity)} search={{ view: 'all', q }}>
            {t('seeAll')}
          </Link>
        ) : null}
      </header>
      <ul>
        {group.records.map((record) => (
          <li key={record.id}>
            <Link className="row" to={addresses.record(group.entity, record.id)}>
              <Icon size={16} stroke={1.5} aria-hidden="true" />
              <span className="grow cut">{record.label}</span>
            </Link>
          </li>
        ))}
      </ul>
      {group.records.length >= most ? <p className="faint small">{t('firstOnes', { count: most })}</p> : null}
    </section>
  )
}
