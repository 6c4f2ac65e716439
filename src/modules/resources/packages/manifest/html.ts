import type { PackageFacts } from '../facts.ts'
import type { Contents } from './contents.ts'
import { textOfBytes } from './text.ts'
import { languageOf } from './words.ts'

/** Pages without a manifest: begun by the page that web servers begin with. */
export async function readHtml(contents: Contents, path: string): Promise<PackageFacts> {
  const text = textOfBytes(await contents.read(path)).slice(0, 100_000)
  const title = plain(/<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1] ?? '')
  return {
    standard: 'html',
    edition: null,
    title,
    language: languageOf(/<html[^>]*\slang\s*=\s*["']?([\w-]+)/i.exec(text)?.[1]),
    summary: plain(
      /<meta[^>]*\sname\s*=\s*["']description["'][^>]*\scontent\s*=\s*"([^"]*)"/i.exec(text)?.[1] ?? '',
    ),
    seconds: null,
    items: [{ id: 'html', title, depth: 0, launch: { path, suffix: '' }, reports: false, data: {} }],
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function plain(html: string): string {
  return html
    .replaceAll(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return named[name] ?? whole
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
    })
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
}
