import type { Command } from './command.ts'
import { optionsOf } from './parse-command.ts'

/** How a command is typed. */
export function usageOf(command: Command): string {
  const words = command.positionals.map(({ name }) => ` <${name}>`).join('')
  const required = Object.entries(command.options)
    .filter(([, option]) => option.required)
    .map(([name]) => ` --${name} <value>`)
    .join('')
  return `atelier ${command.name}${words}${required}`
}

/** The list of all commands. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => usageOf(command).length))
  return [
    'Usage: npx atelier <command> [options]',
    '',
    ...commands.map((command) => `  ${usageOf(command).padEnd(width)}  ${command.summary}`),
    '',
    'The workspace is found by --data <folder> or --database-url <address> (or ATELIER_DATA, DATABASE_URL),',
    'whether or not a server runs on it. `npx atelier <command> --help` tells the options of a command.',
  ].join('\n')
}

/** The words and options of one command. */
export function helpOf(command: Command): string {
  const options = Object.entries(optionsOf(command)).map(([name, { takes, help }]): [string, string] => [
    `--${name}${takes === 'value' ? ' <value>' : ''}`,
    help,
  ])
  const lines = [...command.positionals.map(({ name, help }): [string, string] => [`<${name}>`, help]), ...options]
  const width = Math.max(...lines.map(([left]) => left.length))
  return [
    `Usage: npx ${usageOf(command)} [options]`,
    '',
    command.summary,
    '',
    ...lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n')
}
