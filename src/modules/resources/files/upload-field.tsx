import type { ViewContext } from '#platform/pages/page.ts'
import { sizeText } from '../catalogue/pages/words.tsx'
import type { OnItsWay } from './load.ts'
import { gigabyte, largestUpload, uploadBase } from './upload/limits.ts'

/**
 * Where files are dropped when there is script: they go on by themselves, past a lost line. Hidden until its island takes it
 * up; without script the plain field of the form stays.
 * @param version the draft they go to; undefined on the page that makes one
 */
export function UploadField({
  version,
  context: { t },
}: {
  version?: string | undefined
  context: ViewContext
}) {
  const limit = largestUpload / gigabyte
  const words = Object.fromEntries(
    wordNames.map((name) => [name, t.dynamic(`resources.files.upload.${name}`, { limit })]),
  )
  return (
    <div
      data-upload={uploadBase}
      data-version={version}
      data-words={JSON.stringify(words)}
      data-largest={largestUpload}
      hidden
    >
      <div data-drop class="panel border-dashed text-center">
        <p class="mb-3">{t('resources.files.upload.drop')}</p>
        <div class="flex flex-wrap justify-center gap-3">
          <label class="btn btn-secondary">
            {t('resources.files.upload.choose')}
            <input type="file" multiple class="sr-only" data-pick="" />
          </label>
          <label class="btn btn-ghost">
            {t('resources.files.upload.choose_folder')}
            <input type="file" multiple class="sr-only" data-pick="folder" {...{ webkitdirectory: true }} />
          </label>
        </div>
        <p class="mt-3 text-sm text-muted">{t('resources.files.upload.hint', { limit })}</p>
      </div>
      <ul data-list class="mt-3 grid gap-2" />
      <p data-said class="sr-only" aria-live="polite" />
    </div>
  )
}

const wordNames = [
  'waiting',
  'going',
  'paused',
  'lost',
  'adding',
  'done',
  'session_ended',
  'pause',
  'resume',
  'drop_it',
  'choose_again',
  'failed',
  'refused',
  'unread',
  'too_large',
  'same',
] as const

/** Files that are not all here yet, and those that were refused, with the reason. */
export function OnTheirWay({
  uploads,
  context: { t },
}: {
  uploads: readonly OnItsWay[]
  context: ViewContext
}) {
  if (uploads.length === 0) return null
  return (
    <ul class="mt-4 grid gap-2" data-on-their-way aria-label={t('resources.files.upload.unfinished')}>
      {uploads.map((upload) => (
        <li
          key={upload.id}
          class="panel"
          data-one={upload.id}
          data-path={upload.path}
          data-size={upload.size}
          data-modified={upload.modified_at ?? ''}
          data-state={upload.state}
        >
          <p class="break-words font-semibold">{upload.path}</p>
          <p class={upload.state === 'refused' ? 'text-error' : 'text-muted'}>
            {upload.state === 'refused'
              ? t.dynamic(upload.fault ?? '', upload.fault_params)
              : t('resources.files.upload.come', {
                  come: sizeText(upload.come, t),
                  size: sizeText(upload.size, t),
                })}
          </p>
          <p data-tools class="mt-2" hidden />
        </li>
      ))}
    </ul>
  )
}
