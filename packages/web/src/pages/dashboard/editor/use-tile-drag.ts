import type { DashboardTile } from '@atelier/definitions'
import { type DragEndEvent, type DragMoveEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { type RefObject, useState } from 'react'
import { columns, fit, type Place, place } from '../layout.ts'
import { sizeId } from './EditTile.tsx'

const gap = 12
const rowHeight = 40 + gap

/** Dragging tiles over the grid and their corners; `shown` is how the others make way meanwhile. */
export function useTileDrag(
  tiles: readonly DashboardTile[],
  grid: RefObject<HTMLDivElement | null>,
  onDrop: (tiles: readonly DashboardTile[]) => void,
) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }))
  const [landing, setLanding] = useState<{ readonly id: string; readonly at: Place }>()
  const landingOf = ({ active, delta }: DragMoveEvent | DragEndEvent) => {
    const id = String(active.id)
    const tile = tiles.find((each) => each.id === id || sizeId(each.id) === id)
    const width = ((grid.current?.clientWidth ?? 0) - 48 + gap) / columns
    if (!tile || width <= 0) return undefined
    const [x, y, w, h] = tile.at
    const [across, down] = [Math.round(delta.x / width), Math.round(delta.y / rowHeight)]
    return { id: tile.id, at: fit(tile.id === id ? [x + across, y + down, w, h] : [x, y, w + across, h + down]) }
  }
  return {
    sensors,
    landing,
    /** Every tile where it would stand if the one in hand were let go now; that one itself stays under the pointer. */
    shown: landing
      ? place(tiles, landing.id, landing.at).map((tile) => {
          const before = tiles.find((each) => each.id === tile.id)
          return tile.id === landing.id && before ? { ...before, at: movedOnly(before.at, landing.at) } : tile
        })
      : tiles,
    handlers: {
      onDragMove: (event: DragMoveEvent) => setLanding(landingOf(event)),
      onDragCancel: () => setLanding(undefined),
      onDragEnd: (event: DragEndEvent) => {
        const to = landingOf(event)
        setLanding(undefined)
        if (to) onDrop(place(tiles, to.id, to.at))
      },
    },
  }
}

/** While it is moved a tile stays where it was (the pointer carries it); while it is sized it shows its size. */
const movedOnly = (before: Place, now: Place): Place => (before[0] === now[0] && before[1] === now[1] ? now : before)
