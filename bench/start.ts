import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { freshDataDir, removeDataDir, startServer } from '../e2e/server.ts'
import { note, report } from './report.ts'

const publicPages = ['/', '/co-so', '/dia-ban', '/dang-nhap']

/** First and later start, memory of the idle process, weight of public pages. */
export async function run(): Promise<void> {
  const dataDir = await freshDataDir()
  try {
    const first = await startServer(dataDir)
    report({
      what: 'first start to ready',
      measured: `${(first.milliseconds / 1000).toFixed(1)} s`,
      limit: '20 s',
      isOk: first.milliseconds < 20_000,
    })
    await first.stop()
    const later = await startServer(dataDir)
    report({
      what: 'later start to ready',
      measured: `${(later.milliseconds / 1000).toFixed(1)} s`,
      limit: '4 s',
      isOk: later.milliseconds < 4_000,
    })
    await new Promise((resume) => setTimeout(resume, 5_000))
    const memory = residentMegabytes(later.process.pid!)
    report({
      what: 'memory of the idle process',
      measured: `${memory.toFixed(0)} MB`,
      limit: '160 MB',
      isOk: memory < 160,
    })
    for (const path of publicPages) await weigh(later.url, path)
    await later.stop()
  } finally {
    await removeDataDir(dataDir)
  }
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
}

/** The page and all it loads at once (styles, preloaded fonts), as they go over the wire; script is counted apart. */
async function weigh(url: string, path: string): Promise<void> {
  const html = await (await fetch(url + path)).text()
  const links = [...html.matchAll(/<link[^>]+(?:rel="stylesheet"|rel="preload")[^>]*href="([^"]+)"/g)].map(
    (match) => match[1]!,
  )
  let bytes = brotliCompressSync(html).length
  for (const href of links) {
    const answer = await fetch(url + href, { headers: { 'accept-encoding': 'identity' } })
    const body = Buffer.from(await answer.arrayBuffer())
    bytes += href.endsWith('.woff2') ? body.length : brotliCompressSync(body).length
  }
  const scripts = html.match(/<script/g)?.length ?? 0
  note(`${path}: ${links.length} files beside the page`)
  report({
    what: `${path} over the wire, scripts ${scripts}`,
    measured: `${(bytes / 1000).toFixed(1)} kB`,
    limit: '60 kB, no script',
    isOk: bytes < 60_000 && scripts === 0,
  })
}
