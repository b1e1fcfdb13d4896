import { EmptyState, useLabel, useMediaQuery, useTexts } from '@atelier/ui'
import { IconLock } from '@atelier/ui/icons'
import { lazy, Suspense, useCallback, useRef } from 'react'
import { segmentEntity } from '../../app/addresses.ts'
import { phoneQuery } from '../../app/Shell.tsx'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { FilterBar } from '../../filter/FilterBar.tsx'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { KindMenu } from './KindMenu.tsx'
import { SearchBox } from './SearchBox.tsx'
import { useViewKeys } from './use-view-keys.ts'
import { freshView, useViewLook } from './use-view-look.ts'
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
  const { query } = usePage()
  const views = useViews(entity)
  const view = views.find((each) => each.key === query.view) ?? views[0]
  usePageTitle(view && query.view ? `${label(view.label)} · ${words.many}` : words.many)
  return view ? <LookedAt entity={entity} view={view} views={views} /> : <NotFoundPage />
}

type ViewBodyProps = {
  readonly entity: EntityView
  readonly view: ViewView
  readonly views: readonly ViewView[]
}

function LookedAt({ entity, view, views }: ViewBodyProps) {
  const { query, setQuery } = usePage()
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const { look, changed } = useViewLook(view)
  const { panel } = query
  const within = kindOf(look.type).opensWithin && !phone && panel !== 'new'
  return (
    <div className="view-page">
      <div className="view-main">
        <ViewBody key={view.key} entity={entity} view={view} look={look} changed={changed} views={views} />
      </div>
      <Suspense>
        {panel === undefined || within ? null : (
          <ViewPanel
            entity={entity}
            panel={panel}
            onClose={() => setQuery({ panel: undefined, stage: undefined, with: undefined })}
          />
        )}
      </Suspense>
    </div>
  )
}

type ShownProps = ViewBodyProps & {
  /** The view as the address changes it. */
  readonly look: ViewView
  readonly changed: boolean
}

function ViewBody({ entity, view, look, changed, views }: ShownProps) {
  const t = useTexts(viewTexts)
  const { query, setQuery } = usePage()
  const asked = useViewState(entity, view)
  const state = {
    ...asked,
    changed: asked.changed || changed,
    reset: () => {
      asked.setColumns(null)
      setQuery(freshView, { replace: true })
    },
  }
  const writer = useWrite(entity.key)
  const search = useRef<HTMLInputElement>(null)
  const create = useCallback(() => setQuery({ panel: 'new' }), [setQuery])
  useViewKeys(search, entity.may.has('create') ? create : undefined)
  const { Body, Loading, Tools } = kindOf(look.type)
  const given = { entity, view: look, state, writer, opened: query.panel }
  return (
    <>
      <ViewHead entity={entity} state={state} status={writer.status} />
      <ViewTabs
        entity={entity}
        view={look}
        views={views}
        state={state}
        onChoose={(key) => setQuery({ ...freshView, view: key })}
      />
      <div className="view-bar">
        <FilterBar entity={entity} filter={state.filter} onChange={state.setFilter} />
        <span className="grow" />
        <SearchBox inputRef={search} text={state.q} onSearch={state.setSearch} />
        <KindMenu entity={entity} view={view} shown={look.type} />
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
