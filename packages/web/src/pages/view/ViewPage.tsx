import {
  ActionIcon,
  BoardSkeleton,
  Button,
  EmptyState,
  Kbd,
  Menu,
  SaveState,
  TextInput,
  useDebouncedCallback,
  useLabel,
  useTexts,
} from '@atelier/ui'
import {
  IconCalendar,
  IconCheck,
  IconChevronDown,
  IconDots,
  IconDownload,
  IconLayoutKanban,
  IconLock,
  IconPlus,
  IconSearch,
  IconTable,
  IconTableImport,
} from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { addresses, segmentEntity } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { FilterBar } from '../../filter/FilterBar.tsx'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { SaveViewMenu } from './SaveViewMenu.tsx'
import { ShareView } from './ShareView.tsx'
import { SortMenu } from './SortMenu.tsx'
import { TableView } from './TableView.tsx'
import { useViewState } from './use-view-state.ts'
import { useViews } from './use-views.ts'
import { viewTexts } from './view-texts.ts'
import './view.css'

// A list stands without them: boards bring dragging along, the panel the whole record.
const BoardView = lazy(async () => ({ default: (await import('./BoardView.tsx')).BoardView }))
const ColumnsMenu = lazy(async () => ({ default: (await import('./ColumnsMenu.tsx')).ColumnsMenu }))
const ViewPanel = lazy(async () => ({ default: (await import('./ViewPanel.tsx')).ViewPanel }))

const icons = { table: IconTable, board: IconLayoutKanban, calendar: IconCalendar, timeline: IconCalendar } as const

/** A list of one entity: tabs of views, a filter that reads as a sentence, and a table or a board. */
export function ViewPage() {
  const { params } = usePage()
  const entity = useEntity(segmentEntity(params.entity ?? ''))
  // Another entity is another page: nothing of the one before is kept.
  return entity ? <EntityViews key={entity.key} entity={entity} /> : <NotFoundPage />
}

function EntityViews({ entity }: { readonly entity: EntityView }) {
  const label = useLabel()
  const words = useEntityWords()(entity)
  const { query, setQuery } = usePage()
  const views = useViews(entity)
  const view = views.find((each) => each.key === query.view) ?? views[0]
  usePageTitle(view && query.view ? `${label(view.label)} · ${words.many}` : words.many)
  if (!view) return <NotFoundPage />
  return (
    <div className="view-page">
      <div className="view-main">
        <ViewBody key={view.key} entity={entity} view={view} views={views} />
      </div>
      <Suspense>
        {query.panel === undefined ? null : (
          <ViewPanel entity={entity} panel={query.panel} onClose={() => setQuery({ panel: undefined })} />
        )}
      </Suspense>
    </div>
  )
}

type ViewBodyProps = {
  readonly entity: EntityView
  readonly view: ReturnType<typeof useViews>[number]
  readonly views: ReturnType<typeof useViews>
}

function ViewBody({ entity, view, views }: ViewBodyProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const words = useEntityWords()(entity)
  const { query, setQuery, go } = usePage()
  const state = useViewState(entity, view)
  const writer = useWrite(entity.key)
  const search = useRef<HTMLInputElement>(null)
  const mayCreate = entity.may.has('create')
  const choose = (key: string) => setQuery({ view: key, filter: undefined, sort: undefined, q: undefined })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable], [role="dialog"], [role="menu"]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'c' && mayCreate) setQuery({ panel: 'new' })
      else if (event.key === '/') search.current?.focus()
      else if (event.key === 'j' && !(event.target instanceof Element && event.target.closest('[role="grid"], .card')))
        document.querySelector<HTMLElement>('.view-main [role="grid"], .view-main .card')?.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [mayCreate, setQuery])
  return (
    <>
      <header className="page-head">
        <h1 className="cut">{words.many}</h1>
        <span className="grow" />
        <SaveState status={writer.status} />
        {entity.may.has('export') || entity.may.has('import') ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('more')}>
                <IconDots size={16} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {entity.may.has('export')
                ? (['csv', 'xlsx'] as const).map((format) => (
                    <Menu.Item
                      key={format}
                      component="a"
                      href={client.exportUrl(entity.key, format, {
                        filter: state.rule,
                        ...(state.words === undefined ? {} : { q: state.words }),
                        sort: state.sort,
                        fields: state.columns.map((column) => column.field).join(','),
                      })}
                      download
                      leftSection={<IconDownload size={16} stroke={1.5} />}
                    >
                      {t(format === 'csv' ? 'exportCsv' : 'exportXlsx')}
                    </Menu.Item>
                  ))
                : null}
              {entity.may.has('import') ? (
                <Menu.Item
                  leftSection={<IconTableImport size={16} stroke={1.5} />}
                  onClick={() => go(addresses.importInto(entity.key))}
                >
                  {t('importSheet')}
                </Menu.Item>
              ) : null}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        {entity.may.has('import') ? (
          <Link to={addresses.importInto(entity.key)} className="only-wide">
            <Button component="span">{t('import')}</Button>
          </Link>
        ) : null}
        {mayCreate ? (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={1.75} />}
            className="only-wide"
            onClick={() => setQuery({ panel: 'new' })}
          >
            {t('create', { label: words.oneWithin })}
          </Button>
        ) : null}
        {mayCreate ? (
          <span className="only-wide" aria-hidden="true">
            <Kbd>c</Kbd>
          </span>
        ) : null}
      </header>
      <div className="tabs">
        <div className="tab-list" role="tablist" aria-label={t('views')}>
          {views.map((each) => {
            const Icon = icons[each.type]
            const on = each.key === view.key
            return (
              <button
                key={`${each.mine} ${each.key}`}
                type="button"
                role="tab"
                aria-selected={on}
                ref={on ? inSight : undefined}
                className={`tab${on ? ' is-on' : ''}`}
                onClick={() => choose(each.key)}
              >
                <Icon size={14} stroke={1.5} aria-hidden="true" />
                {label(each.label, each.key)}
              </button>
            )
          })}
        </div>
        <SaveViewMenu entity={entity} view={view} state={state} />
        <span className="grow" />
        <ShareView view={view} />
        {views.length > 5 ? <AllViews views={views} view={view} onChoose={choose} /> : null}
      </div>
      <div className="view-bar">
        <FilterBar entity={entity} filter={state.filter} onChange={state.setFilter} />
        <span className="grow" />
        <SearchBox inputRef={search} text={state.q} onSearch={state.setSearch} />
        {view.type === 'table' ? <SortMenu entity={entity} sort={state.sort} onSort={state.setSort} /> : null}
        {view.type === 'table' ? (
          <Suspense>
            <ColumnsMenu entity={entity} columns={state.columns} onChange={state.setColumns} />
          </Suspense>
        ) : null}
      </div>
      {view.type === 'board' ? (
        <Suspense fallback={<BoardSkeleton />}>
          <BoardView entity={entity} view={view} state={state} />
        </Suspense>
      ) : !entity.may.has('read') ? (
        <div className="centred">
          <EmptyState icon={<IconLock size={20} stroke={1.5} />} title={t('deniedTitle')} text={t('deniedText')} />
        </div>
      ) : (
        <TableView entity={entity} view={view} state={state} writer={writer} opened={query.panel} />
      )}
    </>
  )
}

/** Scrolls the chosen tab into sight when it is drawn. */
const inSight = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

type AllViewsProps = {
  readonly views: ViewBodyProps['views']
  readonly view: ViewBodyProps['view']
  readonly onChoose: (key: string) => void
}

/** Every view by name, where the tabs do not fit beside each other. */
function AllViews({ views, view, onChoose }: AllViewsProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size="sm" className="tab-add" aria-label={t('allViews')}>
          <IconChevronDown size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {views.map((each) => {
          const Icon = icons[each.type]
          return (
            <Menu.Item
              key={`${each.from} ${each.key}`}
              leftSection={<Icon size={16} stroke={1.5} />}
              rightSection={each.key === view.key ? <IconCheck size={14} aria-hidden="true" /> : null}
              onClick={() => onChoose(each.key)}
            >
              {label(each.label, each.key)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

type SearchBoxProps = {
  readonly inputRef: React.RefObject<HTMLInputElement | null>
  readonly text: string
  readonly onSearch: (text: string) => void
}

function SearchBox({ inputRef, text, onSearch }: SearchBoxProps) {
  const t = useTexts(viewTexts)
  const [typed, setTyped] = useState(text)
  const send = useDebouncedCallback(onSearch, 200)
  return (
    <TextInput
      ref={inputRef}
      type="search"
      className="view-search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
