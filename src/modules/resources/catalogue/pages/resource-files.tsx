import type { ViewContext } from '#platform/pages/page.ts'
import { LinkButton, Section } from '#ui/index.ts'
import type { Seen } from '../../files/load.ts'
import { Preview } from '../../files/view.tsx'
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
  /** What is known of the files (`loadSeen`). */
  seen?: Seen
}
type Props = { data: LookedAt; context: ViewContext }
const addressIn = (base: string | undefined) => (file: VersionFile) => `${base ?? '/hoc-lieu/tep'}/${file.id}`

/** The thing itself: the chosen file as the browser can show it, else the way to take it. */
export function Look({ data, context }: Props) {
  const { t } = context
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
  return (
    <Preview
      version={version}
      file={file}
      files={data.files}
      seen={data.seen}
      base={data.base}
      context={context}
    />
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
