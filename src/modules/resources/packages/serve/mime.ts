import { lookup } from 'mrmime'

/** Endings courseware uses that the list does not know, or knows otherwise. */
const more: Record<string, string> = {
  js: 'text/javascript',
  mjs: 'text/javascript',
  xhtm: 'application/xhtml+xml',
  htm: 'text/html',
  m4a: 'audio/mp4',
  vtt: 'text/vtt',
  lrc: 'text/plain',
}

/** Type of a file by its ending; what is not known is bytes. */
export function mimeOf(path: string): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  return more[ending] ?? lookup(ending) ?? 'application/octet-stream'
}

export const isPage = (mime: string): boolean => mime === 'text/html' || mime === 'application/xhtml+xml'
