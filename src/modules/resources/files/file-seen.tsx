import type { ViewContext } from '#platform/pages/page.ts'
import type { VersionFile } from '../resource.ts'
import { heldBack } from './quarantine.ts'
import type { FileState } from './store/state.ts'
import { Faults, fileAddress } from './view.tsx'

/** 3:05, 1:02:03. */
function clockTime(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** A file in its draft: its picture, what was read of it, what is wrong with it. */
export function FileSeen({
  file,
  state,
  context,
}: {
  file: VersionFile
  state: FileState | undefined
  context: ViewContext
}) {
  const { t, app } = context
  if (!state) return null
  const held = heldBack(app, state)
  const facts = [
    state.pages && t('resources.files.draft.read_pages', { count: state.pages }),
    state.seconds && clockTime(state.seconds),
    state.width && state.height && `${state.width} × ${state.height}`,
    state.codec,
  ].filter(Boolean)
  return (
    <div class="mt-2 flex flex-wrap items-start gap-3">
      {state.thumbnail && !held && (
        <img
          src={`${fileAddress(file)}/anh-nho`}
          alt=""
          loading="lazy"
          class="max-h-24 max-w-32 border border-base-300"
        />
      )}
      <div class="min-w-0">
        {held && (
          <p class={held === 'waiting' ? 'text-muted' : 'text-error'}>
            {t.dynamic(`resources.files.held.${held}`, { threat: state.threat ?? '' })}
          </p>
        )}
        {!held && !state.looked_at && <p class="text-muted">{t('resources.files.draft.waiting')}</p>}
        {facts.length > 0 && <p class="text-sm text-muted">{facts.join(' · ')}</p>}
        <Faults state={state} context={context} />
      </div>
    </div>
  )
}
