// The packages and the built app pages: made when what they are made from has changed, else left alone.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { cleanEnvironment, ensurePnpm, pnpmVersion, Refusal, root, run, say, step } from './tools.mjs'

const stamp = path.join(root, 'node_modules', '.atelier-lock')
const web = path.join(root, 'packages', 'web')

/** Installs the packages when the lock file, the platform or pnpm has changed since the last time. */
export async function ensureInstalled(node) {
  const wanted = hashOf([
    readFileSync(path.join(root, 'pnpm-lock.yaml')),
    readFileSync(path.join(root, 'pnpm-workspace.yaml')),
    `${process.platform} ${process.arch} pnpm ${pnpmVersion}`,
  ])
  if (readText(stamp) === wanted) return
  const pnpm = await ensurePnpm()
  const code = await step('Installing packages', () =>
    run(node, [pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
      env: cleanEnvironment(node, { CI: 'true' }),
    }),
  )
  if (code !== 0) {
    throw new Refusal(
      'Installing packages failed (pnpm’s own words are above). Check the connection to the npm registry and try again.',
    )
  }
  linkCommand()
  // Written last: an install cut short is done again.
  writeFileSync(stamp, wanted)
}

/** Builds the app's pages when their sources have changed since the last build. */
export async function ensureBuilt(node) {
  if (!existsSync(path.join(web, 'index.html'))) {
    say('The app’s pages are not part of this version; serving HTTP only')
    return
  }
  const mark = path.join(web, 'dist', '.hash')
  const wanted = sourcesHash()
  if (readText(mark) === wanted) return
  const vite = path.join(web, 'node_modules', 'vite', 'bin', 'vite.js')
  const code = await step('Building the app’s pages', () =>
    run(node, [vite, 'build', '--logLevel', 'warn'], { cwd: web, env: cleanEnvironment(node) }),
  )
  if (code !== 0) throw new Refusal('Building the app’s pages failed (the reason is above).')
  writeFileSync(mark, wanted)
}

// npx looks for a command among the installed ones first; with this link it never downloads anything.
function linkCommand() {
  const folder = path.join(root, 'node_modules', '.bin')
  mkdirSync(folder, { recursive: true })
  const target = path.join('..', '..', 'scripts', 'atelier.mjs')
  if (process.platform === 'win32') {
    writeFileSync(path.join(folder, 'atelier.cmd'), `@node "%~dp0\\${target}" %*\r\n`)
    return
  }
  const link = path.join(folder, 'atelier')
  rmSync(link, { force: true })
  symlinkSync(target, link)
  chmodSync(path.join(root, 'scripts', 'atelier.mjs'), 0o755)
}

function sourcesHash() {
  const packages = path.join(root, 'packages')
  // The server's own packages are not in the pages.
  const names = readdirSync(packages).filter((name) => name !== 'runtime' && name !== 'cli')
  const files = names.flatMap((name) => filesIn(path.join(packages, name))).sort()
  return hashOf([
    readFileSync(path.join(root, 'pnpm-lock.yaml')),
    ...files.flatMap((file) => [path.relative(packages, file), readFileSync(file)]),
  ])
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : filesIn(file)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [file]
  })
}

function hashOf(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
