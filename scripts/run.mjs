// What `npm start`, `npm test` and their siblings run. Plain JavaScript for any Node from 18 on: it fetches what is
// missing, then hands over to the real programs.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBuilt, ensureInstalled } from './install.mjs'
import { serverEnvironment } from './server-environment.mjs'
import { cleanEnvironment, ensureNode, Refusal, root, run, say } from './tools.mjs'

const commands = {
  start: (args) => start(args),
  build: () => build(),
  test: (args) => test(args, {}),
  'test:deep': (args) => test(args, { ATELIER_DEEP: '1' }),
  bench: (args) => bench(args),
  gallery: (args) => gallery(args),
  'docs:screens': () => docsScreens(),
  check: () => check(),
}

// The tests that meet the database; they are run once more on another Postgres when one is named.
const databaseTests = [
  ...['fields', 'records', 'reports', 'rules', 'runtime', 'workflow'].map((name) => `packages/${name}/`),
  'test/',
  ...['test/architecture.test.ts', 'test/browser/**', 'test/start/**', '**/src/ui/**'].flatMap((glob) => [
    '--exclude',
    glob,
  ]),
]

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command === undefined) {
  console.error(`Unknown command: ${name}. Known: ${Object.keys(commands).join(', ')}.`)
  process.exit(2)
}
try {
  process.exitCode = await command(args)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function start(words) {
  const node = await prepare()
  await ensureBuilt(node)
  return serve(node, [path.join(root, 'packages', 'runtime', 'src', 'main.ts'), ...words])
}

/** Everything that a start needs, without the start: for images and services. */
async function build() {
  await ensureBuilt(await prepare())
  return 0
}

async function prepare() {
  const node = await ensureNode()
  await ensureInstalled(node)
  return node
}

/** Runs the app in our own process group and ends with its exit code. */
function serve(node, words) {
  return new Promise((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...words], {
      cwd: root,
      stdio: 'inherit',
      env: cleanEnvironment(node, { ...serverEnvironment(process.env), STOP_WITH_PARENT: '1' }),
    })
    // A terminal's Ctrl-C reaches the app by itself as well; it takes two in one second for one.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    // npm does not pass SIGTERM on: it and its shell just disappear.
    if (process.env.npm_lifecycle_event !== undefined) {
      const parent = process.ppid
      setInterval(() => {
        if (process.ppid !== parent) child.kill('SIGTERM')
      }, 250).unref()
    }
    child.on('error', (error) => {
      console.error(String(error))
      resolve(1)
    })
    child.on('close', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]))
  })
}

/**
 * Types and lint first, each a failure of its own, then all tests on the embedded Postgres, then those that meet the
 * database on the Postgres of DATABASE_URL or ATELIER_PG_BIN, when given. The last line counts everything.
 */
async function test(words, more) {
  let node
  try {
    node = await prepare()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.log(`${error.message}\n\n0 passed, 1 failed`)
    return 1
  }
  const failedChecks = (await builds(node)) + (await checks(node))
  const { DATABASE_URL, ATELIER_PG_BIN } = process.env
  const other = DATABASE_URL ? { DATABASE_URL } : ATELIER_PG_BIN ? { ATELIER_PG_BIN } : undefined
  const runs = []
  if (words.length > 0) runs.push(await vitest(node, words, { ...more, ...other }))
  else {
    const browser = await ensureChromium(node)
    say('Tests on the embedded Postgres')
    runs.push(await vitest(node, [], { ...more, ...browser }))
    if (other) {
      say(DATABASE_URL ? 'Database tests on the server of DATABASE_URL' : `Database tests on ${ATELIER_PG_BIN}`)
      runs.push(await vitest(node, databaseTests, { ...more, ...browser, ...other }))
    }
  }
  const passed = runs.reduce((sum, counts) => sum + counts.passed, 0)
  const failed = runs.reduce((sum, counts) => sum + counts.failed, failedChecks)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** How many builds failed: the pages cannot be shown then, but everything else can be tested. */
async function builds(node) {
  try {
    await ensureBuilt(node)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    say(`FAILED: ${error.message}`)
    return 1
  }
}

/** Finds or fetches the browser before the tests, whose time it is not; what the tests are to know about it. */
async function ensureChromium(node) {
  const { code, last } = await new Promise((resolve) => {
    const child = spawn(node, [path.join(root, 'test', 'harness', 'ensure-chromium.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: cleanEnvironment(node),
    })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      process.stdout.write(chunk)
    })
    child.on('close', (code) => resolve({ code, last: said.trim().split('\n').at(-1) }))
  })
  return code === 0 ? { CHROMIUM_PATH: last } : { CHROMIUM_MISSING: last }
}

async function vitest(node, words, more) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atelier-counts-'))
  const file = path.join(folder, 'counts.json')
  try {
    const code = await run(node, [path.join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...words], {
      env: cleanEnvironment(node, { DATABASE_URL: '', ATELIER_PG_BIN: '', ...more, TEST_COUNTS_FILE: file }),
    })
    const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 }
    // Whatever made the run fail without a failed test, it did fail.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function check() {
  return (await checks(await prepare())) === 0 ? 0 : 1
}

/** How many of the two checks failed: lint and format, and types. */
async function checks(node) {
  const env = cleanEnvironment(node)
  const lint = await run(
    node,
    [path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '--diagnostic-level=error'],
    { env },
  )
  if (lint !== 0) say('FAILED: lint or format (npx biome check --write repairs most of it)')
  const types = await run(
    node,
    [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', path.join(root, 'tsconfig.json')],
    { env },
  )
  if (types !== 0) say('FAILED: types')
  return (lint === 0 ? 0 : 1) + (types === 0 ? 0 : 1)
}

/** Pictures of every page, for people to look at. */
async function gallery(words) {
  const node = await prepare()
  await ensureBuilt(node)
  return run(node, [path.join(root, 'test', 'gallery', 'main.ts'), ...words], { env: cleanEnvironment(node) })
}

/** The pictures of the documentation, made anew from the app itself. */
async function docsScreens() {
  const node = await prepare()
  await ensureBuilt(node)
  return run(node, [path.join(root, 'test', 'gallery', 'docs-screens.ts')], { env: cleanEnvironment(node) })
}

async function bench(words) {
  const node = await prepare()
  const file = path.join(root, 'test', 'bench', 'main.ts')
  if (!existsSync(file)) throw new Refusal('There are no benchmarks in this version.')
  return run(node, [file, ...words], { env: cleanEnvironment(node) })
}
