import { openPalette, useLabel, useTexts } from '@atelier/ui'
import { IconHome, IconInbox, IconMenu2, IconPlus, IconSearch } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { useEntity, useWorkspace } from '../workspace/WorkspaceContext.tsx'
import { addresses, segmentEntity } from './addresses.ts'
import { shellTexts } from './shell-texts.ts'
import { useInboxCount } from './use-inbox-count.ts'
import { usePage } from './use-page.ts'

/** The bar under the thumb: home, inbox, create, search, menu. */
export function PhoneBar({ onMenu }: { readonly onMenu: () => void }) {
  const t = useTexts(shellTexts)
  const label = useLabel()
  const { params, go } = usePage()
  const waiting = useInboxCount()
  const { entities } = useWorkspace()
  const here = useEntity(segmentEntity(params.entity ?? ''))
  const target = here ?? [...entities.values()].find((entity) => entity.stage && entity.may.has('create'))
  return (
    <nav className="phone-bar" aria-label={t('quickNavigation')}>
      <Link to="/" className="phone-tab" activeProps={{ className: 'phone-tab is-on' }} activeOptions={{ exact: true }}>
        <IconHome size={20} stroke={1.5} aria-hidden="true" />
        {t('home')}
      </Link>
      <Link
        to={addresses.inbox()}
        className="phone-tab"
        data-tour="inbox"
        activeProps={{ className: 'phone-tab is-on' }}
      >
        <IconInbox size={20} stroke={1.5} aria-hidden="true" />
        {t('inbox')}
        {waiting > 0 ? <span className="phone-count">{waiting}</span> : null}
      </Link>
      {target ? (
        <button
          type="button"
          className="phone-create"
          aria-label={t('createOne', { label: label(target.label) })}
          onClick={() => go(addresses.view(target.key, { panel: 'new' }))}
        >
          <IconPlus size={22} stroke={1.5} />
        </button>
      ) : null}
      <button type="button" className="phone-tab" data-tour="search" onClick={openPalette}>
        <IconSearch size={20} stroke={1.5} aria-hidden="true" />
        {t('search')}
      </button>
      <button type="button" className="phone-tab" data-tour="lists" onClick={onMenu}>
        <IconMenu2 size={20} stroke={1.5} aria-hidden="true" />
        {t('menu')}
      </button>
    </nav>
  )
}
