import { commands } from './commands/index.ts'
import { runCommandLine } from './run-command-line.ts'

const terminal = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) }
process.exitCode = await runCommandLine(commands, process.argv.slice(2), terminal, process.env, process.cwd())
