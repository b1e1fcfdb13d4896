import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with its counts: `N passed, N failed`. When `TEST_COUNTS_FILE` names a file they go there instead, so
 * that a caller with more to count can print the line.
 */
export default class CountsReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    reason: 'passed' | 'failed' | 'interrupted',
  ): void {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      let failedHere = 0
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        if (state === 'failed') failedHere += 1
      }
      // A file that cannot be read, or whose set-up fails, counts even though none of its tests ran.
      failed += failedHere === 0 && !module.ok() ? 1 : failedHere
    }
    // A failed global set-up runs no test and reports no error.
    if (failed === 0 && reason !== 'passed') failed = 1
    const file = process.env.TEST_COUNTS_FILE
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }))
    else console.log(`\n${passed} passed, ${failed} failed`)
  }
}
