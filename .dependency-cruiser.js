/** Who may import what; the picture is in docs/ARCHITECTURE.md. A test plants a violation and sees it caught. */
export default {
  forbidden: [
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      comment: 'platform imports neither modules, nor app, nor ui',
      from: { path: '^src/platform', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: '^src/(modules|app|ui)' },
    },
    {
      name: 'ui-knows-no-data',
      severity: 'error',
      comment: 'ui imports nothing of ours but itself and the i18n types',
      from: { path: '^src/ui', pathNot: '\\.test\\.tsx?$|/testing/|/testing\\.ts$' },
      to: { path: '^src/(modules|app|platform)', pathNot: '^src/platform/i18n' },
    },
    {
      name: 'modules-do-not-import-app',
      severity: 'error',
      from: { path: '^src/modules', pathNot: '\\.test\\.tsx?$|/testing/|/testing\\.ts$' },
      to: { path: '^src/app' },
    },
    {
      name: 'modules-meet-at-the-front-door',
      severity: 'error',
      comment: "another module's index.ts is the only way in",
      from: { path: '^src/modules/([^/]+)/', pathNot: '\\.test\\.tsx?$|/testing/|/testing\\.ts$' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'ui-at-the-front-door',
      comment: 'the design system is entered by its index.ts, its gallery by its own',
      severity: 'error',
      from: { path: '^src/(app|modules)/' },
      to: { path: '^src/ui/', pathNot: '^src/ui/(gallery/)?index\\.ts$' },
    },
    {
      name: 'sheets-at-the-front-door',
      comment: 'spreadsheets are read and written through index.ts; tests make files with testing.ts',
      severity: 'error',
      from: { path: '^(src|bench|e2e)/', pathNot: '^src/platform/sheets/' },
      to: { path: '^src/platform/sheets/', pathNot: '^src/platform/sheets/(index|testing)\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'an action or a store never imports a page',
      from: {
        path: '^src/modules/[^/]+/(actions|store)',
        pathNot: '\\.test\\.tsx?$|/testing/|/testing\\.ts$',
      },
      to: { path: '^src/modules/[^/]+/pages' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-the-tests',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|/testing/|/testing\\.ts$' },
      to: { path: '\\.test\\.tsx?$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\?raw$', 'node_modules'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
