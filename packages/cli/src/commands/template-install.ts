import { defineCommand } from '../command.ts'
import { withWorkspace } from '../open-workspace.ts'
import { printProblems } from '../print-problems.ts'

/** `atelier template install <template>`: installs a template that comes with Atelier, or says what stops it. */
export const templateInstall = defineCommand({
  name: 'template install',
  summary: 'Installs a template into the workspace',
  positionals: [{ name: 'template', help: 'its key, as `template list` shows it' }],
  options: { 'sample-data': { takes: 'nothing', help: 'with its sample data' } },
  parsing: 'own',
  run(input, terminal) {
    return withWorkspace(input, terminal, async ({ installation, workspace }) => {
      const runtime = await import('@atelier/runtime')
      const sampleData = input.options['sample-data'] !== undefined
      const installed = await runtime.setUpTemplate(installation, workspace, input.words.template ?? '', {
        sampleData,
        onProgress: (done, of) => terminal.err(`${done} of ${of} sample records`),
      })
      if (!installed.ok) {
        printProblems(installed.problems, terminal)
        return 1
      }
      const { revision } = workspace.current()
      if (!(await runtime.servedEverywhere(installation.pool, workspace.key, revision))) {
        terminal.err(`Revision ${revision} is published, but a running process does not serve it yet.`)
        return 1
      }
      terminal.out(`Revision ${revision} is in service, with ${installed.records} sample records`)
      return 0
    })
  },
})
