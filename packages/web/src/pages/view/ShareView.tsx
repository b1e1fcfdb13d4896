import { Button, Checkbox, Popover, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconShare2, IconUsers } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { asText } from '../../fields/values.ts'
import type { ViewView } from '../../workspace/model.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { viewTexts } from './view-texts.ts'

export type Audience = { readonly key: string; readonly label: string; readonly kind: 'role' | 'team' }

const isRecords = (value: unknown): value is { readonly records: readonly Readonly<Record<string, unknown>>[] } =>
  typeof value === 'object' && value !== null && 'records' in value && Array.isArray(value.records)

/** Every role and team that a view can be shared with; who may not list teams has their own. */
export function useAudiences(enabled: boolean): readonly Audience[] {
  const label = useLabel()
  const { answer } = useWorkspace()
  const { may, team: own } = useMe()
  const { data } = useQuery({
    queryKey: ['teams'],
    enabled: enabled && may.has('manageUsers'),
    retry: false,
    staleTime: 300_000,
    queryFn: async () => {
      const teams = await client.teams.list()
      return teams.ok && isRecords(teams.value) ? teams.value.records : []
    },
  })
  const roles = answer.roles.map(
    (role): Audience => ({ key: `role:${role.key}`, label: label(role.label, role.key), kind: 'role' }),
  )
  const listed = data ?? (own ? [{ id: own.id, name: own.label }] : [])
  const teams = listed.map(
    (team): Audience => ({
      key: `team:${asText('key' in team ? team.key : '') || asText(team.id)}`,
      label: asText(team.name),
      kind: 'team',
    }),
  )
  return [...roles, ...teams]
}

/** Who sees a view of one's own, and the choice of that; on a colleague's view only that it is shared. */
export function ShareView({ view }: { readonly view: ViewView }) {
  const t = useTexts(viewTexts)
  const queries = useQueryClient()
  const audiences = useAudiences(view.mine)
  const [busy, setBusy] = useState(false)
  if (view.from === 'colleague') {
    return (
      <span className="share-note only-wide quiet small">
        <IconUsers size={14} stroke={1.5} aria-hidden="true" /> {t('sharedByOther')}
      </span>
    )
  }
  if (!view.mine) return null
  const names = view.shareWith.map((key) => audiences.find((each) => each.key === key)?.label ?? key)
  const toggle = async (key: string) => {
    const shareWith = view.shareWith.includes(key)
      ? view.shareWith.filter((each) => each !== key)
      : [...view.shareWith, key]
    setBusy(true)
    const answer = await client.definitions.updateMine('views', view.id, { shareWith })
    setBusy(false)
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['mine', 'views'] })
  }
  const group = (kind: Audience['kind'], title: string) => {
    const those = audiences.filter((each) => each.kind === kind)
    return those.length === 0 ? null : (
      <fieldset className="share-group" disabled={busy}>
        <legend className="quiet small">{title}</legend>
        {those.map((each) => (
          <Checkbox
            key={each.key}
            label={each.label}
            checked={view.shareWith.includes(each.key)}
            onChange={() => void toggle(each.key)}
          />
        ))}
      </fieldset>
    )
  }
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          className="only-wide share-open"
          leftSection={<IconShare2 size={14} stroke={1.5} />}
        >
          {names.length === 0 ? t('share') : t('shared', { names: names.join(', ') })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="share-panel">
        <p className="quiet small">{t('shareHelp')}</p>
        {group('role', t('shareRoles'))}
        {group('team', t('shareTeams'))}
      </Popover.Dropdown>
    </Popover>
  )
}
