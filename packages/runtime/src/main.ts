import { optionsHelp, parseOptions } from './options.ts'
import { start } from './server/start.ts'
import { stopOnSignals } from './stop-signals.ts'

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

let stopping = false
stopOnSignals(async () => {
  stopping = true
  process.stdout.write('Stopping …\n')
  await running.stop()
})
void running.databaseGone.then(() => {
  if (stopping) return
  process.stderr.write(
    'The database has ended by itself; its log is postgres.log in the data folder. Start Atelier again.\n',
  )
  process.exit(1)
})
