import type { DashboardTile } from '@atelier/definitions'
import { ActionIcon, useLabel, useTexts } from '@atelier/ui'
import { IconGripVertical } from '@atelier/ui/icons'
import { useDraggable } from '@dnd-kit/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Step } from '../layout.ts'
import { placeStyle } from '../Tile.tsx'
import { type TileValues, useTileTitle } from '../TileFrame.tsx'
import { tileOf } from '../tiles/registry.ts'
import { arrangeTexts } from './arrange-texts.ts'
import { TileSettings } from './TileSettings.tsx'

export const sizeId = (tile: string): string => `size:${tile}`

const moves: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const sizes: Readonly<Record<string, Step>> = {
  ArrowLeft: 'narrower',
  ArrowRight: 'wider',
  ArrowUp: 'shorter',
  ArrowDown: 'taller',
}

export type EditTileProps = {
  readonly tile: DashboardTile
  readonly values: TileValues
  readonly onChange: (tile: DashboardTile) => void
  readonly onStep: (step: Step) => void
  readonly onRemove: () => void
}

/** A tile as it will be, with a grip to move it, a corner to size it, and its settings. What it shows is out of reach meanwhile. */
export function EditTile({ tile, values, onChange, onStep, onRemove }: EditTileProps) {
  const t = useTexts(arrangeTexts)
  const say = useLabel()
  const name = say(useTileTitle(tile, say(tile.text) || tile.tile))
  const grip = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const move = useDraggable({ id: tile.id })
  const size = useDraggable({ id: sizeId(tile.id) })
  const Body = tileOf(tile.tile)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = (event.shiftKey ? sizes : moves)[event.key]
    if (!step) return
    event.preventDefault()
    onStep(step)
  }
  return (
    <div
      ref={move.setNodeRef}
      className={`tile-place is-editing${move.isDragging || size.isDragging ? ' is-dragging' : ''}`}
      style={{
        ...placeStyle(tile.at),
        ...(move.transform ? { transform: `translate(${move.transform.x}px, ${move.transform.y}px)` } : {}),
      }}
    >
      <div className="tile-inert" inert>
        <Body tile={tile} values={values} />
      </div>
      <div className="tile-cover" {...move.listeners}>
        <ActionIcon
          ref={grip}
          size="sm"
          variant="default"
          aria-label={t('grip', { name })}
          aria-description={t('gripHelp')}
          onKeyDown={onKeyDown}
          onClick={() => setOpen(true)}
        >
          <IconGripVertical size={14} stroke={1.5} />
        </ActionIcon>
      </div>
      <div className="tile-size" ref={size.setNodeRef} {...size.listeners} title={t('size')} aria-hidden="true" />
      {open && grip.current ? (
        <TileSettings
          tile={tile}
          name={name}
          anchor={grip.current}
          onChange={onChange}
          onStep={onStep}
          onRemove={onRemove}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}
