import { useTexts } from '@atelier/ui'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, useTileTitle } from '../TileFrame.tsx'

/** A tile whose content is not there for this reader. */
export function UnknownTile({ tile }: TileProps) {
  const t = useTexts(dashboardTexts)
  const title = useTileTitle(tile, tile.tile === 'hints' ? t('hints') : '')
  return (
    <TileFrame title={title}>
      <p className="quiet">{tile.tile === 'hints' ? t('noHints') : t('gone')}</p>
    </TileFrame>
  )
}
