import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

test.each([
  ['a test that fails ends the run with 1', 'false', 1],
  ['one that passes ends it with 0', 'true', 0],
])('%s, although the run starts and stops its own database', (_what, value, status) => {
  const root = mkdtempSync(join(tmpdir(), 'ngheso-planted-'))
  try {
    writeFileSync(
      join(root, 'planted.test.ts'),
      `import { expect, test } from '${resolve('node_modules/vitest/dist/index.js')}'\ntest('planted', () => expect(${value}).toBe(true))\n`,
    )
    const config = { test: { globalSetup: [resolve('src/platform/testing/global-setup.ts')] } }
    writeFileSync(join(root, 'vitest.config.mjs'), `export default ${JSON.stringify(config)}\n`)
    const done = spawnSync(
      process.execPath,
      [resolve('node_modules/vitest/vitest.mjs'), 'run', '--root', root],
      { encoding: 'utf8', env: { ...process.env, VITEST: '' } },
    )
    expect(done.status, done.stdout + done.stderr).toBe(status)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
