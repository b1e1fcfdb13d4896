import type { DashboardTile } from '@atelier/definitions'

/** A place on the grid of twelve columns: from the left, from the top, width, height. */
export type Place = DashboardTile['at']
type Placed = Pick<DashboardTile, 'id' | 'at'>

export const columns = 12
const smallest = { width: 2, height: 2 }
const highest = 40

const overlap = ([x, y, w, h]: Place, [a, b, c, d]: Place): boolean => x < a + c && a < x + w && y < b + d && b < y + h

/** A place as near as the grid allows: inside the twelve columns, neither too small nor too high. */
export function fit([x, y, w, h]: Place): Place {
  const width = Math.max(smallest.width, Math.min(columns, Math.round(w)))
  const height = Math.max(smallest.height, Math.min(highest, Math.round(h)))
  return [Math.max(0, Math.min(columns - width, Math.round(x))), Math.max(0, Math.round(y)), width, height]
}

const inOrder = (one: Placed, other: Placed): number => one.at[1] - other.at[1] || one.at[0] - other.at[0]

/** Tiles moved up as far as nothing stands in their way; those of `first` keep their place before others. */
function settle<Tile extends Placed>(tiles: readonly Tile[], first?: string): readonly Tile[] {
  const queue = tiles.toSorted(
    (one, other) =>
      one.at[1] - other.at[1] || Number(other.id === first) - Number(one.id === first) || one.at[0] - other.at[0],
  )
  const done: Tile[] = []
  for (const tile of queue) {
    const [x, , w, h] = tile.at
    let y = 0
    for (const other of done)
      if (overlap([x, 0, w, highest * tiles.length * 2], other.at)) y = Math.max(y, other.at[1] + other.at[3])
    done.push({ ...tile, at: [x, y, w, h] })
  }
  return tiles.map((tile) => done.find((each) => each.id === tile.id) ?? tile)
}

/** The tiles with one at another place: what stood there makes way downwards, and gaps above close. */
export function place<Tile extends Placed>(tiles: readonly Tile[], id: string, at: Place): readonly Tile[] {
  const wanted = fit(at)
  return settle(
    tiles.map((tile) => (tile.id === id ? { ...tile, at: wanted } : tile)),
    id,
  )
}

/** A step that the keyboard or a menu makes. */
export type Step = 'left' | 'right' | 'up' | 'down' | 'wider' | 'narrower' | 'taller' | 'shorter'

/** Where a step leads from a place. Up and down go past the tile in the way, so that every step is seen. */
export function step<Tile extends Placed>(tiles: readonly Tile[], id: string, way: Step): readonly Tile[] {
  const tile = tiles.find((each) => each.id === id)
  if (!tile) return tiles
  const [x, y, w, h] = tile.at
  const shares = (other: Placed) => other.id !== id && x < other.at[0] + other.at[2] && other.at[0] < x + w
  if (way === 'up') {
    const above = tiles
      .filter((other) => shares(other) && other.at[1] < y)
      .toSorted(inOrder)
      .at(-1)
    return above ? place(tiles, id, [x, above.at[1], w, h]) : tiles
  }
  if (way === 'down') {
    const below = tiles.filter((other) => shares(other) && other.at[1] > y).toSorted(inOrder)[0]
    // The one below moves up first; this one then stands under it.
    return below ? place(tiles, below.id, [below.at[0], y, below.at[2], below.at[3]]) : tiles
  }
  const to: Readonly<Record<Exclude<Step, 'up' | 'down'>, Place>> = {
    left: [x - 1, y, w, h],
    right: [x + 1, y, w, h],
    wider: [x, y, w + 1, h],
    narrower: [x, y, w - 1, h],
    taller: [x, y, w, h + 1],
    shorter: [x, y, w, h - 1],
  }
  return place(tiles, id, to[way])
}

/** A free place of a size below all tiles. */
export function placeBelow(tiles: readonly Placed[], width: number, height: number): Place {
  return [0, Math.max(0, ...tiles.map(({ at }) => at[1] + at[3])), width, height]
}

/** The tiles without one, gaps closed. */
export const without = <Tile extends Placed>(tiles: readonly Tile[], id: string): readonly Tile[] =>
  settle(tiles.filter((tile) => tile.id !== id))

/** Reading order: that of a phone and of the keyboard. */
export const inReadingOrder = <Tile extends Placed>(tiles: readonly Tile[]): readonly Tile[] => tiles.toSorted(inOrder)
