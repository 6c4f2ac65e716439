import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { projectRoot } from '#platform/root.ts'

export type Assets = {
  styles: string[]
  /** Fonts of the first screen, to be fetched with the style sheet. */
  fonts: string[]
  /** Address of an island's script, by `module/name`. */
  island: (name: string) => string | undefined
  /** Style sheets that an island brings. */
  islandStyles: (name: string) => string[]
  serve: (c: {
    req: { path: string; header: (name: string) => string | undefined }
  }) => Promise<Response | undefined>
}

type Manifest = Record<string, { file: string; css?: string[]; imports?: string[]; isEntry?: boolean }>

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
}
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** The built client files, from `dist/client` (made by the build step before start and test). */
export function readAssets(root = join(projectRoot, 'dist/client')): Assets {
  const file = join(root, 'manifest.json')
  const manifest: Manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {}
  const entry = (name: string) => {
    const [module, island] = name.split('/')
    return manifest[`src/modules/${module}/islands/${island}.ts`] ?? manifest[`src/app/islands/${island}.ts`]
  }
  return {
    styles: Object.entries(manifest)
      .filter(([source]) => source === 'src/ui/theme.css')
      .map(([, built]) => `/assets/${base(built.file)}`),
    fonts: Object.entries(manifest)
      .filter(([source]) => source.startsWith('src/ui/fonts/'))
      .map(([, built]) => `/assets/${base(built.file)}`),
    island: (name) => (entry(name) ? `/assets/${base(entry(name)!.file)}` : undefined),
    islandStyles: (name) => (entry(name)?.css ?? []).map((css) => `/assets/${base(css)}`),
    async serve(c) {
      const path = normalize(decodeURIComponent(c.req.path)).replace(/^\/assets\//, '')
      if (path.includes('..') || path.includes('/')) return undefined
      return serveFile(join(root, 'assets', path), c.req.header('accept-encoding') ?? '')
    },
  }
}

function base(file: string): string {
  return file.replace(/^assets\//, '')
}

/** Names carry a hash of the content, so a browser may keep them for ever; compressed twins were made by the build. */
function serveFile(path: string, accepts: string): Response | undefined {
  const type = types[path.split('.').pop() ?? '']
  if (!type || !existsSync(path)) return undefined
  const twin = encodings.find(([name, end]) => accepts.includes(name) && existsSync(path + end))
  const chosen = twin ? path + twin[1] : path
  const headers = new Headers({
    'content-type': type,
    'content-length': String(statSync(chosen).size),
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  })
  if (twin) headers.set('content-encoding', twin[0])
  return new Response(Readable.toWeb(createReadStream(chosen)) as ReadableStream, { headers })
}
