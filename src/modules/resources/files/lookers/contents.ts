import type { App } from '#platform/app.ts'
import { readBeside } from '../content/ask.ts'
import type { Found, Question } from '../content/found.ts'
import { letGo } from '../store/let-go.ts'
import type { Findings, LookedFile, Looker } from '../looker.ts'

/** What to ask of a file by its kind; undefined: nothing can be read of it. */
export function questionFor(file: Pick<LookedFile, 'kind' | 'mime'>, path: string): Question | undefined {
  const { kind, mime } = file
  if (kind === 'pdf') return { what: 'pdf', path }
  if (['docx', 'pptx', 'xlsx', 'odt', 'odp', 'ods'].includes(kind)) return { what: 'office', path, kind }
  if (['png', 'jpeg', 'webp', 'gif'].includes(kind)) return { what: 'picture', path }
  if (/^(audio|video)\//.test(mime)) return { what: 'recording', path }
  if (kind === 'vtt') return { what: 'captions', path }
  if (kind === 'html' || kind === 'svg') return { what: 'text', path, isMarkup: true }
  if (['text', 'csv', 'json', 'xml'].includes(kind)) return { what: 'text', path, isMarkup: kind === 'xml' }
  return undefined
}

/** Keeps the picture that was made and answers the rest as findings. */
export async function toFindings(app: App, { picture, ...found }: Found): Promise<Findings> {
  const thumbnail = picture && (await app.files.put(picture)).hash
  if (thumbnail) await letGo(app, [thumbnail])
  return { ...found, thumbnail }
}

/** Reads the words, facts and a picture of what is in a file. */
export const contentsLooker: Looker = {
  name: 'contents',
  accepts: (file) => questionFor(file, '') !== undefined,
  look: (file, { app, withFile }) =>
    withFile(async (path) => toFindings(app, await readBeside(questionFor(file, path)!))),
}
