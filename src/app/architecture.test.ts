import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Runs the import rules over a small tree of files. */
function cruise(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'ngheso-rules-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), text)
    }
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
    writeFileSync(
      join(root, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          allowImportingTsExtensions: true,
          noEmit: true,
          module: 'esnext',
          moduleResolution: 'bundler',
        },
      }),
    )
    writeFileSync(join(root, 'package.json'), '{"type":"module"}')
    const done = spawnSync(
      process.execPath,
      [resolve('node_modules/.bin/depcruise'), '--config', resolve('.dependency-cruiser.js'), 'src'],
      { cwd: root, encoding: 'utf8' },
    )
    return done.stdout + done.stderr
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const planted: [rule: string, files: Record<string, string>][] = [
  [
    'platform-knows-no-business',
    { 'src/platform/a.ts': `import '../modules/x/index.ts'`, 'src/modules/x/index.ts': 'export {}' },
  ],
  [
    'ui-knows-no-data',
    { 'src/ui/a.ts': `import '../platform/db/database.ts'`, 'src/platform/db/database.ts': 'export {}' },
  ],
  [
    'modules-do-not-import-app',
    { 'src/modules/x/a.ts': `import '../../app/web.ts'`, 'src/app/web.ts': 'export {}' },
  ],
  [
    'modules-meet-at-the-front-door',
    { 'src/modules/x/a.ts': `import '../y/store.ts'`, 'src/modules/y/store.ts': 'export {}' },
  ],
  [
    'rules-are-pure',
    { 'src/modules/x/store.ts': `import './pages/list.ts'`, 'src/modules/x/pages/list.ts': 'export {}' },
  ],
  ['no-cycles', { 'src/app/a.ts': `import './b.ts'`, 'src/app/b.ts': `import './a.ts'` }],
  ['nothing-imports-the-tests', { 'src/app/a.ts': `import './b.test.ts'`, 'src/app/b.test.ts': 'export {}' }],
]

describe('the import rules', () => {
  test.each(planted)('catch a planted violation: %s', (rule, files) => {
    expect(cruise(files)).toContain(rule)
  })

  test('let a module enter another by its front door', () => {
    expect(
      cruise({ 'src/modules/x/a.ts': `import '../y/index.ts'`, 'src/modules/y/index.ts': 'export {}' }),
    ).toContain('no dependency violations')
  })
})
