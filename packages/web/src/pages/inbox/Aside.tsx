import { Button, formatDateTime, useFormat, useTexts } from '@atelier/ui'
import { inboxTexts } from './inbox-texts.ts'
import type { AsideView } from './read-inbox.ts'
import { useSnooze } from './SnoozeMenu.tsx'

/** What was put aside until later, with the way to have it back now. */
export function Aside({ kind, items }: { readonly kind: 'approval' | 'task'; readonly items: readonly AsideView[] }) {
  const t = useTexts(inboxTexts)
  const format = useFormat()
  const snooze = useSnooze()
  if (items.length === 0) return null
  return (
    <section className="inbox-aside">
      <h3 className="quiet">
        {t('aside')} <span className="faint">{items.length}</span>
      </h3>
      <ul className="inbox-lines">
        {items.map(({ id, name, until }) => (
          <li key={id} className="row">
            <span className="grow cut">{name}</span>
            <span className="faint small nowrap">{t('until', { time: formatDateTime(until, format) })}</span>
            <Button size="xs" variant="subtle" onClick={() => void snooze({ kind, id, name }, null)}>
              {t('bringBack')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
