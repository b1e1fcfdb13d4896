import type { EntityDocument } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { fieldUi } from '@atelier/fields/ui'
import { ActionIcon, Menu, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconLink } from '@atelier/ui/icons'
import { type PointerEvent as ReactPointerEvent, useRef, useState } from 'react'
import { useDraft } from '../../draft/DraftContext.tsx'
import { Change, servedOf } from '../../parts/Change.tsx'
import { diagramTexts } from './diagram-texts.ts'
import { cardWidth, type Place, shownFields } from './layout.ts'

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-16, 0],
  ArrowRight: [16, 0],
  ArrowUp: [0, -16],
  ArrowDown: [0, 16],
}

/** An entity with its fields. Its head is dragged, or moved with the arrow keys; its knot draws a relation, or offers the entities to join. */
export function EntityCard({
  entity,
  others,
  place,
  zoom,
  selected,
  target,
  onSelect,
  onOpen,
  onPlace,
  onDraw,
  onJoin,
}: {
  readonly entity: EntityDocument
  readonly others: readonly EntityDocument[]
  readonly place: Place
  readonly zoom: number
  readonly selected: string | undefined
  /** A relation that is being drawn would end here. */
  readonly target: boolean
  readonly onSelect: (id: string) => void
  readonly onOpen: () => void
  readonly onPlace: (place: Place) => void
  readonly onDraw: (event: ReactPointerEvent) => void
  readonly onJoin: (to: EntityDocument) => void
}) {
  const t = useTexts(diagramTexts)
  const label = useLabel()
  const { inService } = useDraft()
  const [held, setHeld] = useState<Place>()
  const grab = useRef<{ readonly x: number; readonly y: number; readonly place: Place }>(undefined)
  const name = label(entity.label, entity.key)
  const shown = shownFields(entity)
  const at = held ?? place
  const onDown = (event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    grab.current = { x: event.clientX, y: event.clientY, place }
  }
  const moved = (event: ReactPointerEvent): Place | undefined => {
    const from = grab.current
    if (!from) return undefined
    const [x, y] = [(event.clientX - from.x) / zoom, (event.clientY - from.y) / zoom]
    return held || Math.hypot(x, y) > 4 ? { x: from.place.x + x, y: from.place.y + y } : undefined
  }
  const onUp = (event: ReactPointerEvent) => {
    const end = moved(event)
    grab.current = undefined
    setHeld(undefined)
    if (end) onPlace(end)
  }
  const field = (each: (typeof shown)[number]) => {
    const { Icon } = fieldUi({ type: each.type })
    const points = each.target !== undefined || each.targets !== undefined
    const body = (
      <>
        <Icon size={14} stroke={1.5} aria-hidden="true" />
        <span className="cut grow">{label(each.label, each.key)}</span>
        {each.required ? <span className="bad">*</span> : null}
        {points ? null : <span className="cut faint small">{label(fieldType(each.type)?.label, each.type)}</span>}
      </>
    )
    return (
      <li key={each.id}>
        {points ? (
          <button
            type="button"
            className={`diagram-field is-relation${each.id === selected ? ' is-on' : ''}`}
            aria-pressed={each.id === selected}
            onClick={() => onSelect(each.id)}
          >
            {body}
          </button>
        ) : (
          <span className="diagram-field">{body}</span>
        )}
      </li>
    )
  }
  const hidden = entity.fields.length - shown.length
  return (
    <article
      className={`diagram-card${entity.id === selected ? ' is-on' : ''}${target ? ' is-target' : ''}${held ? ' is-held' : ''}`}
      data-card={entity.id}
      style={{ width: cardWidth, transform: `translate(${at.x}px, ${at.y}px)` }}
    >
      <header>
        <button
          type="button"
          className="diagram-head grow"
          aria-pressed={entity.id === selected}
          aria-description={t('moveKeys')}
          onPointerDown={onDown}
          onPointerMove={(event) => setHeld(moved(event))}
          onPointerUp={onUp}
          onPointerCancel={() => {
            grab.current = undefined
            setHeld(undefined)
          }}
          onClick={() => onSelect(entity.id)}
          onDoubleClick={onOpen}
          onKeyDown={(event) => {
            const by = arrows[event.key]
            if (!by) return
            event.preventDefault()
            onPlace({ x: place.x + by[0], y: place.y + by[1] })
          }}
        >
          <b className="cut">{name}</b>
          <Change now={entity} before={servedOf(inService, entity)} />
        </button>
        {others.length > 0 ? (
          <Menu width={220} position="bottom-end">
            <Menu.Target>
              <ActionIcon
                size="sm"
                className="diagram-knot"
                aria-label={t('joinFrom', { label: name })}
                title={t('joinHelp')}
                onPointerDown={onDraw}
              >
                <IconLink size={14} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
              <Menu.Label>{t('joinTo', { label: name })}</Menu.Label>
              {others.map((other) => (
                <Menu.Item key={other.id} onClick={() => onJoin(other)}>
                  {label(other.label, other.key)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        <ActionIcon
          size="sm"
          aria-label={t('open', { label: name })}
          title={t('open', { label: name })}
          onClick={onOpen}
        >
          <IconArrowRight size={14} stroke={1.5} />
        </ActionIcon>
      </header>
      <ul>
        {shown.map(field)}
        {hidden > 0 ? (
          <li>
            <button type="button" className="diagram-field faint small" onClick={onOpen}>
              {t('more', { count: hidden })}
            </button>
          </li>
        ) : null}
      </ul>
    </article>
  )
}
