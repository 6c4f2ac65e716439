import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { escapeHtml } from '#platform/text/index.ts'
import { escaped, ownFolder } from '../address.ts'
import type { PackageItem } from '../facts.ts'
import type { Served } from '../store/package.ts'
import { mimeOf } from './mime.ts'
import { writeRuntime } from './runtime.ts'

type About = { served: Served; item: PackageItem; base: string; lang: string }

/** What we add to a package: the script put into its pages, and the player of H5P. */
export async function serveOwn(
  name: string,
  about: About,
): Promise<{ body: string | Buffer; type: string } | undefined> {
  if (name === 'run.js') return { body: await writeRuntime(about), type: 'text/javascript; charset=utf-8' }
  if (about.served.standard !== 'h5p') return undefined
  if (name === 'h5p.html') return { body: h5pPage(about), type: 'text/html; charset=utf-8' }
  // Names of the player's own files only: no folder but these three, nothing above them.
  if (!/^h5p\/(main\.bundle\.js|frame\.bundle\.js|(styles|fonts|images)\/[\w.-]+)$/.test(name))
    return undefined
  const body = await readFile(join(h5pFolder(), name.slice('h5p/'.length))).catch(() => undefined)
  return body && { body, type: mimeOf(name) }
}

const h5pFolder = (): string => dirname(createRequire(import.meta.url).resolve('h5p-standalone'))

function h5pPage({ served, item, base, lang }: About): string {
  const own = `${base}/${ownFolder}`
  const folder =
    item.launch && 'path' in item.launch ? item.launch.path.split('/').slice(0, -1).join('/') : ''
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(served.title)}</title>
<link rel="stylesheet" href="${own}/h5p/styles/h5p.css">
<style>body { margin: 0 }</style>
<script src="${own}/run.js"></script>
</head>
<body>
<div id="h5p" data-content="${base}${folder === '' ? '' : `/${escaped(folder)}`}" data-own="${own}"></div>
<script src="${own}/h5p/main.bundle.js"></script>
<script>ngheSoPlayH5p(document.getElementById('h5p'))</script>
</body>
</html>
`
}
