import { Button, Checkbox, Popover, showToast, useTexts } from '@atelier/ui'
import { IconShare2 } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { type Audience, useAudiences } from '../view/ShareView.tsx'
import { reportTexts } from './report-texts.ts'

export type ShareMineProps = {
  readonly kind: 'reports' | 'dashboards'
  /** The id under which it is kept. */
  readonly id: string
  readonly shareWith: readonly string[]
}

/** Which roles and teams see a report or dashboard of one's own; each counts with their own rights. */
export function ShareMine({ kind, id, shareWith }: ShareMineProps) {
  const t = useTexts(reportTexts)
  const queries = useQueryClient()
  const audiences = useAudiences(true)
  // What was ticked shows at once; the server has the last word.
  const [pending, setPending] = useState<readonly string[]>()
  const shown = pending ?? shareWith
  const names = shareWith.map((key) => audiences.find((each) => each.key === key)?.label ?? key)
  const toggle = async (key: string) => {
    const next = shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key]
    setPending(next)
    const answer = await client.definitions.updateMine(kind, id, { shareWith: next })
    if (answer.ok) await queries.invalidateQueries({ queryKey: ['mine', kind] })
    else showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    setPending(undefined)
  }
  const group = (which: Audience['kind'], title: string) => {
    const those = audiences.filter((each) => each.kind === which)
    return those.length === 0 ? null : (
      <fieldset disabled={pending !== undefined}>
        <legend className="quiet small">{title}</legend>
        {those.map((each) => (
          <Checkbox
            key={each.key}
            label={each.label}
            checked={shown.includes(each.key)}
            onChange={() => void toggle(each.key)}
          />
        ))}
      </fieldset>
    )
  }
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button leftSection={<IconShare2 size={16} stroke={1.5} />}>
          {names.length === 0 ? t('share') : t('sharedWith', { names: names.join(', ') })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="report-share">
        <p className="quiet small">{t('shareHelp')}</p>
        {group('role', t('shareRoles'))}
        {group('team', t('shareTeams'))}
      </Popover.Dropdown>
    </Popover>
  )
}
