import { ConnectionBanner } from '../connection/ConnectionBanner.tsx'
import { LiveNotice } from './LiveNotice.tsx'
import { useLive } from './use-live.ts'

/** Listens while somebody is signed in, and says above the page what it hears: that the server is away, that others have changed the list. */
export function Live() {
  useLive()
  return (
    <>
      <ConnectionBanner />
      <LiveNotice />
    </>
  )
}
