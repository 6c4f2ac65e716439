import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { modules } from './modules.ts'

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
    'ui-at-the-front-door',
    { 'src/app/a.ts': `import '../ui/icons/icon.ts'`, 'src/ui/icons/icon.ts': 'export {}' },
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

describe('the tree', () => {
  const code = globSync('src/**/*.{ts,tsx}').filter(
    (file) => !/\.test\.tsx?$|\.gen\.ts$|\/messages\/|\/testing/.test(file),
  )
  const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1

  test('platform/http stays under 600 lines', () => {
    const lines = code.filter((file) => file.startsWith('src/platform/http/')).map(linesOf)
    expect(lines.reduce((sum, one) => sum + one, 0)).toBeLessThan(600)
  })

  test('no file is over 400 lines', () => expect(code.filter((file) => linesOf(file) > 400)).toEqual([]))

  test('no name says nothing', () => {
    expect(code.filter((file) => /\/(utils?|helpers?|common|misc|manager|base)(\.|\/)/.test(file))).toEqual(
      [],
    )
  })

  test('words stand in an ink of their own, not in the ink that is read on a filled button', () => {
    const onFilled = /text-(primary|secondary|accent|success|warning|error|info|neutral)-content/
    expect(code.filter((file) => onFilled.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  test('a module imports only those it needs', () => {
    const strange = modules.flatMap((module) =>
      code
        .filter((file) => file.startsWith(`src/modules/${module.name}/`))
        .flatMap((file) =>
          [...readFileSync(file, 'utf8').matchAll(/from '#modules\/([^/]+)\//g)].map((match) => ({
            file,
            other: match[1]!,
          })),
        )
        .filter(({ other }) => other !== module.name && !module.needs.includes(other))
        .map(({ file, other }) => `${file} → ${other}`),
    )
    expect(strange).toEqual([])
  })
})
