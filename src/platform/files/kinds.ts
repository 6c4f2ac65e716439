/** A type of file the platform knows: what it is on the wire, which endings name it, and how far it may be trusted. */
export type Kind = {
  mime: string
  /** Endings a file of this type may carry; the first is the usual one. */
  endings: readonly [string, ...string[]]
  /** A browser may show it in a page of ours. Never true for what can carry script. */
  inline: boolean
}

const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

export const kinds = {
  pdf: { mime: 'application/pdf', endings: ['pdf'], inline: true },
  png: { mime: 'image/png', endings: ['png'], inline: true },
  jpeg: { mime: 'image/jpeg', endings: ['jpg', 'jpeg'], inline: true },
  webp: { mime: 'image/webp', endings: ['webp'], inline: true },
  gif: { mime: 'image/gif', endings: ['gif'], inline: true },
  mp4: { mime: 'video/mp4', endings: ['mp4', 'm4v'], inline: true },
  webm: { mime: 'video/webm', endings: ['webm'], inline: true },
  mov: { mime: 'video/quicktime', endings: ['mov'], inline: true },
  mkv: { mime: 'video/matroska', endings: ['mkv'], inline: true },
  avi: { mime: 'video/vnd.avi', endings: ['avi'], inline: false },
  ogv: { mime: 'video/ogg', endings: ['ogv'], inline: true },
  ogg: { mime: 'audio/ogg', endings: ['ogg', 'oga', 'opus'], inline: true },
  wav: { mime: 'audio/wav', endings: ['wav'], inline: true },
  flac: { mime: 'audio/flac', endings: ['flac'], inline: true },
  mp3: { mime: 'audio/mpeg', endings: ['mp3'], inline: true },
  m4a: { mime: 'audio/x-m4a', endings: ['m4a'], inline: true },
  docx: { mime: `${openXml}.wordprocessingml.document`, endings: ['docx'], inline: false },
  xlsx: { mime: `${openXml}.spreadsheetml.sheet`, endings: ['xlsx'], inline: false },
  pptx: { mime: `${openXml}.presentationml.presentation`, endings: ['pptx'], inline: false },
  odt: { mime: `${openDocument}.text`, endings: ['odt'], inline: false },
  ods: { mime: `${openDocument}.spreadsheet`, endings: ['ods'], inline: false },
  odp: { mime: `${openDocument}.presentation`, endings: ['odp'], inline: false },
  /** Office files from before 2007, and workbooks under a password. */
  cfb: { mime: 'application/x-cfb', endings: ['xls', 'doc', 'ppt'], inline: false },
  zip: { mime: 'application/zip', endings: ['zip', 'h5p'], inline: false },
  text: { mime: 'text/plain', endings: ['txt', 'md'], inline: true },
  /** Captions of a recording. */
  vtt: { mime: 'text/vtt', endings: ['vtt'], inline: true },
  csv: { mime: 'text/csv', endings: ['csv', 'tsv'], inline: false },
  json: { mime: 'application/json', endings: ['json', 'geojson'], inline: false },
  xml: { mime: 'application/xml', endings: ['xml'], inline: false },
  svg: { mime: 'image/svg+xml', endings: ['svg'], inline: false },
  html: { mime: 'text/html', endings: ['html', 'htm'], inline: false },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds

const all: [KindName, Kind][] = Object.entries(kinds) as [KindName, Kind][]

/** Other names of types we know. */
const aliases: Record<string, string> = { 'video/x-m4v': 'video/mp4', 'audio/mp4': 'audio/x-m4a' }

export function kindByMime(mime: string): KindName | undefined {
  const [plain = ''] = mime.split(';')
  const known = aliases[plain] ?? plain
  return all.find(([, kind]) => kind.mime === known)?.[0]
}

/** @param ending without the dot, in lower case */
export function kindByEnding(ending: string): KindName | undefined {
  return all.find(([, kind]) => kind.endings.includes(ending))?.[0]
}
