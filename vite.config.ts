import { globSync } from 'node:fs'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

/** Client code of pages, by convention one file an island, and the one style sheet. */
const islands = globSync('src/{modules/*,app}/islands/*.ts').filter((file) => !file.endsWith('.test.ts'))
const clientEntries = ['src/ui/theme.css', ...islands]

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  build: isSsrBuild
    ? {
        ssr: true,
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node26',
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          // The readers of contents and of packages are threads of their own.
          input: {
            main: 'src/main.ts',
            'read-content': 'src/modules/resources/files/content/worker.ts',
            'read-package': 'src/modules/resources/packages/manifest/worker.ts',
          },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
        },
      }
    : {
        outDir: 'dist/client',
        emptyOutDir: true,
        manifest: 'manifest.json',
        assetsDir: 'assets',
        assetsInlineLimit: 0,
        modulePreload: false,
        // The map's library is large; only the map's page loads it.
        chunkSizeWarningLimit: 2000,
        rolldownOptions: { input: clientEntries },
      },
}))
