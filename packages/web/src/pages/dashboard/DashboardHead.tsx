import { ActionIcon, Badge, Button, Menu, showToast, Tooltip, useLabel, useTexts } from '@atelier/ui'
import { IconDots, IconFilter, IconMaximize, IconPencil, IconTrash } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../app/client.ts'
import { usePage } from '../../app/use-page.ts'
import { isPeriodParam, PeriodControl } from '../report/PeriodControl.tsx'
import { ShareMine } from '../report/ShareMine.tsx'
import { dashboardTexts } from './dashboard-texts.ts'
import type { DashboardState } from './use-dashboard-state.ts'
import type { DashboardEntry } from './use-dashboards.ts'

export type DashboardHeadProps = {
  readonly entry: DashboardEntry
  readonly state: DashboardState
  readonly onFilter: () => void
  readonly onFullScreen: () => void
}

/** The dashboard's name, the controls over all of its tiles, and what can be done with it. */
export function DashboardHead({ entry, state, onFilter, onFullScreen }: DashboardHeadProps) {
  const t = useTexts(dashboardTexts)
  const say = useLabel()
  const { setQuery } = usePage()
  return (
    <header className="page-head">
      <h1 className="cut">{say(entry.label, entry.key)}</h1>
      {entry.own === undefined ? null : <Badge tone="accent">{t(entry.mine ? 'mineBadge' : 'sharedBadge')}</Badge>}
      <span className="grow" />
      {(entry.document.controls ?? []).filter(isPeriodParam).map((control) => (
        <PeriodControl
          key={control.key}
          label={say(control.label, control.key)}
          value={state.values[control.key]}
          clearable={false}
          onChange={(value) => state.setControl(control.key, value)}
        />
      ))}
      {state.entity === '' ? null : (
        <Tooltip label={t('filterAll')}>
          <ActionIcon aria-label={t('filterAll')} onClick={onFilter}>
            <IconFilter size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('fullScreen')}>
        <ActionIcon className="only-wide" aria-label={t('fullScreen')} onClick={onFullScreen}>
          <IconMaximize size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {entry.mine && entry.own ? (
        <ShareMine kind="dashboards" id={entry.own} shareWith={entry.shareWith ?? []} />
      ) : null}
      <Button
        className="only-wide"
        leftSection={<IconPencil size={16} stroke={1.5} />}
        onClick={() => setQuery({ edit: '1', open: undefined, cell: undefined })}
      >
        {t('arrange')}
      </Button>
      {entry.mine ? <MoreMenu entry={entry} /> : null}
    </header>
  )
}

function MoreMenu({ entry }: { readonly entry: DashboardEntry }) {
  const t = useTexts(dashboardTexts)
  const queries = useQueryClient()
  const { go } = usePage()
  const remove = async () => {
    if (entry.own === undefined) return
    const answer = await client.definitions.deleteMine('dashboards', entry.own)
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['mine', 'dashboards'] })
    go('/reports')
    showToast(t('deleted'), {
      onUndo: async () => {
        const again = await client.definitions.createMine('dashboards', {
          document: { ...entry.document },
          shareWith: entry.shareWith ?? [],
        })
        await queries.invalidateQueries({ queryKey: ['mine', 'dashboards'] })
        if (again.ok) go(`/dashboards/~${again.value.id}`)
      },
    })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('more')}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} stroke={1.5} aria-hidden="true" />}
          onClick={() => void remove()}
        >
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
