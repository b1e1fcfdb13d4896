import path from 'node:path'

/** Everything an admin may decide when starting Atelier. */
export type Options = {
  /** Port to listen on; 0 lets the machine choose one. */
  port: number
  /** Address to listen on. */
  host: string
  /** Absolute path of the data folder (embedded database). */
  dataFolder: string
  /** A Postgres of one's own, instead of the embedded one. */
  databaseUrl: string | undefined
  /** Folder with the programs of another Postgres, for the embedded way of running it. */
  pgBin: string | undefined
  /** Template to install into an empty workspace. */
  template: string | undefined
  /** Whether the template's sample data comes with it. */
  sampleData: boolean
  /** The first admin, made when the database has none. */
  admin: { email: string; password: string } | undefined
  /** Public address, when a proxy stands in front; without a slash at its end. */
  publicUrl: string | undefined
  /** Time zone of a new workspace. */
  zone: string
  /** Test mode: the engine's clock can be moved, mail stays inside, no rate limits. */
  test: boolean
  /** Folder of the data sets that tests read. */
  sharedData: string | undefined
  /** What goes to the log: this level and worse. */
  log: LogLevel
}

/** Log levels, from most to least said. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Options, or one English sentence for each mistake in them. */
export type OptionsResult = { ok: true; options: Options } | { ok: false; problems: string[] }

type Setting = { flag?: string; variable?: string; takes: 'value' | 'nothing'; help?: string }

const settings = {
  port: { flag: '--port', variable: 'PORT', takes: 'value', help: 'port to listen on (3000)' },
  host: { flag: '--host', variable: 'HOST', takes: 'value', help: 'address to listen on (127.0.0.1)' },
  data: { flag: '--data', variable: 'ATELIER_DATA', takes: 'value', help: 'data folder (./data)' },
  databaseUrl: {
    flag: '--database-url',
    variable: 'DATABASE_URL',
    takes: 'value',
    help: 'a Postgres of your own, 15 or newer, instead of the embedded one',
  },
  template: {
    flag: '--template',
    variable: 'ATELIER_TEMPLATE',
    takes: 'value',
    help: 'template to install into an empty workspace',
  },
  sampleData: {
    flag: '--sample-data',
    variable: 'ATELIER_SAMPLE_DATA',
    takes: 'nothing',
    help: 'with the sample data of the template',
  },
  adminEmail: { variable: 'ATELIER_ADMIN_EMAIL', takes: 'value', help: 'the first admin …' },
  adminPassword: { variable: 'ATELIER_ADMIN_PASSWORD', takes: 'value', help: '… and the password to sign in with' },
  url: { variable: 'ATELIER_URL', takes: 'value', help: 'public address, behind a proxy' },
  zone: { variable: 'ATELIER_ZONE', takes: 'value', help: 'time zone of a new workspace (UTC)' },
  pgBin: { variable: 'ATELIER_PG_BIN', takes: 'value', help: 'folder of other Postgres programs, 15 or newer' },
  log: { variable: 'ATELIER_LOG', takes: 'value', help: 'debug, info, warn or error (info)' },
  test: { variable: 'ATELIER_TEST', takes: 'nothing', help: '1: test mode, on loopback only' },
  sharedData: { variable: 'ATELIER_SHARED_DATA', takes: 'value', help: 'folder of data sets for tests' },
  deep: { variable: 'ATELIER_DEEP', takes: 'nothing' },
} as const satisfies Record<string, Setting>

type Name = keyof typeof settings
type Given = Partial<Record<Name, string>>
type Environment = Readonly<Record<string, string | undefined>>

const byName = Object.entries(settings).map(([name, setting]): [Name, Setting] => [name as Name, setting])
const loopback = new Set(['localhost', '127.0.0.1', '::1'])

/**
 * Reads the options of `npm start` from the command line (after `--`) and the environment; the command line wins.
 * An unknown option, an unknown `ATELIER_…` variable and every unusable value is a problem, all of them at once.
 * Relative folders start at `cwd`; the data folder, when not named, lies in `home`.
 */
export function parseOptions(
  argv: readonly string[],
  env: Environment,
  cwd: string = process.cwd(),
  home: string = cwd,
): OptionsResult {
  const problems: string[] = []
  const given: Given = { ...readEnvironment(env, problems), ...readArguments(argv, problems) }
  const options: Options = {
    port: readPort(given.port, problems),
    host: given.host ?? '127.0.0.1',
    dataFolder: given.data === undefined ? path.resolve(home, 'data') : path.resolve(cwd, given.data),
    databaseUrl: readAddress(
      '--database-url (DATABASE_URL)',
      given.databaseUrl,
      ['postgres:', 'postgresql:'],
      problems,
    ),
    pgBin: given.pgBin === undefined ? undefined : path.resolve(cwd, given.pgBin),
    template: given.template,
    sampleData: readSwitch('ATELIER_SAMPLE_DATA', given.sampleData, problems),
    admin: readAdmin(given, problems),
    publicUrl: readAddress('ATELIER_URL', given.url, ['http:', 'https:'], problems)?.replace(/\/+$/, ''),
    zone: readZone(given.zone, problems),
    test: readSwitch('ATELIER_TEST', given.test, problems),
    sharedData: given.sharedData === undefined ? undefined : path.resolve(cwd, given.sharedData),
    log: readLevel(given.log, problems),
  }
  if (options.test && !loopback.has(options.host)) {
    problems.push(`ATELIER_TEST=1 works on loopback only; --host is ${options.host}.`)
  }
  return problems.length === 0 ? { ok: true, options } : { ok: false, problems }
}

/** The options as text for `--help`, one a line. */
export function optionsHelp(): string {
  return byName
    .flatMap(([, { flag, variable, takes, help }]) => {
      if (help === undefined) return []
      const shown = flag && takes === 'value' ? `${flag} <value>` : (flag ?? '')
      return [`  ${shown.padEnd(23)} ${(variable ?? '').padEnd(23)} ${help}`]
    })
    .join('\n')
}

function readArguments(argv: readonly string[], problems: string[]): Given {
  const given: Given = {}
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') continue
    const [flag = '', ...parts] = word.split('=')
    const found = byName.find(([, setting]) => setting.flag === flag)
    if (!found) {
      problems.push(`Unknown option: ${word}. Known: ${byName.flatMap(([, { flag }]) => flag ?? []).join(', ')}.`)
      continue
    }
    const [name, setting] = found
    const inline = parts.length > 0 ? parts.join('=') : undefined
    const value = setting.takes === 'nothing' ? (inline ?? '1') : (inline ?? rest.shift())
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) {
      problems.push(`${flag} needs a value.`)
      if (value?.startsWith('--')) rest.unshift(value)
    } else given[name] = value
  }
  return given
}

function readEnvironment(env: Environment, problems: string[]): Given {
  const given: Given = {}
  for (const [name, { variable }] of byName) {
    const value = variable === undefined ? undefined : env[variable]
    if (value !== undefined && value !== '') given[name] = value
  }
  const known = new Set(byName.map(([, { variable }]) => variable))
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('ATELIER_') || known.has(variable)) continue
    const names = [...known].filter((name) => name?.startsWith('ATELIER_')).join(', ')
    problems.push(`Unknown environment variable: ${variable}. Known: ${names}.`)
  }
  return given
}

function readPort(text: string | undefined, problems: string[]): number {
  if (text === undefined) return 3000
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  problems.push(`--port (PORT) is a number from 0 to 65535, not ${text}.`)
  return 3000
}

function readAddress(
  name: string,
  text: string | undefined,
  protocols: readonly string[],
  problems: string[],
): string | undefined {
  if (text === undefined) return undefined
  // The text may hold a password, so no message repeats it.
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
  problems.push(`${name} is an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`)
  return undefined
}

function readSwitch(name: string, text: string | undefined, problems: string[]): boolean {
  if (text === undefined || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  problems.push(`${name} is 1 or 0, not ${text}.`)
  return false
}

function readAdmin(given: Given, problems: string[]): Options['admin'] {
  const { adminEmail: email, adminPassword: password } = given
  if (email === undefined && password === undefined) return undefined
  if (email === undefined || password === undefined) {
    problems.push('The first admin needs both ATELIER_ADMIN_EMAIL and ATELIER_ADMIN_PASSWORD.')
    return undefined
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) problems.push(`ATELIER_ADMIN_EMAIL is not an email address: ${email}.`)
  if (password.length < 8) problems.push('ATELIER_ADMIN_PASSWORD needs at least 8 characters.')
  return { email, password }
}

function readZone(text: string | undefined, problems: string[]): string {
  if (text === undefined) return 'UTC'
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return text
  } catch {
    problems.push(`ATELIER_ZONE is not a time zone: ${text}. Write it like Asia/Shanghai.`)
    return 'UTC'
  }
}

function readLevel(text: string | undefined, problems: string[]): LogLevel {
  if (text === undefined) return 'info'
  if (text === 'debug' || text === 'info' || text === 'warn' || text === 'error') return text
  problems.push(`ATELIER_LOG is debug, info, warn or error, not ${text}.`)
  return 'info'
}
