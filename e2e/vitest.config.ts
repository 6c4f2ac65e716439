import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * Whole journeys in a real browser against the built application: those that share one server, one after the other, and in
 * `alone/` those that stop and start a server of their own. `E2E` names one of the two (`shared`, `alone`), so that both may
 * run at once.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: process.env.E2E === 'alone' ? ['e2e/alone/*.test.ts'] : ['e2e/**/*.test.ts'],
    exclude: process.env.E2E === 'shared' ? ['e2e/alone/**'] : [],
    globalSetup: ['./e2e/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    // A busy machine may take its time; what never comes still fails.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    env: { TZ: 'Asia/Ho_Chi_Minh' },
  },
})
