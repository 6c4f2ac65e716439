import { sentence, type Status } from './package-player/sentence.ts'

/**
 * Around a package that is played: moves from part to part without losing what each has kept in this sitting, says what the
 * package reports, and gives it the whole screen. Nothing the package says is trusted: it is shown as text, or given back to it.
 */
type Said = { ngheSo?: unknown; kind?: unknown; at?: unknown; state?: unknown; status?: unknown }

const mark = 'ngheSo:'
/** State beyond this is not kept: no standard gives a part so much. */
const largest = 4_000_000
/** What a part that is left still says comes within this. */
const lastWords = 50

const root = document.querySelector<HTMLElement>('[data-package-player]')
const frame = root?.querySelector<HTMLIFrameElement>('[data-frame]')
if (root && frame) start(root, frame)

function start(here: HTMLElement, first: HTMLIFrameElement): void {
  const words = JSON.parse(here.dataset.words ?? '{}') as Record<string, string>
  const status = here.querySelector<HTMLElement>('[data-status]')!
  const kept = new Map<string, string>()
  const said = new Map<string, string>()
  /** Which part a window plays, or played: many report at the end, when their frame is gone already. */
  const parts = new WeakMap<object, string>()
  let shown: HTMLElement = first
  let current = first.dataset.at ?? ''
  let coming = 0
  if (first.contentWindow) parts.set(first.contentWindow, current)

  for (const only of here.querySelectorAll<HTMLElement>('[data-script]')) only.hidden = false
  here.querySelector('#full-screen')?.addEventListener('click', () => void shown.requestFullscreen())

  window.addEventListener('message', (event) => {
    const message = event.data as Said | null
    const at = event.source ? parts.get(event.source) : undefined
    if (at === undefined || message?.ngheSo !== true || String(message.at) !== at) return
    if (message.kind === 'state' && typeof message.state === 'string' && message.state.length < largest)
      kept.set(at, message.state)
    const text =
      message.kind === 'begun' ? words.begun : sentence(message.status as Status | undefined, words)
    if (!text) return
    said.set(at, text)
    if (at === current) status.textContent = text
  })

  function put(next: HTMLElement): void {
    shown.replaceWith(next)
    shown = next
  }

  for (const link of here.querySelectorAll<HTMLAnchorElement>('a[data-address]')) {
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      current = link.dataset.at ?? ''
      const gap = document.createElement('div')
      gap.className = shown.className
      put(gap)
      clearTimeout(coming)
      coming = window.setTimeout(() => {
        // A frame of its own for each part: the name of a frame is what its first page finds its state in.
        const next = first.cloneNode() as HTMLIFrameElement
        next.name = nameFor(kept.get(current))
        next.dataset.at = current
        next.title = link.textContent ?? ''
        next.src = link.dataset.address!
        put(next)
        if (next.contentWindow) parts.set(next.contentWindow, current)
        status.textContent = said.get(current) ?? ''
      }, lastWords)
      here.querySelector('a[aria-current]')?.removeAttribute('aria-current')
      link.setAttribute('aria-current', 'page')
      history.replaceState(null, '', link.href)
    })
  }
}

/** The state of a part that was left: it is no longer running. One that is none of ours is let go: the part begins anew. */
function nameFor(state: string | undefined): string {
  try {
    const read = JSON.parse(state ?? '') as Record<string, unknown>
    return mark + JSON.stringify({ ...read, isRunning: false })
  } catch {
    return ''
  }
}
