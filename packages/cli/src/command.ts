import type { Options } from '@atelier/runtime/options'

/** A word after the command's name. */
export type Positional = { name: string; help: string }

/** An option of one command; `multiple` ones may be given several times. */
export type CommandOption = { takes: 'value' | 'nothing'; help: string; required?: true; multiple?: true }

/** What a command is given: its words and options by name, and where the workspace is. */
export type CommandInput = {
  words: Readonly<Record<string, string>>
  options: Readonly<Record<string, readonly string[]>>
  /** Everything after the command's name, as typed. */
  argv: readonly string[]
  /** From `--data`, `--database-url` and the environment. */
  target: Options
}

/** Where a command writes: its answer, and everything else. */
export type Terminal = { out: (line: string) => void; err: (line: string) => void }

/** One command of `atelier`: a file of its own under `commands/`, listed in `commands/index.ts`. */
export type Command = {
  /** One or two words. */
  name: string
  summary: string
  positionals: readonly Positional[]
  options: Readonly<Record<string, CommandOption>>
  /** `passes` leaves the reading of options to the command. */
  parsing: 'own' | 'passes'
  /** Does it, and answers the exit code: 0, or 1 with problems printed. */
  run: (input: CommandInput, terminal: Terminal) => Promise<number>
}

/** Declares a command. */
export function defineCommand(command: Command): Command {
  return command
}
