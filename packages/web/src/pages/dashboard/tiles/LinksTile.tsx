import { useLabel, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { navigationGroups } from '../../../app/navigation.tsx'
import { useMe, useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, useTileTitle } from '../TileFrame.tsx'

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Ways to places of the app, as the admin chose them; those that this reader may not open are left out. */
export function LinksTile({ tile }: TileProps) {
  const t = useTexts(dashboardTexts)
  const say = useLabel()
  const workspace = useWorkspace()
  const navigation = (tile.links ?? []).map((link) => ({
    id: link.id,
    label: link.label,
    icon: undefined,
    when: undefined,
    go: isJson(link.go) ? link.go : undefined,
    items: [],
  }))
  const wanted = new Set(navigation.map((node) => node.id))
  const links = navigationGroups({ ...workspace, navigation }, useMe())
    .flatMap((group) => group.links)
    .filter((link) => wanted.has(link.id))
  return (
    <TileFrame title={useTileTitle(tile, t('links'))}>
      <ul className="tile-list">
        {links.map(({ id, label, to, icon: Icon }) => {
          const [path = to, search = ''] = to.split('?')
          return (
            <li key={id}>
              <Link to={path} search={Object.fromEntries(new URLSearchParams(search))} className="row">
                <Icon size={16} stroke={1.5} aria-hidden="true" />
                <span className="grow cut">{say(label)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </TileFrame>
  )
}
