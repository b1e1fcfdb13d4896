// A process of its own for the tests beside it: starts Postgres on a folder, prints what came of it as one line of
// JSON, and stays until it is killed.
import { startPostgres } from '../../packages/runtime/src/postgres/index.ts'

const [dataFolder = '', ...rest] = process.argv.slice(2)
const started = await startPostgres({ dataFolder, onProgress: () => {}, ...(rest[0] && { pgBin: rest[0] }) })
if (!started.ok) {
  console.log(JSON.stringify(started.problem))
} else {
  console.log(JSON.stringify({ url: started.value.url }))
  process.on('SIGTERM', async () => {
    await started.value.stop()
    process.exit(0)
  })
  setInterval(() => {}, 60_000)
}
