import path from 'node:path'
import { parseOptions } from '@atelier/runtime/options'
import type { Command, CommandInput, CommandOption } from './command.ts'

/** What a command line means, or one English sentence for each mistake in it. */
export type Parsed =
  | { kind: 'run'; command: Command; input: CommandInput }
  | { kind: 'help'; command?: Command }
  | { kind: 'mistake'; problems: string[]; command?: Command }

type Environment = Readonly<Record<string, string | undefined>>

/** The folder of the clone, whose `data` a command works on when none is named, wherever it is typed. */
const clone = path.resolve(import.meta.dirname, '../../..')

const targetOptions: Readonly<Record<string, CommandOption>> = {
  data: { takes: 'value', help: 'data folder of the workspace (./data)' },
  'database-url': { takes: 'value', help: 'its Postgres, when it is one of your own' },
  workspace: { takes: 'value', help: 'its key, when the database has several' },
}

/** The options of a command with those that every command takes. */
export function optionsOf(command: Command): Readonly<Record<string, CommandOption>> {
  return { ...command.options, ...targetOptions }
}

/** Reads a command line. Options may stand before or after the words; `--name value` and `--name=value` are alike. */
export function parseCommand(
  commands: readonly Command[],
  argv: readonly string[],
  env: Environment,
  cwd: string,
): Parsed {
  const [first = '', second = ''] = argv
  if (first === '' || first === 'help' || first === '--help' || first === '-h') return { kind: 'help' }
  const command =
    commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first)
  if (!command) return { kind: 'mistake', problems: [unknownCommand(commands, first, second)] }
  const rest = argv.slice(command.name.split(' ').length)
  if (command.parsing === 'passes') return passOn(command, rest, env, cwd)
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', command }
  return readCommand(command, rest, env, cwd)
}

function passOn(command: Command, rest: readonly string[], env: Environment, cwd: string): Parsed {
  const help = rest.includes('--help')
  const target = parseOptions(help ? [] : rest, env, cwd, clone)
  if (!target.ok) return { kind: 'mistake', problems: target.problems, command }
  return { kind: 'run', command, input: { words: {}, options: {}, argv: rest, target: target.options } }
}

function readCommand(command: Command, rest: readonly string[], env: Environment, cwd: string): Parsed {
  const problems: string[] = []
  const { words, options } = readWords(command, rest, problems)
  const given: Record<string, string> = {}
  command.positionals.forEach(({ name }, index) => {
    const word = words[index]
    if (word === undefined) problems.push(`<${name}> is missing.`)
    else given[name] = word
  })
  for (const word of words.slice(command.positionals.length)) problems.push(`Unexpected: ${word}`)
  for (const [name, option] of Object.entries(optionsOf(command))) {
    const count = options[name]?.length ?? 0
    if (option.required && count === 0) problems.push(`--${name} is missing.`)
    if (!option.multiple && count > 1) problems.push(`--${name} is given ${count} times.`)
  }
  const targetWords = ['data', 'database-url'].flatMap((name) =>
    (options[name] ?? []).flatMap((value) => [`--${name}`, value]),
  )
  const target = parseOptions(targetWords, env, cwd, clone)
  if (!target.ok) problems.push(...target.problems)
  if (problems.length > 0 || !target.ok) return { kind: 'mistake', problems, command }
  return { kind: 'run', command, input: { words: given, options, argv: rest, target: target.options } }
}

function readWords(command: Command, rest: readonly string[], problems: string[]) {
  const words: string[] = []
  const options: Record<string, string[]> = {}
  const known = optionsOf(command)
  const queue = [...rest]
  let onlyWords = false
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (onlyWords || !word.startsWith('-') || word === '-') {
      words.push(word)
      continue
    }
    if (word === '--') {
      onlyWords = true
      continue
    }
    const [flag = '', ...parts] = word.split('=')
    const name = flag.replace(/^--/, '')
    const option = flag.startsWith('--') && Object.hasOwn(known, name) ? known[name] : undefined
    if (!option) {
      problems.push(
        `Unknown option: ${flag}. Known: ${Object.keys(known)
          .map((key) => `--${key}`)
          .join(', ')}.`,
      )
      continue
    }
    const value = parts.length > 0 ? parts.join('=') : option.takes === 'nothing' ? '1' : queue.shift()
    if (value === undefined) problems.push(`${flag} needs a value.`)
    else options[name] = [...(options[name] ?? []), value]
  }
  return { words, options }
}

function unknownCommand(commands: readonly Command[], first: string, second: string): string {
  const family = commands.filter(({ name }) => name.startsWith(`${first} `))
  const known = family.length > 0 ? family : commands
  const said = family.length > 0 && second !== '' ? `${first} ${second}` : first
  return `Unknown command: ${said}. Known: ${known.map(({ name }) => name).join(', ')}.`
}
