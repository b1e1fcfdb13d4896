import { createLog, openInstallation, startWorker } from '@atelier/runtime'

// A process that does nothing but work through events and timers of the database named by its argument, until it is killed.
const installation = await openInstallation({
  databaseUrl: process.argv[2] ?? '',
  log: createLog('error'),
  publicUrl: 'http://localhost:3000',
  trustedOrigins: [],
  test: true,
})
startWorker({
  workspaces: installation.workspaces.all,
  announcements: installation.announcements,
  log: installation.log,
})
process.stdout.write('working\n')
