import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'vite'

const stampFile = 'dist/stamp'

/** What the build depends on, by name, size and time of each file. */
function fingerprint(): string {
  const files = globSync([
    'src/**/*',
    'data/**/*',
    'vite.config.ts',
    'tools/build.ts',
    'package-lock.json',
  ]).toSorted()
  const hash = createHash('sha256')
  for (const file of files) {
    const { mtimeMs, size } = statSync(file)
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

/** Builds client and server into `dist/` when a source is newer than what is there. */
export async function buildIfStale(): Promise<void> {
  const now = fingerprint()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return
  process.stderr.write('Đang dựng ứng dụng …\n')
  await build({ configFile: 'vite.config.ts' })
  compressAssets('dist/client/assets')
  await buildVerifier()
  await build({ configFile: 'vite.config.ts', build: { ssr: true } })
  writeFileSync(stampFile, now)
}

/** The script of the page that checks diplomas without a server, in one piece: it is put into the page itself. */
async function buildVerifier(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: 'dist/verifier',
      emptyOutDir: true,
      modulePreload: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: 'src/modules/diplomas/check/offline/verifier.ts',
        output: { format: 'iife', entryFileNames: 'verifier.js' },
      },
    },
  })
}

/** Twins the server sends as they are, so that nothing is compressed twice. */
function compressAssets(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|svg|json)$/.test(name)) continue
    const bytes = readFileSync(join(folder, name))
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  }
}

if (import.meta.main) await buildIfStale()
