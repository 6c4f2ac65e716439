import type { Version, VersionFile } from '../resource.ts'
import type { LicenceFault } from './licence.ts'

/** Something to mend before handing in (`error`), or worth mending (`warning`). `field` is where on the draft's page. */
export type Check = {
  severity: 'error' | 'warning'
  /** Words are `resources.check.<key>`. */
  key: string
  params: Record<string, string | number>
  field: string
  /** Words of their own that say why. */
  why?: { key: string; params: Record<string, string | number> }
}

/** Another resource with the same file, or one whose title is nearly the same. */
export type Likeness = {
  code: string
  title: string
  by: 'file' | 'title'
  file: string | null
  /** One's own, and the draft could be its next version. */
  is_joinable: boolean
}

export type Checked = {
  version: Pick<
    Version,
    'kind' | 'title' | 'summary' | 'licence' | 'address' | 'audiences' | 'languages' | 'accessibility'
  >
  files: readonly Pick<VersionFile, 'path' | 'mime' | 'role' | 'alternative_text'>[]
  authors: number
  tags: number
  items: number
  faults: readonly LicenceFault[]
  likenesses: readonly Likeness[]
  /** ZIP files among them that are not opened, and why. */
  unopened?: readonly { path: string; fault: string; fault_params: Check['params'] }[]
  /** Files among them that the malware scanner keeps from their readers, or may. */
  held?: readonly { path: string; scan: 'infected' | 'waiting' | 'too_large'; threat: string | null }[]
}

/** What speaks against handing in a draft, and what would make it better. */
export function check(draft: Checked): Check[] {
  return [
    ...missing(draft),
    ...draft.faults.map(licenceFault),
    ...held(draft),
    ...unopened(draft),
    ...better(draft),
  ]
}

export const mayHandIn = (checks: readonly Check[]): boolean =>
  checks.every((one) => one.severity === 'warning')

const error = (key: string, field: string, params: Check['params'] = {}): Check => ({
  severity: 'error',
  key,
  params,
  field,
})
const warning = (key: string, field: string, params: Check['params'] = {}): Check => ({
  severity: 'warning',
  key,
  params,
  field,
})

function missing({ version, files, authors, items }: Checked): Check[] {
  const found: Check[] = []
  const content = files.filter((file) => file.role === 'content')
  if (version.title === '') found.push(error('title', 'title'))
  if (!version.licence) found.push(error('licence', 'licence'))
  if (version.kind === 'link' && !version.address) found.push(error('address', 'address'))
  if (version.kind === 'collection' && items === 0) found.push(error('items', 'items'))
  if (version.kind !== 'link' && version.kind !== 'collection' && content.length === 0)
    found.push(error('files', 'files'))
  if (authors === 0) found.push(error('authors', 'authors'))
  return found
}

const licenceFault = ({ key, params }: LicenceFault): Check => error(`licence.${key}`, 'licence', params)

/** What carries malware goes to nobody; what is not scanned, or cannot be, may come to its readers late or never. */
const held = ({ held: files = [] }: Checked): Check[] =>
  files.map(({ path, scan, threat }) =>
    scan === 'infected'
      ? error('infected', 'files', { file: path, threat: threat ?? '' })
      : warning(scan === 'waiting' ? 'unscanned' : 'not_scanned', 'files', { file: path }),
  )

/** A ZIP without a manifest may be an attachment; one that is damaged or not safe goes to nobody. */
const unopened = ({ unopened: files = [] }: Checked): Check[] =>
  files.map(({ path, fault, fault_params }) =>
    fault === 'no_manifest'
      ? warning('archive', 'files', { file: path })
      : {
          ...error('package', 'files', { file: path }),
          why: {
            key: `resources.packages.fault.${fault}`,
            params: { entry: 'none', reason: '', ...fault_params },
          },
        },
  )

function better({ version, files, tags, likenesses }: Checked): Check[] {
  const found: Check[] = []
  if (version.summary === '') found.push(warning('summary', 'summary'))
  if (tags === 0) found.push(warning('tags', 'subjects'))
  if (version.audiences.length === 0) found.push(warning('audiences', 'audiences'))
  const isSilent = version.languages.length === 1 && version.languages[0] === 'zxx'
  const hasWords = files.some((file) => file.role === 'captions' || file.role === 'transcript')
  const speaks = files.some((file) => file.role === 'content' && /^(video|audio)\//.test(file.mime))
  if (speaks && !isSilent && !hasWords && !version.accessibility.includes('captions'))
    found.push(warning('captions', 'files'))
  const bare = files.find(
    (file) => file.role === 'content' && file.mime.startsWith('image/') && !file.alternative_text,
  )
  if (bare && !version.accessibility.includes('alternative_text'))
    found.push(warning('alternative_text', 'files', { file: bare.path }))
  for (const one of likenesses)
    found.push(
      warning(one.by === 'file' ? 'same_file' : 'same_title', 'files', {
        title: one.title,
        code: one.code,
        file: one.file ?? '',
        ...(one.is_joinable && { join: one.code }),
      }),
    )
  return found
}
