import type { Kind } from '../resource.ts'

/** What dropped files say of themselves: names as they came, and types by content. */
export type Dropped = { name: string; kind: string }

export type Proposal = { title: string; kind: Kind; languages: string[] }

const kindOfType: Record<string, Kind> = {
  pptx: 'slides',
  odp: 'slides',
  mp4: 'video',
  webm: 'video',
  mov: 'video',
  mkv: 'video',
  avi: 'video',
  ogv: 'video',
  ogg: 'audio',
  wav: 'audio',
  flac: 'audio',
  mp3: 'audio',
  m4a: 'audio',
  png: 'image',
  jpeg: 'image',
  webp: 'image',
  gif: 'image',
  zip: 'package',
}

/** What several files together are: the first of these that is among them. */
const order: readonly Kind[] = ['package', 'video', 'slides', 'audio', 'document', 'image']

/** Proposes title, kind and language from dropped files; people change what they like, and later proposals fill only what is empty. */
export function propose(files: readonly Dropped[]): Proposal {
  const [first] = files.toSorted((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
  const found = new Set(files.map(kindOfFile))
  const name = first?.name.normalize('NFC') ?? ''
  return {
    title: titleFrom(name),
    kind: order.find((kind) => found.has(kind)) ?? 'document',
    languages: [languageFrom(name)],
  }
}

function kindOfFile({ name, kind }: Dropped): Kind {
  // Office files from before 2007 share one type; the ending tells them apart.
  if (kind === 'cfb') return /\.ppt$/i.test(name) ? 'slides' : 'document'
  return kindOfType[kind] ?? 'document'
}

/** The name without folder and ending, underscores as spaces, the first letter a capital. */
export function titleFrom(name: string): string {
  const stem = (name.split(/[/\\]/).at(-1) ?? '').replace(/\.[^.]{1,5}$/, '')
  const words = stem
    .replace(/[_]+/g, ' ')
    .replace(/(?<! )-+(?! )/g, ' ')
    .replace(/\s*\(\d+\)$/, '')
    .replace(/\s+/g, ' ')
    .trim()
  return (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 300)
}

function languageFrom(name: string): string {
  return /(^|[ _.-])(en|eng|english)([ _.-]|$)/i.test(name.replace(/\.[^.]{1,5}$/, '')) ? 'en' : 'vi'
}
