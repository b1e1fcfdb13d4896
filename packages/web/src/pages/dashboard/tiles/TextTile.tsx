import { useLabel } from '@atelier/ui'
import { TileFrame, type TileProps } from '../TileFrame.tsx'

/** Words of the admin, line by line as written. */
export function TextTile({ tile }: TileProps) {
  const say = useLabel()
  const text = <p className="tile-text">{say(tile.text)}</p>
  return tile.label ? <TileFrame title={tile.label}>{text}</TileFrame> : <div className="tile">{text}</div>
}
