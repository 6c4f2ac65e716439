import { forget, keep, readKept } from '#platform/forms/device.ts'
import { sendForm } from '#platform/forms/send.ts'

/** Under this a form on its way is noted. */
const sentKey = 'so-cu:sent'
const root = document.querySelector<HTMLElement>('[data-old-page]')
const settling = document.querySelector<HTMLFormElement>('form#settle')
settleSent(root?.dataset.shownAgain !== undefined)
if (root) start(root)
if (settling) goOnByEnter(settling)

type Kept = { version: number; values: Record<string, string> }

/**
 * Keeps a page of an old register while it is keyed: what was typed is on the device at once and in the draft a moment later. The
 * buttons of the page work as they do without script.
 */
function start(here: HTMLElement): void {
  const form = here.querySelector('form')!
  goOnByEnter(form)
  const status = here.querySelector<HTMLElement>('[data-status]')!
  const version = form.querySelector<HTMLInputElement>('input[name=version]')!
  const words = JSON.parse(here.dataset.words ?? '{}') as Record<string, string>
  const key = `so-cu:${here.dataset.account}:${here.dataset.oldPage}`
  const say = (name: string, more = '') => {
    status.textContent = `${(words[name] ?? '').replace('%at', clock(new Date()))}${more && ` ${more}`}`
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false
  let isStopped = false
  /** The button that was pressed while a draft was on its way. */
  let pressed: HTMLElement | null | undefined

  // A form shown again by the server holds what was typed; else what this device kept comes back.
  const kept = here.dataset.shownAgain === undefined ? readKept<Kept>(key) : undefined
  if (kept && showAllLines(form, kept)) return
  if (kept) bringBack(kept)

  form.addEventListener('input', () => {
    keep(key, { version: Number(version.value), values: valuesOf(form) })
    if (isStopped) return
    say('unsaved')
    plan()
  })
  // Sent by a button: the answer of the server decides what is shown next. A draft on its way is waited for, as the form would meet it
  // as another window's; pressed again, it goes.
  form.addEventListener('submit', (event) => {
    if (isSending && pressed === undefined) {
      event.preventDefault()
      pressed = event.submitter
      return
    }
    isStopped = true
    clearTimeout(timer)
    noteSent(key)
  })
  addEventListener('online', () => plan(0))

  function bringBack({ version: of, values }: Kept): void {
    if (!restore(form, values)) return forget(key)
    // The draft moved on without it (taken back, or saved as the page was left): its writer looks before it is saved.
    if (of !== Number(version.value)) return say('restored_since')
    say('restored')
    plan()
  }

  function plan(after = 2500): void {
    clearTimeout(timer)
    timer = setTimeout(() => void send(), after)
  }

  async function send(): Promise<void> {
    if (isSending || isStopped) return
    isSending = true
    const sent = valuesOf(form)
    say('saving')
    const answer = await sendForm(new FormData(form))
    isSending = false
    if (isStopped) return
    if (answer.kind === 'done') version.value = String(answer.result['version'])
    if (pressed !== undefined) return form.requestSubmit(pressed)
    switch (answer.kind) {
      case 'done':
        if (JSON.stringify(sent) !== JSON.stringify(valuesOf(form))) {
          keep(key, { version: Number(version.value), values: valuesOf(form) })
          return plan()
        }
        forget(key)
        return say('saved')
      case 'away':
        say('away')
        return plan(10_000)
      case 'refused':
        isStopped = true
        return say('refused', answer.message)
      default:
        isStopped = true
        say(answer.kind)
    }
  }
}

/** Notes that a form is on its way: the next page tells whether the server holds it. */
function noteSent(key: string): void {
  try {
    sessionStorage.setItem(sentKey, key)
  } catch {
    // then what was typed stays on the device until it is saved
  }
}

/** The server took the form when it sent the browser on to another page: then the device keeps nothing of it. */
function settleSent(isShownAgain: boolean): void {
  try {
    const key = sessionStorage.getItem(sentKey)
    sessionStorage.removeItem(sentKey)
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    if (key && !isShownAgain && navigation && navigation.redirectCount > 0) forget(key)
  } catch {
    // nothing was noted
  }
}

function lines(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[name^="rows."]')]
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(lines(form).flatMap((one) => (one.value ? [[one.name, one.value]] : [])))
}

/** @returns whether anything came back that was not there */
function restore(form: HTMLFormElement, values: Record<string, string>): boolean {
  let isChanged = false
  for (const input of lines(form)) {
    const value = values[input.name] ?? ''
    if (input.value === value) continue
    input.value = value
    isChanged = true
  }
  return isChanged
}

/** Lines kept beyond those the page shows: it is opened with all of them. @returns whether it is */
function showAllLines(form: HTMLFormElement, { values }: Kept): boolean {
  const places = Object.keys(values).map((name) => Number(/^rows\.(\d+)\./.exec(name)?.[1] ?? 0))
  const count = Math.max(0, ...places) + 1
  const isShown = form.querySelector(`input[name^="rows.${count - 1}."]`) !== null
  const asked = new URL(location.href)
  if (isShown || asked.searchParams.get('dong') === String(count)) return false
  asked.searchParams.set('dong', String(count))
  location.replace(asked)
  return true
}

/** Enter goes on to the next field, as Tab does: the page is ended or approved by its button alone. */
function goOnByEnter(form: HTMLFormElement): void {
  form.addEventListener('keydown', (event) => {
    const from = event.target as HTMLInputElement
    if (event.key !== 'Enter' || event.isComposing || from.type !== 'text') return
    event.preventDefault()
    const fields = [...form.querySelectorAll<HTMLElement>('input:not([type=hidden]), button, summary')]
    const shown = fields.filter((one) => one.offsetParent !== null)
    shown[shown.indexOf(from) + 1]?.focus()
  })
}

function clock(at: Date): string {
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`
}
