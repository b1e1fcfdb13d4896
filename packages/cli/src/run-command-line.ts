import type { Command, Terminal } from './command.ts'
import { helpOf, overview } from './help.ts'
import { parseCommand } from './parse-command.ts'

/** Reads a command line, does what it says and answers the exit code: 2 when it cannot be understood. */
export async function runCommandLine(
  commands: readonly Command[],
  argv: readonly string[],
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<number> {
  const parsed = parseCommand(commands, argv, env, cwd)
  if (parsed.kind === 'help') {
    terminal.out(parsed.command ? helpOf(parsed.command) : overview(commands))
    return 0
  }
  if (parsed.kind === 'mistake') {
    for (const problem of parsed.problems) terminal.err(problem)
    terminal.err(
      `See: npx atelier ${parsed.command && parsed.command.parsing === 'own' ? `${parsed.command.name} ` : ''}--help`,
    )
    return 2
  }
  return parsed.command.run(parsed.input, terminal)
}
