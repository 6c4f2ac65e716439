import { chosen, dropped, type Dropped, type Unread } from './dropped.ts'
import { createLine, type Line, type Settings, type Words } from './line.ts'
import { makeDraft, showAdded } from './page.ts'

/** Files sent at once. */
const atOnce = 2
/** While more are on their way, those that came are shown together. */
const showMs = 5000

/** Wakes the box: choosing, dropping, the queue, and what is unfinished from another day. */
export function begin(root: HTMLElement): void {
  const words = JSON.parse(root.dataset.words ?? '{}') as Words
  const said = root.querySelector<HTMLElement>('[data-said]')!
  const say = (text: string) => (said.textContent = text)
  root.hidden = false
  for (const plain of document.querySelectorAll<HTMLElement>('[data-upload-plain]')) plain.hidden = true
  const take = async (files: (Dropped | Unread)[]) => {
    if (files.length === 0) return
    if (root.dataset.version)
      return start(root, files, { words, say, version: root.dataset.version, base: root.dataset.upload! })
    try {
      const names = files.filter((one) => one.file).map((one) => one.path)
      if (names.length === 0) throw new Error(`${files[0]!.path}: ${words.unread}`)
      await makeDraft(root.closest('form')!, names)
    } catch (error) {
      said.className = 'mt-3 text-error'
      return say(error instanceof Error ? error.message : String(error))
    }
    const next = document.querySelector<HTMLElement>('[data-upload]')!
    begin(next)
    next.dispatchEvent(new CustomEvent('files', { detail: files }))
  }
  root.addEventListener('files', (event) => void take((event as CustomEvent<(Dropped | Unread)[]>).detail))
  for (const input of root.querySelectorAll<HTMLInputElement>('[data-pick]'))
    input.addEventListener('change', () => {
      const files = chosen(input)
      input.value = ''
      void take(files)
    })
  onDrop(root.querySelector<HTMLElement>('[data-drop]')!, (data) => void dropped(data).then(take))
  showUnfinished(root, words)
}

function onDrop(place: HTMLElement, take: (data: DataTransfer) => void): void {
  const mark = (on: boolean) => place.classList.toggle('border-primary', on)
  place.addEventListener('dragover', (event) => {
    event.preventDefault()
    mark(true)
  })
  place.addEventListener('dragleave', () => mark(false))
  place.addEventListener('drop', (event) => {
    event.preventDefault()
    mark(false)
    if (event.dataTransfer) take(event.dataTransfer)
  })
}

type Queue = { waiting: Line[]; all: Line[]; going: number; come: Line[]; isShowing: boolean }
const queues = new WeakMap<HTMLElement, Queue>()

function start(root: HTMLElement, files: readonly (Dropped | Unread)[], settings: Settings): void {
  const queue: Queue = queues.get(root) ?? { waiting: [], all: [], going: 0, come: [], isShowing: false }
  if (!queues.has(root))
    window.addEventListener('beforeunload', (event) => queue.going > 0 && event.preventDefault())
  queues.set(root, queue)
  const list = root.querySelector('[data-list]')!
  const next = () => {
    while (queue.going < atOnce && queue.waiting.length > 0) void send(queue.waiting.shift()!)
  }
  const send = async (line: Line) => {
    queue.going++
    const end = await line.run()
    queue.going--
    if (end === 'done') queue.come.push(line)
    next()
    await showCome(queue)
  }
  const turn = (line: Line) => {
    queue.waiting.push(line)
    next()
  }
  for (const one of files) {
    if (!one.file) {
      refuse(list, one.path, settings.words.unread!)
      continue
    }
    if (queue.all.some((line) => line.path === one.path && line.item.isConnected && !line.isOver())) {
      settings.say(`${one.path}: ${settings.words.same}`)
      continue
    }
    if (one.file.size > Number(root.dataset.largest)) {
      refuse(list, one.path, settings.words.too_large!)
      continue
    }
    const line = createLine(one, settings, takeUnfinished(one, settings.base), turn)
    queue.all.push(line)
    list.append(line.item)
    queue.waiting.push(line)
  }
  next()
}

/** Brings those that came onto the page and takes their lines away. */
async function showCome(queue: Queue): Promise<void> {
  if (queue.isShowing) return
  queue.isShowing = true
  while (queue.come.length > 0) {
    if (queue.going > 0) await new Promise((done) => setTimeout(done, showMs))
    const lines = queue.come.splice(0)
    await showAdded().catch(() => undefined)
    for (const line of lines) line.item.remove()
  }
  queue.isShowing = false
}

function refuse(list: Element, path: string, why: string): void {
  const item = document.createElement('li')
  item.className = 'panel text-error'
  item.textContent = `${path}: ${why}`
  list.append(item)
}

/** The address of an unfinished upload of this very file, if there is one; its old line goes. */
function takeUnfinished({ file, path }: Dropped, base: string): string | undefined {
  // The server keeps names composed; a Mac gives them taken apart.
  const asked = path.normalize('NFC')
  const nameOf = (whole = '') => whole.split('/').at(-1)
  const same = [...document.querySelectorAll<HTMLElement>('[data-one]')].filter(
    ({ dataset }) =>
      dataset.state === 'open' &&
      Number(dataset.size) === file.size &&
      Number(dataset.modified) === file.lastModified &&
      nameOf(dataset.path) === nameOf(asked),
  )
  // A copy in another folder is not this one, unless it is the only one and this was chosen without its folder.
  const found =
    same.find(({ dataset }) => dataset.path === asked) ??
    (same.length === 1 && !asked.includes('/') ? same[0] : undefined)
  found?.remove()
  return found && `${base}/${found.dataset.one}`
}

/** What is unfinished or refused can be dropped here. */
function showUnfinished(root: HTMLElement, words: Words): void {
  for (const item of document.querySelectorAll<HTMLElement>('[data-one]')) {
    const tools = item.querySelector<HTMLElement>('[data-tools]')!
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn-sm btn-ghost'
    button.textContent = words.drop_it!
    button.setAttribute('aria-label', `${words.drop_it} ${item.dataset.path}`)
    button.addEventListener('click', async () => {
      button.disabled = true
      const address = `${root.dataset.upload}/${item.dataset.one}`
      const answer = await fetch(address, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } }).catch(
        () => undefined,
      )
      if (answer?.ok || answer?.status === 404) item.remove()
      else button.disabled = false
    })
    tools.replaceChildren(button)
    tools.hidden = false
  }
}
