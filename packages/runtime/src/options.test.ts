import { expect, test } from 'vitest'
import { optionsHelp, parseOptions } from './options.ts'

test('without options Atelier serves port 3000 of this machine with the data in ./data', () => {
  expect(parseOptions([], {}, '/srv/atelier')).toEqual({
    ok: true,
    options: {
      port: 3000,
      host: '127.0.0.1',
      dataFolder: '/srv/atelier/data',
      databaseUrl: undefined,
      pgBin: undefined,
      template: undefined,
      sampleData: false,
      admin: undefined,
      publicUrl: undefined,
      zone: 'UTC',
      test: false,
      sharedData: undefined,
      log: 'info',
    },
  })
})

test('the command line wins over the environment', () => {
  const parsed = parseOptions(
    ['--port', '4000', '--data=my data', '--sample-data'],
    { PORT: '5000', HOST: '0.0.0.0' },
    '/a',
  )
  expect(parsed).toMatchObject({
    ok: true,
    options: { port: 4000, host: '0.0.0.0', dataFolder: '/a/my data', sampleData: true },
  })
})

test('the environment names the first admin, the zone, the public address and another Postgres', () => {
  const parsed = parseOptions(
    [],
    {
      ATELIER_ADMIN_EMAIL: 'admin@example.com',
      ATELIER_ADMIN_PASSWORD: 'correct horse',
      ATELIER_ZONE: 'Asia/Shanghai',
      ATELIER_URL: 'https://crm.example.com/',
      ATELIER_PG_BIN: '/usr/lib/postgresql/15/bin',
    },
    '/a',
  )
  expect(parsed).toMatchObject({
    ok: true,
    options: {
      admin: { email: 'admin@example.com', password: 'correct horse' },
      zone: 'Asia/Shanghai',
      publicUrl: 'https://crm.example.com',
      pgBin: '/usr/lib/postgresql/15/bin',
    },
  })
})

test('every mistake is named at once', () => {
  const parsed = parseOptions(['--prot', '4000', '--data'], {
    PORT: '70000',
    ATELIER_PROT: '1',
    DATABASE_URL: 'mysql://user:secret@host/db',
    ATELIER_ZONE: 'Peking',
    ATELIER_ADMIN_EMAIL: 'admin@example.com',
    ATELIER_LOG: 'loud',
  })
  expect(parsed).toEqual({
    ok: false,
    problems: [
      expect.stringMatching(/^Unknown environment variable: ATELIER_PROT\. Known: ATELIER_DATA, /),
      expect.stringMatching(/^Unknown option: --prot\. Known: --port, --host, /),
      expect.stringMatching(/^Unknown option: 4000\./),
      '--data needs a value.',
      '--port (PORT) is a number from 0 to 65535, not 70000.',
      '--database-url (DATABASE_URL) is an address that begins with postgres:// or postgresql://.',
      'The first admin needs both ATELIER_ADMIN_EMAIL and ATELIER_ADMIN_PASSWORD.',
      'ATELIER_ZONE is not a time zone: Peking. Write it like Asia/Shanghai.',
      'ATELIER_LOG is debug, info, warn or error, not loud.',
    ],
  })
})

test('an empty variable counts as not given', () => {
  expect(parseOptions([], { PORT: '', DATABASE_URL: '', ATELIER_TEST: '' })).toMatchObject({
    ok: true,
    options: { port: 3000, databaseUrl: undefined, test: false },
  })
})

test('test mode is refused on an address that others can reach', () => {
  expect(parseOptions(['--host', '0.0.0.0'], { ATELIER_TEST: '1' })).toEqual({
    ok: false,
    problems: ['ATELIER_TEST=1 works on loopback only; --host is 0.0.0.0.'],
  })
  expect(parseOptions([], { ATELIER_TEST: '1' })).toMatchObject({ ok: true, options: { test: true } })
})

test('help lists each option with its variable', () => {
  expect(optionsHelp()).toContain('--port <value>          PORT                    port to listen on (3000)')
})
