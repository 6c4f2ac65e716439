import { sentence, type Status } from './package-player/sentence.ts'

/**
 * Around a package that is played: moves from part to part without losing what each has kept in this sitting, says what the
 * package reports, and gives it the whole screen. Nothing the package says is trusted: it is shown as text, or given back to it.
 */
type Said = { ngheSo?: unknown; kind?: unknown; item?: unknown; state?: unknown; status?: unknown }

const mark = 'ngheSo:'
/** State beyond this is not kept: no standard gives a part so much. */
const largest = 4_000_000

const root = document.querySelector<HTMLElement>('[data-package-player]')
const frame = root?.querySelector<HTMLIFrameElement>('[data-frame]')
if (root && frame) start(root, frame)

function start(here: HTMLElement, first: HTMLIFrameElement): void {
  const words = JSON.parse(here.dataset.words ?? '{}') as Record<string, string>
  const status = here.querySelector<HTMLElement>('[data-status]')!
  const kept = new Map<string, string>()
  const said = new Map<string, string>()
  let shown = first

  for (const only of here.querySelectorAll<HTMLElement>('[data-script]')) only.hidden = false
  here.querySelector('#full-screen')?.addEventListener('click', () => void shown.requestFullscreen())

  window.addEventListener('message', (event) => {
    const message = event.data as Said | null
    if (event.source !== shown.contentWindow || message?.ngheSo !== true) return
    const item = shown.dataset.id ?? ''
    if (message.item !== item) return
    if (message.kind === 'state' && typeof message.state === 'string' && message.state.length < largest)
      kept.set(item, message.state)
    const text =
      message.kind === 'begun' ? words.begun : sentence(message.status as Status | undefined, words)
    if (!text) return
    said.set(item, text)
    status.textContent = text
  })

  for (const link of here.querySelectorAll<HTMLAnchorElement>('a[data-address]')) {
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      const id = link.dataset.id ?? ''
      // A frame of its own for each part: the name of a frame is what its first page finds its state in.
      const next = shown.cloneNode() as HTMLIFrameElement
      next.name = kept.has(id) ? mark + ended(kept.get(id)!) : ''
      next.dataset.id = id
      next.title = link.textContent ?? ''
      next.src = link.dataset.address!
      shown.replaceWith(next)
      shown = next
      status.textContent = said.get(id) ?? ''
      here.querySelector('a[aria-current]')?.removeAttribute('aria-current')
      link.setAttribute('aria-current', 'page')
      history.replaceState(null, '', link.href)
    })
  }
}

/** The state of a part that was left: it is no longer running. */
function ended(state: string): string {
  const read = JSON.parse(state) as Record<string, unknown>
  return JSON.stringify({ ...read, isRunning: false })
}
