import { createFirstAdmin, createLog, type Installation, openInstallation, workspaceTables } from '@atelier/runtime'

/** An installation on a database, as tests open it: quiet, and with a clock that can be set. */
export const installationOn = (databaseUrl: string): Promise<Installation> =>
  openInstallation({
    databaseUrl,
    log: createLog('error'),
    publicUrl: 'http://localhost:3000',
    trustedOrigins: [],
    test: true,
  })

/** Makes the workspace `main` with Ada, its administrator; answers the id of her record. */
export async function makeFirstAdmin(installation: Installation): Promise<string> {
  const first = await createFirstAdmin(
    installation,
    {
      email: 'admin@example.com',
      name: 'Ada',
      password: 'correct horse battery',
      language: 'en',
      zone: 'Asia/Shanghai',
    },
    workspaceTables,
  )
  if (!first.ok) throw new Error(JSON.stringify(first.problems))
  return first.user
}
