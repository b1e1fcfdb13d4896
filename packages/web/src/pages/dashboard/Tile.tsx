import type { CSSProperties } from 'react'
import type { TileProps } from './TileFrame.tsx'
import { tileOf } from './tiles/registry.ts'

/** One tile in its place on the grid: twelve columns, rows of 40 px. */
export function Tile({ tile, values }: TileProps) {
  const [x, y, width, height] = tile.at
  const Body = tileOf(tile.tile)
  // As variables, so that the phone's layout can put them aside.
  const style: CSSProperties & Readonly<Record<`--${string}`, number>> = {
    '--tile-column': x + 1,
    '--tile-row': y + 1,
    '--tile-width': width,
    '--tile-height': height,
  }
  return (
    <div className="tile-place" style={style}>
      <Body tile={tile} values={values} />
    </div>
  )
}
