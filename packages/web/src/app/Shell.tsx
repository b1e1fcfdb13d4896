import { useDisclosure, useLocalStorage, useMediaQuery, useTexts } from '@atelier/ui'
import { Outlet } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useLoadSession } from '../workspace/use-session.ts'
import { SessionContext, useWorkspace } from '../workspace/WorkspaceContext.tsx'
import { addresses, segmentEntity } from './addresses.ts'
import { refusalOf } from './client.ts'
import { ConnectionBanner } from './connection/ConnectionBanner.tsx'
import { DataProvider } from './DataProvider.tsx'
import { FailedPage } from './FailedPage.tsx'
import { later } from './later.ts'
import { PhoneBar } from './PhoneBar.tsx'
import { Rail } from './Rail.tsx'
import { shellTexts } from './shell-texts.ts'
import { setTour, subscribeTour, tourIsOpen } from './tour/tour-state.ts'
import { useApplySettings } from './use-my-settings.ts'
import { usePage } from './use-page.ts'
import { useShellKeys } from './use-shell-keys.ts'

const Palette = later(async () => (await import('./palette/Palette.tsx')).Palette)
const Live = later(async () => (await import('./live/Live.tsx')).Live)
const PhoneMenu = later(async () => (await import('./PhoneMenu.tsx')).PhoneMenu)
const Tour = later(async () => (await import('./tour/Tour.tsx')).Tour)
const KeyHelp = later(async () => (await import('./KeyHelp.tsx')).KeyHelp)
const TwoFactorNeeded = lazy(async () => ({
  default: (await import('../pages/settings/me/TwoFactorNeeded.tsx')).TwoFactorNeeded,
}))

/** Wide enough for the rail; below it the phone's bar stands at the bottom. */
export const phoneQuery = '(max-width: 700px)'

/** The frame round every signed-in page. It loads who one is and the definitions, and only then draws the page. */
export function Shell() {
  const t = useTexts(shellTexts)
  const { session, error } = useLoadSession()
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const [collapsed, setCollapsed] = useLocalStorage({
    key: 'atelier.rail',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const [drawer, { open, close }] = useDisclosure(false)
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure(false)
  const tour = useSyncExternalStore(subscribeTour, tourIsOpen)
  if (refusalOf(error)?.code === 'two_factor_required')
    return (
      <Suspense>
        <TwoFactorNeeded />
      </Suspense>
    )
  if (error && refusalOf(error)?.status !== 401) return <FailedPage error={error} />
  if (!session) return <div className="shell" aria-busy="true" />
  const rail = (inDrawer: boolean) => (
    <Rail
      collapsed={!inDrawer && collapsed}
      onCollapse={inDrawer ? undefined : () => setCollapsed(!collapsed)}
      onGo={close}
      onHelp={openHelp}
    />
  )
  return (
    <SessionContext.Provider value={session}>
      <DataProvider workspace={session.workspace}>
        <a className="skip-link" href="#content">
          {t('skip')}
        </a>
        <div className={`shell${collapsed ? ' is-collapsed' : ''}`}>
          {phone ? null : rail(false)}
          <main id="content" className="main" tabIndex={-1}>
            <ConnectionBanner />
            <Later>
              <Live />
            </Later>
            <Outlet />
          </main>
          {phone ? <PhoneBar onMenu={open} /> : null}
        </div>
        {phone ? (
          <Later>
            <PhoneMenu opened={drawer} onClose={close}>
              {rail(true)}
            </PhoneMenu>
          </Later>
        ) : null}
        <Keys onHelp={openHelp} />
        <MySettings />
        <Later>
          <Palette onHelp={openHelp} onFold={() => setCollapsed(!collapsed)} onTour={() => setTour(true)} />
        </Later>
        <Suspense>{tour ? <Tour /> : null}</Suspense>
        <Suspense>{help ? <KeyHelp opened onClose={closeHelp} /> : null}</Suspense>
      </DataProvider>
    </SessionContext.Provider>
  )
}

/** What the person has chosen elsewhere holds here too. */
function MySettings() {
  useApplySettings()
  return null
}

/** The keys that work on every page; `c` creates what people work on, where a page has nothing of its own to create. */
function Keys({ onHelp }: { readonly onHelp: () => void }) {
  const { entities } = useWorkspace()
  const { params } = usePage()
  const creates = [...entities.values()].filter((entity) => !entity.system && entity.may.has('create'))
  const here = creates.find((entity) => entity.key === segmentEntity(params.entity ?? ''))
  const target = here ?? creates.find((entity) => entity.stage) ?? creates[0]
  useShellKeys({ onHelp, createAt: target ? addresses.view(target.key, { panel: 'new' }) : undefined })
  return null
}

/** What is not needed to draw the page: its code is fetched when the page stands. */
function Later({ children }: { readonly children: ReactNode }) {
  const [now, setNow] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setNow(true), 300)
    return () => window.clearTimeout(timer)
  }, [])
  return <Suspense>{now ? children : null}</Suspense>
}
