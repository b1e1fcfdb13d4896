export type { Command, CommandInput, Terminal } from './command.ts'
export { commands } from './commands/index.ts'
export { runCommandLine } from './run-command-line.ts'
