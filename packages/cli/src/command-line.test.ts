import path from 'node:path'
import { expect, test } from 'vitest'
import { defineCommand } from './command.ts'
import { commands } from './commands/index.ts'
import { runCommandLine } from './run-command-line.ts'

const add = defineCommand({
  name: 'note add',
  summary: 'Adds a user',
  positionals: [{ name: 'email', help: 'to sign in with' }],
  options: {
    name: { takes: 'value', required: true, help: 'full name' },
    role: { takes: 'value', multiple: true, help: 'key of a role' },
    quiet: { takes: 'nothing', help: 'say nothing' },
  },
  parsing: 'own',
  async run({ words, options, target }, { out }) {
    out(JSON.stringify({ words, options, data: target.dataFolder }))
    return 0
  },
})

async function type(argv: string[], env: Record<string, string> = {}, known = [...commands, add]) {
  const said = { out: [] as string[], err: [] as string[] }
  const terminal = { out: (line: string) => said.out.push(line), err: (line: string) => said.err.push(line) }
  const code = await runCommandLine(known, argv, terminal, env, '/work folder')
  return { code, ...said }
}

test('words and options may come in any order, and an option may repeat where that makes sense', async () => {
  const { code, out } = await type([
    'note',
    'add',
    '--name=Ann Lee',
    'ann@example.com',
    '--role',
    'sales',
    '--role',
    'lead',
  ])
  expect(code).toBe(0)
  expect(JSON.parse(out[0] ?? '')).toEqual({
    words: { email: 'ann@example.com' },
    options: { name: ['Ann Lee'], role: ['sales', 'lead'] },
    data: path.resolve(import.meta.dirname, '../../../data'),
  })
})

test('--data names the workspace, before the environment does', async () => {
  const { out } = await type(['note', 'add', 'a@b', '--name', 'A', '--data', '../other'], { ATELIER_DATA: '/third' })
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ data: '/other' })
})

test('every mistake in a command line is named at once, and the exit code is 2', async () => {
  expect(await type(['note', 'add', '--nmae', 'Ann', '--quiet', '--quiet'])).toEqual({
    code: 2,
    out: [],
    err: [
      'Unknown option: --nmae. Known: --name, --role, --quiet, --data, --database-url, --workspace.',
      '--name is missing.',
      '--quiet is given 2 times.',
      'See: npx atelier note add --help',
    ],
  })
})

test('an unknown command names its neighbours', async () => {
  expect(await type(['note', 'remove'])).toMatchObject({
    code: 2,
    err: ['Unknown command: note remove. Known: note add.', 'See: npx atelier --help'],
  })
  expect(await type(['strat'])).toMatchObject({
    code: 2,
    err: [expect.stringMatching(/^Unknown command: strat\. Known: start, /), expect.anything()],
  })
})

test('an unknown ATELIER_ variable stops a command before it does anything', async () => {
  expect(await type(['note', 'add', 'a@b', '--name', 'A'], { ATELIER_DTAA: 'x' })).toMatchObject({
    code: 2,
    out: [],
    err: [expect.stringMatching(/^Unknown environment variable: ATELIER_DTAA\./), expect.anything()],
  })
})

test('help lists each command once, with how it is typed', async () => {
  const { code, out } = await type(['--help'])
  expect(code).toBe(0)
  expect(out.join('\n')).toContain('atelier note add <email> --name <value>')
  const names = commands.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('doctor says that an address without a server does not answer, and does not repeat the address', async () => {
  const { code, out } = await type(['doctor', '--database-url', 'postgres://u:secret@127.0.0.1:1/x'])
  expect(code).toBe(1)
  expect(out.at(-1)).toMatch(/^PROBLEM {2}The Postgres of DATABASE_URL does not answer/)
  expect(out.join('\n')).not.toContain('secret')
})
