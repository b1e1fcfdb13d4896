import { optionsHelp, parseOptions } from './options.ts'
import { start } from './server/start.ts'

/** A second Ctrl-C within this time is the same key press, told twice by the terminal and by npm. */
const sameKeyPress = 1_000
const stopLimit = 9_000

const args = process.argv.slice(2)
if (args.includes('--help')) {
  process.stdout.write(`npm start -- [options]\n\n${optionsHelp()}\n`)
  process.exit(0)
}
const read = parseOptions(args, process.env)
if (!read.ok) {
  for (const problem of read.problems) process.stderr.write(`${problem}\n`)
  process.stderr.write('npm start -- --help lists the options.\n')
  process.exit(2)
}

const started = await start(read.options, (line) => process.stdout.write(`${line}\n`))
if (!started.ok) {
  process.stderr.write(`${started.message}\n`)
  process.exit(1)
}
const { running } = started

let stoppedAt: number | undefined
const stop = (): void => {
  if (stoppedAt !== undefined) {
    if (performance.now() - stoppedAt > sameKeyPress) process.exit(1)
    return
  }
  stoppedAt = performance.now()
  process.stdout.write('Stopping …\n')
  setTimeout(() => process.exit(1), stopLimit).unref()
  void running.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('SIGHUP', stop)

// npm ends its shell on SIGTERM and leaves this process behind: a parent that went away is a wish to stop.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) stop()
}, 250).unref()
