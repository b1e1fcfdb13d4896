#!/usr/bin/env node
// The `atelier` command: finds or fetches what it needs (also from an older Node), then runs packages/cli.
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { cleanEnvironment, ensureNode, progressToStderr, Refusal, root, run } from './tools.mjs'

// The command's own output alone goes to stdout.
progressToStderr()
// Ctrl-C reaches the command by itself; we stay to hand on its exit code.
process.on('SIGINT', () => {})
try {
  const node = await ensureNode()
  await ensureInstalled(node)
  const main = path.join(root, 'packages', 'cli', 'src', 'main.ts')
  process.exitCode = await run(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
    cwd: process.cwd(),
    env: cleanEnvironment(node),
  })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}
