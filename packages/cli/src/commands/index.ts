import type { Command } from '../command.ts'
import { apply } from './apply.ts'
import { backup } from './backup.ts'
import { check } from './check.ts'
import { doctor } from './doctor.ts'
import { exportDefinitions } from './export.ts'
import { importFile } from './import.ts'
import { keyAdd } from './key-add.ts'
import { keyRevoke } from './key-revoke.ts'
import { plan } from './plan.ts'
import { purge } from './purge.ts'
import { restore } from './restore.ts'
import { start } from './start.ts'
import { templateInstall } from './template-install.ts'
import { templateList } from './template-list.ts'
import { userAdd } from './user-add.ts'
import { userDisable } from './user-disable.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  start,
  check,
  plan,
  apply,
  exportDefinitions,
  purge,
  templateList,
  templateInstall,
  importFile,
  userAdd,
  userDisable,
  keyAdd,
  keyRevoke,
  backup,
  restore,
  doctor,
]
