import { defineConfig } from 'vitest/config'

const deep = process.env.ATELIER_DEEP === '1'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'examples/**/*.test.ts'],
    globalSetup: ['./test/harness/cluster.ts'],
    reporters: ['default', './test/harness/reporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: deep ? 600_000 : 120_000,
    hookTimeout: deep ? 600_000 : 120_000,
    teardownTimeout: 15_000,
  },
})
