// Run by `npm test` before the tests: finds or fetches Chromium once, with its progress shown. Prints the program as
// its last line; says what to do, and fails, when there is none.
import { findChromium } from './chromium.ts'

try {
  console.log(await findChromium())
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
