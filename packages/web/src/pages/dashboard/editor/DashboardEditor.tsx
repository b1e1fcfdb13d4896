import type { DashboardDocument, DashboardTile } from '@atelier/definitions'
import { Button, EmptyLanes, EmptyState, showToast, TextInput, useLabel, useTexts, VisuallyHidden } from '@atelier/ui'
import { DndContext } from '@dnd-kit/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { usePage, usePageTitle } from '../../../app/use-page.ts'
import { useMe } from '../../../workspace/WorkspaceContext.tsx'
import { inReadingOrder, type Step, step, without } from '../layout.ts'
import { placeStyle } from '../Tile.tsx'
import type { DashboardEntry } from '../use-dashboards.ts'
import { arrangeTexts } from './arrange-texts.ts'
import { EditTile } from './EditTile.tsx'
import { Gallery } from './Gallery.tsx'
import { type GalleryItem, withItem } from './gallery-items.ts'
import { publishDashboard, saveDashboard } from './save-dashboard.ts'
import { useTileDrag } from './use-tile-drag.ts'
import '../../report/report.css'
import './arrange.css'

const nothing: DashboardDocument = { kind: 'dashboard', specVersion: 1, id: 'dsh_new', key: 'new', tiles: [] }

/** A dashboard being arranged: the real tiles on their grid, and the gallery at the right. */
export function DashboardEditor({ entry }: { readonly entry: DashboardEntry | undefined }) {
  const t = useTexts(arrangeTexts)
  const say = useLabel()
  const queries = useQueryClient()
  const me = useMe()
  const { go, setQuery } = usePage()
  const grid = useRef<HTMLDivElement>(null)
  const isOwn = entry?.mine === true
  const mayPublish = entry !== undefined && entry.own === undefined && me.may.has('build')
  const [draft, setDraft] = useState<DashboardDocument>(entry?.document ?? nothing)
  const [name, setName] = useState(entry ? say(entry.label, entry.key) : t('newName'))
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState('')
  usePageTitle(name)
  const { tiles } = draft
  const setTiles = (next: readonly DashboardTile[]) => setDraft((before) => ({ ...before, tiles: next }))
  const drag = useTileDrag(tiles, grid, setTiles)
  const values = Object.fromEntries((draft.controls ?? []).map((control) => [control.key, control.default ?? null]))
  const onStep = (tile: DashboardTile, way: Step) => {
    const next = step(tiles, tile.id, way)
    setTiles(next)
    const at = next.find((each) => each.id === tile.id)?.at ?? tile.at
    const [column, row, width, height] = at
    setTold(
      t('at', { name: say(tile.label, tile.report ?? tile.tile), column: column + 1, row: row + 1, width, height }),
    )
  }
  const add = (item: GalleryItem) => {
    setDraft((before) => withItem(before, item, `til_${Date.now().toString(36)}${before.tiles.length}`))
    setTold(t('added', { name: say(item.label) }))
    requestAnimationFrame(() => grid.current?.parentElement?.scrollTo({ top: grid.current.scrollHeight }))
  }
  const save = async (how: 'mine' | 'all') => {
    setBusy(true)
    const typed = name.trim() || t('newName')
    // A name that nobody touched keeps all of its languages.
    const label = entry && typed === say(entry.label, entry.key) ? entry.document.label : typed
    const copied =
      !isOwn && entry && how === 'mine' && label === entry.document.label ? t('copyOf', { name: typed }) : label
    const document = { ...draft, ...(copied === undefined ? {} : { label: copied }) }
    const answer = how === 'all' ? await publishDashboard(document) : await saveDashboard(document, entry)
    setBusy(false)
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: how === 'all' ? ['workspace'] : ['mine', 'dashboards'] })
    showToast(t('saved'))
    const { value } = answer
    const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined
    go(how === 'all' || id === undefined ? `/dashboards/${draft.key}` : `/dashboards/~${id}`)
  }
  const { landing } = drag
  return (
    <div className="dashboard">
      <header className="page-head report-editor-head">
        <VisuallyHidden component="h1">{name}</VisuallyHidden>
        <TextInput
          className="report-name"
          aria-label={t('name')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <span className="grow" />
        <Button onClick={() => (entry ? setQuery({ edit: undefined }) : go('/reports'))}>{t('cancel')}</Button>
        {mayPublish ? (
          <Button loading={busy} disabled={tiles.length === 0} onClick={() => void save('all')}>
            {t('publish')}
          </Button>
        ) : null}
        <Button variant="filled" loading={busy} disabled={tiles.length === 0} onClick={() => void save('mine')}>
          {t(isOwn ? 'save' : 'saveAsMine')}
        </Button>
      </header>
      <div className="arrange">
        <DndContext sensors={drag.sensors} {...drag.handlers}>
          <div className="dashboard-scroll">
            {tiles.length === 0 ? <EmptyState icon={<EmptyLanes />} title={t('empty')} text={t('emptyText')} /> : null}
            <div className="dashboard-grid is-arranging" ref={grid}>
              {landing ? <div className="tile-place tile-landing" style={placeStyle(landing.at)} /> : null}
              {inReadingOrder(drag.shown).map((tile) => (
                <EditTile
                  key={tile.id}
                  tile={tile}
                  values={values}
                  onChange={(next) => setTiles(tiles.map((each) => (each.id === next.id ? next : each)))}
                  onStep={(way) => onStep(tile, way)}
                  onRemove={() => setTiles(without(tiles, tile.id))}
                />
              ))}
            </div>
          </div>
        </DndContext>
        <Gallery onAdd={add} />
      </div>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
    </div>
  )
}
