import { inspectFolder, inspectServer } from '@atelier/runtime/postgres'
import { defineCommand } from '../command.ts'

/** `atelier doctor`: looks at the machine and the workspace, changes nothing, and says what is wrong. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Looks at this machine and the workspace, and says what is wrong',
  positionals: [],
  options: {},
  parsing: 'own',
  async run({ target }, { out }) {
    out(`ok       Node ${process.versions.node} on ${process.platform}-${process.arch}`)
    const findings = target.databaseUrl
      ? await inspectServer(target.databaseUrl)
      : await inspectFolder(target.dataFolder, target.pgBin)
    for (const { ok, line } of findings) out(`${ok ? 'ok      ' : 'PROBLEM '} ${line}`)
    return findings.every(({ ok }) => ok) ? 0 : 1
  },
})
