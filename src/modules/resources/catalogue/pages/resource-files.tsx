import type { ViewContext } from '#platform/pages/page.ts'
import { LinkButton, Section } from '#ui/index.ts'
import type { VersionFile } from '../../resource.ts'
import type { Whole } from '../assess.ts'
import { sizeText } from './words.tsx'

/** What is looked at: a version, the files the reader may have, and the one in front. */
export type LookedAt = {
  whole: Pick<Whole, 'version'>
  isGone: boolean
  files: readonly VersionFile[]
  chosen: VersionFile | undefined
  /** Where its files are served, when not at their usual address. */
  base?: string
}
type Props = { data: LookedAt; context: ViewContext }
const addressIn = (base: string | undefined) => (file: VersionFile) => `${base ?? '/hoc-lieu/tep'}/${file.id}`

/** The thing itself: the chosen file as the browser can show it, else the way to take it. */
export function Look({ data, context: { t } }: Props) {
  const { version } = data.whole
  if (data.isGone) return null
  if (version.address)
    return (
      <p class="mb-6">
        <LinkButton href={version.address} icon="external">
          {t('resources.catalogue.open_address', { host: new URL(version.address).hostname })}
        </LinkButton>
      </p>
    )
  const file = data.files.find((one) => one.id === data.chosen?.id)
  if (!file) return null
  const address = addressIn(data.base)
  const shown = `${address(file)}?xem=1`
  const words = file.alternative_text ?? file.path
  const captions = data.files.filter((one) => one.role === 'captions')
  return (
    <figure class="mb-6">
      {file.mime.startsWith('image/') && file.kind !== 'svg' ? (
        <img src={shown} alt={words} class="max-h-[70vh] max-w-full" />
      ) : file.mime.startsWith('video/') ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are there when the authors gave them; the checks ask for them
        <video src={shown} controls preload="metadata" class="max-h-[70vh] w-full" aria-label={words}>
          {captions.map((one) => (
            <track
              key={one.id}
              kind="captions"
              src={`${address(one)}?xem=1`}
              srclang={one.language ?? 'vi'}
              label={one.language ?? 'vi'}
            />
          ))}
        </video>
      ) : file.mime.startsWith('audio/') ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- a transcript is a file beside it
        <audio src={shown} controls preload="metadata" class="w-full" aria-label={words} />
      ) : (
        <LinkButton href={shown} icon="download">
          {t('resources.catalogue.open_file', { file: file.path, size: sizeText(file.size, t) })}
        </LinkButton>
      )}
      {file.alternative_text && (
        <figcaption class="mt-2 text-sm text-muted">{file.alternative_text}</figcaption>
      )}
    </figure>
  )
}

/** Every file with its size; one press takes it. */
export function FileList({ data, context: { t, url } }: Props) {
  if (data.files.length === 0) return null
  const address = addressIn(data.base)
  return (
    <Section title={t('resources.catalogue.files')}>
      <ul class="grid gap-2">
        {data.files.map((file) => (
          <li key={file.id} class="flex flex-wrap items-baseline gap-x-3">
            <a
              href={`${url.pathname}?tep=${file.id}`}
              aria-current={file.id === data.chosen?.id ? 'true' : undefined}
            >
              {file.path}
            </a>
            <span class="text-muted">
              {sizeText(file.size, t)}
              {file.role !== 'content' && ` · ${t.dynamic(`resources.catalogue.role.${file.role}`)}`}
            </span>
            <a href={address(file)} download={file.path.split('/').at(-1)}>
              {t('resources.catalogue.download')}
              <span class="sr-only"> {file.path}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
