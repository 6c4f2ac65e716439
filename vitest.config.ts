import { defineConfig } from 'vitest/config'

/** Unit and database tests live beside the code; browser journeys live in `e2e/`. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    globalSetup: ['./src/platform/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // The application is loaded once a worker, not once a file: half of the time went there.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A busy machine may take its time; what never comes still fails.
    expect: { poll: { timeout: 20_000 } },
    env: { TZ: 'Asia/Ho_Chi_Minh' },
  },
})
