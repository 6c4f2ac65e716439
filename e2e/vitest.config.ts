import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * Whole journeys in a real browser against the built application, two files at a time: those that share the server of their
 * worker, and in `alone/` those that stop and start one of their own.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['./e2e/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    // A busy machine may take its time; what never comes still fails.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 120_000,
    env: { TZ: 'Asia/Ho_Chi_Minh' },
  },
})
