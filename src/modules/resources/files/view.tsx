import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, LinkButton } from '#ui/index.ts'
import { sizeText } from '../catalogue/pages/words.tsx'
import { PackageView } from '../packages/view.tsx'
import type { Version, VersionFile } from '../resource.ts'
import type { Seen } from './load.ts'
import { heldBack } from './quarantine.ts'
import type { FileState } from './store/state.ts'

type Shown = {
  version: Version
  file: VersionFile
  /** Others of the version: captions are among them. */
  files: readonly VersionFile[]
  seen: Seen | undefined
  context: ViewContext
  /** Where the files are served, when not at their usual address. */
  base?: string | undefined
}

export const fileAddress = (file: Pick<VersionFile, 'id'>, base = '/hoc-lieu/tep'): string =>
  `${base}/${file.id}`

const isPlayed = (file: VersionFile, kind: 'video' | 'audio') =>
  file.mime.startsWith(`${kind}/`) && file.kind !== 'avi'

/** A file seen before it is taken, as its kind can be shown; else the way to take it, and why it is not shown. */
export function Preview(shown: Shown) {
  const { file, seen, context } = shown
  const { t, app } = context
  const state = seen?.states.get(file.hash)
  const held = heldBack(app, state)
  if (held)
    return (
      <Alert kind={held === 'waiting' ? 'info' : 'error'} title={t('resources.files.held.title')}>
        {t.dynamic(`resources.files.held.${held}`, { threat: state?.threat ?? '' })}
      </Alert>
    )
  return (
    <figure class="mb-6">
      <Thing {...shown} state={state} />
      {file.alternative_text && (
        <figcaption class="mt-2 text-sm text-muted">{file.alternative_text}</figcaption>
      )}
      <Faults state={state} context={context} />
    </figure>
  )
}

function Thing({ state, ...shown }: Shown & { state: FileState | undefined }) {
  const { file, seen, context, base, version } = shown
  const source = `${fileAddress(file, base)}?xem=1`
  const words = file.alternative_text ?? file.path
  if (file.mime.startsWith('image/') && file.kind !== 'svg')
    return (
      <img
        src={source}
        alt={words}
        width={state?.width ?? undefined}
        height={state?.height ?? undefined}
        class="h-auto max-h-[70vh] w-auto max-w-full"
      />
    )
  if (isPlayed(file, 'video')) return <Film {...shown} state={state} />
  if (isPlayed(file, 'audio'))
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- a transcript is a file beside it
      <audio src={source} controls preload="metadata" class="w-full" aria-label={words} />
    )
  if (file.kind === 'pdf' || state?.preview) return <Pages {...shown} state={state} />
  if (file.kind === 'zip')
    return <PackageView version={version} file={file} found={seen?.pack} base={base} context={context} />
  if (seen?.text)
    return (
      <>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls is reached by keys */}
        <pre class="panel max-h-[60vh] overflow-auto whitespace-pre-wrap break-words text-sm" tabindex={0}>
          {seen.text}
        </pre>
        <Take {...shown} />
      </>
    )
  return <Take {...shown} state={state} />
}

/** Names of languages in the reader's own; a tag that is none is shown as it stands. */
function languageNames(lang: string): (tag: string) => string {
  const names = new Intl.DisplayNames([lang], { type: 'language' })
  return (tag) => {
    try {
      return names.of(tag) ?? tag
    } catch {
      return tag
    }
  }
}

/** Captions are offered in each language that is there; the first is shown. */
function Film({ file, files, base, state, context: { t } }: Shown & { state: FileState | undefined }) {
  const source = `${fileAddress(file, base)}?xem=1`
  const nameOf = languageNames(t.lang)
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are there when the authors gave them; the checks ask for them
    <video
      src={source}
      controls
      preload="metadata"
      poster={state?.thumbnail ? `${fileAddress(file, base)}/anh-nho` : undefined}
      class="max-h-[70vh] w-full"
      aria-label={file.alternative_text ?? file.path}
    >
      {files
        .filter((one) => one.role === 'captions' && one.kind === 'vtt')
        .map((one, at) => (
          <track
            key={one.id}
            kind="captions"
            src={`${fileAddress(one, base)}?xem=1`}
            srclang={one.language ?? 'vi'}
            label={nameOf(one.language ?? 'vi')}
            default={at === 0}
          />
        ))}
    </video>
  )
}

/** A PDF in the browser's own viewer; a phone, whose viewer takes no frame, gets the first page and a link. */
function Pages({ file, base, state, context: { t, url } }: Shown & { state: FileState | undefined }) {
  const page = Number(url.searchParams.get('trang') ?? 0)
  const source = `${fileAddress(file, base)}/trang${page > 0 && Number.isSafeInteger(page) ? `#page=${page}` : ''}`
  return (
    <>
      <iframe
        src={source}
        title={t('resources.files.view.frame', { file: file.path })}
        loading="lazy"
        class="h-[75vh] w-full rounded-box border border-base-300 bg-base-200 max-sm:hidden"
      />
      {state?.thumbnail && (
        <a href={source} class="block sm:hidden">
          <img
            src={`${fileAddress(file, base)}/anh-nho`}
            alt={t('resources.files.view.first_page', { file: file.path })}
            class="mx-auto h-auto max-w-full border border-base-300"
          />
        </a>
      )}
      <p class="mt-2">
        <a href={source}>
          {state?.pages
            ? t('resources.files.view.open_pages', { count: state.pages })
            : t('resources.files.view.open_alone')}
        </a>
      </p>
    </>
  )
}

function Take({ file, base, context: { t }, state }: Shown & { state?: FileState | undefined }) {
  const fault = state?.preview_fault
  return (
    <div class="mt-2">
      {state?.thumbnail && (
        <img
          src={`${fileAddress(file, base)}/anh-nho`}
          alt=""
          class="mb-3 h-auto max-w-full border border-base-300"
        />
      )}
      {fault && <p class="mb-2 text-muted">{t.dynamic(`resources.files.preview.${fault}`)}</p>}
      <LinkButton href={`${fileAddress(file, base)}?xem=1`} icon="download">
        {t('resources.catalogue.open_file', { file: file.path, size: sizeText(file.size, t) })}
      </LinkButton>
    </div>
  )
}

/** What is wrong with a file, where something is. */
export function Faults({ state, context: { t } }: { state: FileState | undefined; context: ViewContext }) {
  if (!state?.fault || state.fault.startsWith('resources.packages.')) return null
  return <p class="mt-2 text-sm text-warning">{t.dynamic(state.fault, state.fault_params)}</p>
}
