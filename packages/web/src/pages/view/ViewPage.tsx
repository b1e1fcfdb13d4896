import { EmptyState, useLabel, useTexts } from '@atelier/ui'
import { IconLock } from '@atelier/ui/icons'
import { lazy, Suspense, useCallback, useRef } from 'react'
import { segmentEntity } from '../../app/addresses.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { FilterBar } from '../../filter/FilterBar.tsx'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { SearchBox } from './SearchBox.tsx'
import { useViewKeys } from './use-view-keys.ts'
import { useViewState } from './use-view-state.ts'
import { useViews } from './use-views.ts'
import { ViewHead } from './ViewHead.tsx'
import { ViewTabs } from './ViewTabs.tsx'
import { kindOf } from './view-kinds.ts'
import { viewTexts } from './view-texts.ts'
import './view.css'

// A list stands without it: the panel brings the whole record along.
const ViewPanel = lazy(async () => ({ default: (await import('./ViewPanel.tsx')).ViewPanel }))

/** A list of one entity: tabs of views, a filter that reads as a sentence, and below it what the view's kind draws. */
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
  readonly view: ViewView
  readonly views: readonly ViewView[]
}

function ViewBody({ entity, view, views }: ViewBodyProps) {
  const t = useTexts(viewTexts)
  const { query, setQuery } = usePage()
  const state = useViewState(entity, view)
  const writer = useWrite(entity.key)
  const search = useRef<HTMLInputElement>(null)
  const create = useCallback(() => setQuery({ panel: 'new' }), [setQuery])
  useViewKeys(search, entity.may.has('create') ? create : undefined)
  const { Body, Loading, Tools } = kindOf(view.type)
  const given = { entity, view, state, writer, opened: query.panel }
  return (
    <>
      <ViewHead entity={entity} state={state} status={writer.status} />
      <ViewTabs
        entity={entity}
        view={view}
        views={views}
        state={state}
        onChoose={(key) => setQuery({ view: key, filter: undefined, sort: undefined, q: undefined })}
      />
      <div className="view-bar">
        <FilterBar entity={entity} filter={state.filter} onChange={state.setFilter} />
        <span className="grow" />
        <SearchBox inputRef={search} text={state.q} onSearch={state.setSearch} />
        <Suspense>{Tools ? <Tools {...given} /> : null}</Suspense>
      </div>
      {entity.may.has('read') ? (
        <Suspense fallback={Loading ? <Loading /> : null}>
          <Body {...given} />
        </Suspense>
      ) : (
        <div className="centred">
          <EmptyState icon={<IconLock size={20} stroke={1.5} />} title={t('deniedTitle')} text={t('deniedText')} />
        </div>
      )}
    </>
  )
}
