/**
 * Keeps a page of an old register while it is keyed: what was typed is on the device at once and in the draft a moment later. The
 * buttons of the page work as they do without script.
 */
const root = document.querySelector<HTMLElement>('[data-old-page]')
const settling = document.querySelector<HTMLFormElement>('form#settle')
if (root) start(root)
if (settling) goOnByEnter(settling)

type Kept = { version: number; values: Record<string, string> }

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

  // A form shown again by the server holds what was typed; else what this device kept of the same draft comes back.
  const kept = here.dataset.shownAgain === undefined ? read(key) : undefined
  if (kept && showAllLines(form, kept)) return
  if (kept && kept.version === Number(version.value) && restore(form, kept.values)) {
    say('restored')
    plan()
  } else if (kept && kept.version !== Number(version.value)) forget(key)

  form.addEventListener('input', () => {
    write(key, { version: Number(version.value), values: valuesOf(form) })
    if (isStopped) return
    say('unsaved')
    plan()
  })
  // Sent by a button: the answer of the server decides what is shown next.
  form.addEventListener('submit', () => {
    isStopped = true
    clearTimeout(timer)
  })
  addEventListener('online', () => plan(0))

  function plan(after = 2500): void {
    clearTimeout(timer)
    timer = setTimeout(() => void send(), after)
  }

  async function send(): Promise<void> {
    if (isSending || isStopped) return
    isSending = true
    const sent = valuesOf(form)
    say('saving')
    const answer = await post(form)
    isSending = false
    if (isStopped) return
    if (answer.kind === 'kept') {
      version.value = String(answer.version)
      const isSame = JSON.stringify(sent) === JSON.stringify(valuesOf(form))
      if (!isSame) {
        write(key, { version: answer.version, values: valuesOf(form) })
        return plan()
      }
      forget(key)
      return say('saved')
    }
    if (answer.kind === 'away') {
      say('away')
      return plan(10_000)
    }
    isStopped = true
    say(answer.kind, answer.kind === 'refused' ? answer.message : '')
  }
}

type Answer =
  | { kind: 'kept'; version: number }
  | { kind: 'away' | 'ended' | 'conflict' }
  | { kind: 'refused'; message: string }

/** Sends the form as its draft button would, and asks for JSON. */
async function post(form: HTMLFormElement): Promise<Answer> {
  const body = new FormData(form)
  // Each draft is a sending of its own.
  body.set('_once', newToken())
  let response: Response
  try {
    response = await fetch(location.pathname, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    })
  } catch {
    return { kind: 'away' }
  }
  if (response.status === 401) return { kind: 'ended' }
  if (response.status === 409) return { kind: 'conflict' }
  if (response.status >= 500 || response.status === 429) return { kind: 'away' }
  const answer = (await response.json().catch(() => ({}))) as {
    result?: { version: number }
    message?: string
  }
  if (!response.ok || !answer.result) return { kind: 'refused', message: answer.message ?? '' }
  return { kind: 'kept', version: answer.result.version }
}

/** Random, also where the page came without encryption and the browser makes no UUID. */
function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
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

function read(key: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

function write(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // full or forbidden: the draft is sent a moment later
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // nothing was kept
  }
}

function clock(at: Date): string {
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`
}
