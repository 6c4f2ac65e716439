import { Upload, type DetailedError } from 'tus-js-client'
import type { Dropped } from './dropped.ts'

export type Words = Record<string, string>
export type Settings = { base: string; version: string; words: Words; say: (text: string) => void }

/** One file on its way, and its line on the page. */
export type Line = {
  item: HTMLElement
  path: string
  isOver: () => boolean
  /** Resolves when the file is in the draft, is stopped, or cannot be taken. */
  run: () => Promise<'done' | 'stopped'>
}

/** Small enough for a proxy to pass on, large enough to cost nothing. */
const partBytes = 64 * 1024 * 1024
/** After each of these waits it is tried again; then every half minute, as long as the page is open. */
const waits = [0, 1000, 3000, 5000, 10_000, 20_000, ...Array.from({ length: 240 }, () => 30_000)]

/**
 * @param known address of an unfinished upload of the same file
 * @param again asks for another turn, when the person lets it go on
 */
export function createLine(
  { file, path }: Dropped,
  settings: Settings,
  known: string | undefined,
  again: (line: Line) => void,
): Line {
  const { words } = settings
  const view = draw(path, words)
  let state: 'waiting' | 'going' | 'paused' | 'over' = 'waiting'
  let settle: (end: 'done' | 'stopped') => void = () => undefined

  const upload = new Upload(file, {
    // With an address to begin at, whatever is answered about one begun (502 while the server starts) begins it anew.
    endpoint: known ? null : settings.base,
    onUploadUrlAvailable: () => (upload.options.endpoint = null),
    uploadUrl: known ?? null,
    metadata: { filename: path, version: settings.version, modified: String(file.lastModified) },
    chunkSize: partBytes,
    retryDelays: waits,
    // The server knows what is unfinished; nothing is kept in the browser.
    storeFingerprintForResuming: false,
    onProgress: (sent, total) => {
      view.share(sent / total)
      view.say(sent === total ? words.adding! : words.going!)
    },
    onShouldRetry: (error) => {
      const status = (error as DetailedError).originalResponse?.getStatus() ?? 0
      const isPassing = status === 0 || status === 409 || status === 423 || status >= 500
      if (isPassing) view.say(words.lost!)
      return isPassing
    },
    onError: (error) => {
      const answer = (error as DetailedError).originalResponse
      const status = answer?.getStatus() ?? 0
      const isOver = [410, 413, 422].includes(status)
      const isRefused = isOver || [403, 404, 429].includes(status)
      const why = status === 401 ? words.session_ended : isOver ? words.refused : words.failed
      // A question about an upload is answered without words.
      end((isRefused && answer!.getBody()) || why!)
      if (isOver) state = 'over'
      // It is gone (not gone on with for days, or dropped in another window): whoever lets it go on begins it anew.
      if (status === 404) {
        upload.url = null
        Object.assign(upload.options, { endpoint: settings.base, uploadUrl: null })
      }
      view.tools(state === 'over' ? [] : ['resume'])
    },
    onSuccess: () => {
      state = 'over'
      view.share(1)
      view.say(words.done!)
      settings.say(`${path}: ${words.done}`)
      view.tools([])
      settle('done')
    },
  })

  function end(text: string): void {
    state = 'paused'
    view.say(text)
    settings.say(`${path}: ${text}`)
    settle('stopped')
  }

  const line: Line = {
    item: view.item,
    path,
    isOver: () => state === 'over',
    run() {
      if (state === 'over') return Promise.resolve('stopped')
      state = 'going'
      view.say(words.going!)
      view.tools(['pause', 'drop_it'])
      return new Promise((done) => {
        settle = done
        upload.start()
      })
    },
  }
  view.on('pause', () => {
    void upload.abort()
    end(words.paused!)
    view.tools(['resume', 'drop_it'])
  })
  view.on('resume', () => {
    state = 'waiting'
    view.say(words.waiting!)
    again(line)
  })
  view.on('drop_it', () => {
    const begun = upload.url ?? upload.options.uploadUrl
    void upload.abort()
    if (begun) void Upload.terminate(begun).catch(() => undefined)
    state = 'over'
    settle('stopped')
    view.item.remove()
  })
  view.say(words.waiting!)
  view.tools(['drop_it'])
  return line
}

type Tool = 'pause' | 'resume' | 'drop_it'

/** The line as it is seen: name, bar, words, buttons. */
function draw(path: string, words: Words) {
  const item = document.createElement('li')
  item.className = 'panel'
  item.dataset.path = path
  const name = document.createElement('p')
  name.className = 'break-words font-semibold'
  name.textContent = path
  const bar = document.createElement('progress')
  bar.className = 'job-bar'
  bar.max = 100
  bar.value = 0
  bar.setAttribute('aria-label', path)
  const said = document.createElement('p')
  said.className = 'mt-1 text-sm text-muted'
  const row = document.createElement('p')
  row.className = 'mt-2 flex flex-wrap gap-2'
  item.append(name, bar, said, row)
  const acts = new Map<Tool, () => void>()
  let percent = ''
  let text = ''
  const write = () => (said.textContent = [percent, text].filter(Boolean).join(' · '))
  return {
    item,
    share(part: number) {
      bar.value = Math.floor(part * 100)
      percent = `${Math.floor(part * 100)} %`
      write()
    },
    say(next: string) {
      text = next
      write()
    },
    on: (tool: Tool, act: () => void) => acts.set(tool, act),
    tools(shown: readonly Tool[]) {
      row.replaceChildren(
        ...shown.map((tool) => {
          const button = document.createElement('button')
          button.type = 'button'
          button.className = `btn btn-sm ${tool === 'drop_it' ? 'btn-ghost' : 'btn-secondary'}`
          button.textContent = words[tool]!
          button.setAttribute('aria-label', `${words[tool]} ${path}`)
          button.addEventListener('click', () => acts.get(tool)?.())
          return button
        }),
      )
    },
  }
}
