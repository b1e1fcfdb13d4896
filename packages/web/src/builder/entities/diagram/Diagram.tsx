import type { EntityDocument } from '@atelier/definitions'
import { ActionIcon, Button, Tooltip, useLabel, useTexts } from '@atelier/ui'
import { IconLayoutGrid, IconMinus, IconPlus } from '@atelier/ui/icons'
import { type PointerEvent as ReactPointerEvent, useRef, useState } from 'react'
import { diagramTexts } from './diagram-texts.ts'
import { EntityCard } from './EntityCard.tsx'
import { cardWidth, linesOf, type Place, pathOf, sizeOf } from './layout.ts'
import { usePlaces } from './use-places.ts'
import { useZoom } from './use-zoom.ts'
import './diagram.css'

export type DiagramProps = {
  readonly entities: readonly EntityDocument[]
  /** Id of an entity, or of a field that is a relation. */
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
  readonly onOpen: (entity: EntityDocument) => void
  readonly onJoin: (from: EntityDocument, to: EntityDocument) => void
}

/** Entities as cards joined by their references: cards are dragged, and a relation is drawn from one card to another. */
export function Diagram({ entities, selected, onSelect, onOpen, onJoin }: DiagramProps) {
  const t = useTexts(diagramTexts)
  const label = useLabel()
  const sheet = useRef<HTMLDivElement>(null)
  const view = useRef<HTMLElement>(null)
  const { places, place, arrange, isMoved } = usePlaces(entities)
  const { zoom, step, reset, least, most } = useZoom(view)
  const [drawing, setDrawing] = useState<{ readonly from: string; readonly at: Place; readonly over?: string }>()
  const { width, height } = sizeOf(entities, places)
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const pointAt = (event: PointerEvent | ReactPointerEvent): Place => {
    const box = sheet.current?.getBoundingClientRect()
    return { x: (event.clientX - (box?.left ?? 0)) / zoom, y: (event.clientY - (box?.top ?? 0)) / zoom }
  }
  const cardUnder = (event: PointerEvent): string | undefined => {
    const found = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-card]')
    return found instanceof HTMLElement ? found.dataset['card'] : undefined
  }
  /** Follows the pointer from a card's knot until it is let go, over the card that the relation leads to. */
  const draw = (from: EntityDocument, start: ReactPointerEvent) => {
    const onMove = (event: PointerEvent) => {
      const over = cardUnder(event)
      setDrawing({ from: from.id, at: pointAt(event), ...(over === undefined ? {} : { over }) })
    }
    const onEnd = (event: PointerEvent) => {
      window.removeEventListener('pointermove', onMove)
      setDrawing(undefined)
      const to = event.type === 'pointerup' ? byId.get(cardUnder(event) ?? '') : undefined
      if (to && to.id !== from.id) onJoin(from, to)
    }
    start.preventDefault()
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onEnd, { once: true })
    window.addEventListener('pointercancel', onEnd, { once: true })
  }
  const start = drawing && places[drawing.from]
  return (
    <div className="diagram">
      <div className="diagram-tools" role="toolbar" aria-label={t('tools')}>
        <Tooltip label={t('zoomOut')}>
          <ActionIcon size="sm" aria-label={t('zoomOut')} disabled={least} onClick={() => step(-1)}>
            <IconMinus size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <button type="button" className="diagram-zoom" aria-label={t('zoomReset')} onClick={reset}>
          {Math.round(zoom * 100)}%
        </button>
        <Tooltip label={t('zoomIn')}>
          <ActionIcon size="sm" aria-label={t('zoomIn')} disabled={most} onClick={() => step(1)}>
            <IconPlus size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        {isMoved ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconLayoutGrid size={14} stroke={1.5} />}
            onClick={arrange}
          >
            {t('arrange')}
          </Button>
        ) : null}
      </div>
      <section ref={view} className="diagram-view" aria-label={t('diagram')}>
        <div style={{ width: width * zoom, height: height * zoom }}>
          <div ref={sheet} className="diagram-sheet" style={{ width, height, transform: `scale(${zoom})` }}>
            <svg width={width} height={height} className="diagram-lines" aria-hidden="true">
              <defs>
                <marker
                  id="diagram-end"
                  viewBox="0 0 8 8"
                  refX="7"
                  refY="4"
                  markerWidth="7"
                  markerHeight="7"
                  orient="auto"
                >
                  <path d="M 0 0 L 8 4 L 0 8 z" fill="context-stroke" />
                </marker>
              </defs>
              {linesOf(entities).map((line) => {
                const [from, to] = [byId.get(line.from), byId.get(line.to)]
                if (!from || !to) return null
                const path = pathOf(line, from, to, places)
                const isOn = selected === line.field || selected === line.from || selected === line.to
                return (
                  <g
                    key={`${line.field} ${line.to}`}
                    className={isOn ? 'is-on' : undefined}
                    onPointerDown={() => onSelect(line.field)}
                  >
                    <path d={path} className="diagram-line" markerEnd="url(#diagram-end)" />
                    <path d={path} className="diagram-hit" />
                  </g>
                )
              })}
              {drawing && start ? (
                <path
                  d={`M ${start.x + cardWidth} ${start.y + 20} L ${drawing.at.x} ${drawing.at.y}`}
                  className="diagram-line is-drawn"
                  markerEnd="url(#diagram-end)"
                />
              ) : null}
            </svg>
            {entities.map((entity) => (
              <EntityCard
                key={entity.id}
                entity={entity}
                others={entities.filter((each) => each.id !== entity.id)}
                place={places[entity.id] ?? { x: 0, y: 0 }}
                zoom={zoom}
                selected={selected}
                target={drawing !== undefined && drawing.over === entity.id && drawing.from !== entity.id}
                onSelect={onSelect}
                onOpen={() => onOpen(entity)}
                onPlace={(next) => place(entity.id, next)}
                onDraw={(event) => draw(entity, event)}
                onJoin={(to) => onJoin(entity, to)}
              />
            ))}
          </div>
        </div>
      </section>
      <p className="diagram-hint small faint" aria-live="polite">
        {drawing
          ? t('drawing', { label: label(byId.get(drawing.from)?.label, byId.get(drawing.from)?.key) })
          : t('hint')}
      </p>
    </div>
  )
}
