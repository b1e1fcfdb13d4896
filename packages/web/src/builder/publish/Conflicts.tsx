import { Button, showToast, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { useDraft } from '../draft/DraftContext.tsx'
import type { Conflict } from '../draft/plan.ts'
import { publishTexts } from './publish-texts.ts'

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

/** Places that somebody else has published a change of as well; one choice settles them all. */
export function Conflicts({ conflicts, onto }: { readonly conflicts: readonly Conflict[]; readonly onto: number }) {
  const t = useTexts(publishTexts)
  const { rebase } = useDraft()
  const [busy, setBusy] = useState(false)
  const settle = async (theirs: boolean) => {
    setBusy(true)
    await rebase(theirs)
    setBusy(false)
    showToast(t('movedOn', { revision: onto }))
  }
  return (
    <div className="note tone-warn" role="alert">
      <div className="grow">
        <p className="strong">{t('conflictTitle', { revision: onto })}</p>
        <p>{t('conflictText')}</p>
        <ul>
          {conflicts.map((conflict) => (
            <li key={conflict.address} className="small">
              <code>{conflict.address}</code>: {short(conflict.ours)} / {short(conflict.theirs)}
            </li>
          ))}
        </ul>
        <div className="row">
          <Button loading={busy} onClick={() => void settle(false)}>
            {t('keepMine')}
          </Button>
          <Button loading={busy} onClick={() => void settle(true)}>
            {t('takeTheirs')}
          </Button>
        </div>
      </div>
    </div>
  )
}
