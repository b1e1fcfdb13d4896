import type { CSSProperties } from 'react'
import type { Place } from './layout.ts'
import type { TileProps } from './TileFrame.tsx'
import { tileOf } from './tiles/registry.ts'

/** A place on the grid (twelve columns, rows of 40 px) as style variables, so that the phone's layout can put them aside. */
export function placeStyle([x, y, width, height]: Place): CSSProperties & Readonly<Record<`--${string}`, number>> {
  return { '--tile-column': x + 1, '--tile-row': y + 1, '--tile-width': width, '--tile-height': height }
}

/** One tile in its place on the grid. */
export function Tile(props: TileProps) {
  const Body = tileOf(props.tile.tile)
  return (
    <div className="tile-place" style={placeStyle(props.tile.at)}>
      <Body {...props} />
    </div>
  )
}
