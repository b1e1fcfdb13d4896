import { defineCommand } from '../command.ts'

/** `atelier template list`: the templates that come with Atelier. */
export const templateList = defineCommand({
  name: 'template list',
  summary: 'Lists the templates that come with Atelier',
  positionals: [],
  options: {},
  parsing: 'own',
  async run(_input, { out }) {
    const { listTemplates } = await import('@atelier/runtime')
    for (const { key, version, label } of await listTemplates()) {
      const shown = typeof label === 'string' ? label : Object.values(label ?? {}).join(' / ')
      out(`${key}\t${version}\t${shown}`)
    }
    return 0
  },
})
