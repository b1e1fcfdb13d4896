import { LiveNotice } from './LiveNotice.tsx'
import { useLive } from './use-live.ts'
import { VersionNotice } from './VersionNotice.tsx'

/** Listens while somebody is signed in, and says above the page when others have changed its list. */
export function Live() {
  useLive()
  return (
    <>
      <VersionNotice />
      <LiveNotice />
    </>
  )
}
