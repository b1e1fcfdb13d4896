// What has to be on the machine before anything of ours can run: a new enough Node, and pnpm. Both come from npm,
// into .tools, in one step and only when they are missing.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
export const pnpmVersion = '12.21.0'
const nodeVersion = '24.21.0'
const oldestNode = [22, 18]
const modules = path.join(root, '.tools', 'node_modules')
const windows = process.platform === 'win32'

/** A mistake or a lack that the person can do something about: printed without a stack. */
export class Refusal extends Error {}

let progress = process.stdout

/** Sends the progress lines to stderr, for commands whose stdout is their answer. */
export function progressToStderr() {
  progress = process.stderr
}

/** Prints one line about what is going on. */
export function say(line) {
  progress.write(`› ${line}\n`)
}

/** Says that a step begins, runs it, and says how long it took. The step answers an exit code. */
export async function step(line, work) {
  say(`${line} …`)
  const begun = Date.now()
  const timer = setInterval(() => say(`${line}: ${Math.round((Date.now() - begun) / 1000)} s so far`), 10_000)
  try {
    const code = await work()
    say(`${line}: ${code === 0 ? 'done' : 'failed'} after ${((Date.now() - begun) / 1000).toFixed(1)} s`)
    return code
  } finally {
    clearInterval(timer)
  }
}

/** The Node that runs our code: the present one when it is new enough, else the one in .tools (fetched if needed). */
export async function ensureNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const program = path.join(modules, nodePackage(), 'bin', windows ? 'node.exe' : 'node')
  if (!has(nodePackage(), nodeVersion) || !existsSync(program)) await fetchTools()
  return program
}

/** The pnpm script in .tools (fetched if needed); run it with Node. */
export async function ensurePnpm() {
  if (!has('pnpm', pnpmVersion)) await fetchTools()
  return path.join(modules, 'pnpm', 'bin', 'pnpm.mjs')
}

/** The environment for programs we start: ours without npm's own variables, and with `node` first on the path. */
export function cleanEnvironment(node, more = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_config_prefix$|npm_command$|INIT_CWD$)/.test(name),
  )
  const env = Object.fromEntries(kept)
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  env[key] = [path.dirname(node), env[key]].filter(Boolean).join(path.delimiter)
  return { ...env, ...more }
}

/** Runs a program to its end and answers its exit code; 128 + the signal's number when a signal ended it. */
export function run(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', cwd: root, ...options })
    const pass = () => child.kill('SIGTERM')
    process.on('SIGTERM', pass)
    child.on('error', (error) => {
      console.error(String(error))
      resolve(1)
    })
    child.on('close', (code, signal) => {
      process.off('SIGTERM', pass)
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0))
    })
  })
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

function nodePackage() {
  return `node-${windows ? 'win' : process.platform}-${process.arch}`
}

function has(name, version) {
  try {
    return JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8')).version === version
  } catch {
    return false
  }
}

async function fetchTools() {
  const wanted = [`pnpm@${pnpmVersion}`]
  if (!isNewEnough(process.versions.node)) wanted.push(`${nodePackage()}@${nodeVersion}`)
  const code = await step(`Fetching ${wanted.join(' and ')} (once)`, async () => {
    mkdirSync(path.join(root, '.tools'), { recursive: true })
    // A package.json of its own keeps npm from looking at ours, whose dependencies it does not understand.
    writeFileSync(path.join(root, '.tools', 'package.json'), '{ "private": true }\n')
    const [program, ...first] = npmCommand()
    const args = [
      'install',
      '--prefix',
      path.join(root, '.tools'),
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
    ]
    return run(program, [...first, ...args, '--loglevel=error', ...wanted], {
      cwd: path.join(root, '.tools'),
      env: cleanEnvironment(process.execPath),
    })
  })
  if (code !== 0) {
    throw new Refusal(
      `Fetching ${wanted.join(' and ')} failed (npm's own words are above). Check the connection to the npm registry, or install Node 24 yourself, and try again.`,
    )
  }
}

// npm tells where it lives when it started us; run by itself, the script asks the npm beside this Node.
function npmCommand() {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return [process.execPath, script]
  const bin = path.dirname(process.execPath)
  const near = [
    path.join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ].find((file) => existsSync(file))
  if (near) return [process.execPath, near]
  return windows ? ['cmd.exe', '/d', '/c', 'npm'] : ['npm']
}
