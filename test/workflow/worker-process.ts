import { startWorker } from '@atelier/runtime'
import { installationOn } from '../http/open-installation.ts'

// A process that does nothing but work through events and timers of the database named by its argument, until it is killed.
const installation = await installationOn(process.argv[2] ?? '')
startWorker({
  workspaces: installation.workspaces.all,
  announcements: installation.announcements,
  log: installation.log,
})
process.stdout.write('working\n')
