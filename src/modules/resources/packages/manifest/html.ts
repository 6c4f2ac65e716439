import { decodeEntities } from '#platform/text/index.ts'
import type { PackageFacts } from '../facts.ts'
import type { Contents } from './contents.ts'
import { textOfBytes } from './text.ts'
import { languageOf } from './words.ts'

/** Pages without a manifest: begun by the page that web servers begin with. */
export async function readHtml(contents: Contents, path: string): Promise<PackageFacts> {
  const text = textOfBytes(await contents.read(path)).slice(0, 100_000)
  const title = plain(/<title\b[^<>]{0,500}>([^<]{0,2000})</i.exec(text)?.[1] ?? '')
  const described = tagsOf(text, 'meta').find((one) => one.name?.toLowerCase() === 'description')
  return {
    standard: 'html',
    edition: null,
    title,
    language: languageOf(tagsOf(text, 'html')[0]?.lang),
    summary: plain(described?.content ?? ''),
    seconds: null,
    items: [{ id: 'html', title, depth: 0, launch: { path, suffix: '' }, reports: false, data: {} }],
  }
}

/**
 * The attributes of each tag of this name. One tag is matched at a time and none is long, so that a page made to be slow
 * to read is not.
 */
function tagsOf(html: string, name: string): Record<string, string>[] {
  const tags = html.match(new RegExp(`<${name}\\s[^<>]{0,2000}>`, 'gi')) ?? []
  return tags.map((tag) =>
    Object.fromEntries(
      [...tag.matchAll(/(?<=[\s"'])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)].map(
        ([, key = '', double, single, bare]) => [key.toLowerCase(), double ?? single ?? bare ?? ''],
      ),
    ),
  )
}

const plain = (html: string): string => decodeEntities(html).replaceAll(/\s+/g, ' ').trim().slice(0, 300)
