import { spawn } from 'node:child_process'
import path from 'node:path'
import { optionsHelp } from '@atelier/runtime/options'
import { defineCommand } from '../command.ts'

const script = path.resolve(import.meta.dirname, '../../../../scripts/run.mjs')

/** `atelier start`: what `npm start` does, with the same options. */
export const start = defineCommand({
  name: 'start',
  summary: 'Installs what is missing, builds, and runs Atelier',
  positionals: [],
  options: {},
  parsing: 'passes',
  run({ argv, target }, { out }) {
    if (argv.includes('--help')) {
      out(`Usage: npx atelier start [options]\n\n${optionsHelp()}`)
      return Promise.resolve(0)
    }
    // The server runs in the clone's folder; relative folders mean the one where the command was typed.
    const env = {
      ...process.env,
      ATELIER_DATA: target.dataFolder,
      ...(target.pgBin && { ATELIER_PG_BIN: target.pgBin }),
    }
    const rest = withoutData(argv)
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [script, 'start', ...rest], { stdio: 'inherit', env })
      process.on('SIGINT', () => {})
      process.on('SIGTERM', () => child.kill('SIGTERM'))
      child.on('error', () => resolve(1))
      child.on('close', (code) => resolve(code ?? 1))
    })
  },
})

function withoutData(argv: readonly string[]): string[] {
  return argv.filter((word, index) => {
    if (word === '--data' || word.startsWith('--data=')) return false
    return argv[index - 1] !== '--data'
  })
}
