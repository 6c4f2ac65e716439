import { verifyCredential, type CredentialVerdict } from '../../credentials/verify.ts'
import { kindOf, linesOf, missingAddresses, sourcesOf, type Json } from './documents.ts'
import { offlineResult, offlineWord } from './verdict.ts'

/** The script of the page that checks credentials out of files. The page brings the words; nothing is sent anywhere. */
type Words = Record<string, string>

const words = JSON.parse(document.getElementById('words')!.textContent ?? '{}') as Words
const say = (key: string, params: Record<string, string> = {}): string =>
  Object.entries(params).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key] ?? key)

const input = document.querySelector<HTMLInputElement>('input[type=file]')!
const list = document.getElementById('files')!
const answer = document.getElementById('answer')!
const fetcher = document.querySelector<HTMLButtonElement>('#fetch')!

// A copy on a disk has nothing left to save.
document.getElementById('save')!.hidden = !location.protocol.startsWith('http')

/** Everything given so far, by name. */
const given = new Map<string, Json | undefined>()

input.addEventListener('change', () => void take([...(input.files ?? [])]))
document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', (event) => {
  event.preventDefault()
  void take([...(event.dataTransfer?.files ?? [])])
})
fetcher.addEventListener('click', () => void fetchMissing())

async function take(files: readonly File[]): Promise<void> {
  for (const file of files) given.set(file.name, await read(file))
  await show()
}

async function read(file: Blob): Promise<Json | undefined> {
  if (file.size > 5 * 1024 * 1024) return undefined
  try {
    const json: unknown = JSON.parse(await file.text())
    return kindOf(json) ? (json as Json) : undefined
  } catch {
    return undefined
  }
}

const documents = (): Json[] => [...given.values()].filter((one) => one !== undefined)

async function show(): Promise<void> {
  list.replaceChildren(
    ...[...given].map(([name, document]) =>
      element('li', `${name}: ${say(`kind.${kindOf(document) ?? 'none'}`)}`),
    ),
  )
  const credentials = documents().filter((one) => kindOf(one) === 'credential')
  const parts: HTMLElement[] = []
  for (const credential of credentials) parts.push(await check(credential))
  answer.replaceChildren(...parts)
  const missing = credentials.flatMap((one) => missingAddresses(one, documents()))
  fetcher.hidden = missing.length === 0
}

async function check(credential: Json): Promise<HTMLElement> {
  const box = document.createElement('section')
  try {
    const verdict = await verifyCredential(credential, sourcesOf(documents(), new Date()))
    const result = offlineResult(verdict)
    const word = offlineWord(verdict)
    box.className = `result result-${result}`
    box.append(element('h2', `${say(`mark.${result}`)} ${say(`result.${word}`)}`), ...reasons(verdict, word))
    if (verdict.result === 'genuine') box.append(lines(credential))
  } catch {
    box.className = 'result result-unknown'
    box.append(element('h2', say('no_crypto')))
  }
  return box
}

function reasons(verdict: CredentialVerdict, word: string): HTMLElement[] {
  const untold = verdict.result === 'genuine' && word === 'unknown'
  const parts = [element('p', say(untold ? 'untold' : `next.${word}`))]
  if (verdict.failed) {
    const detail = verdict.detail ? ` (${verdict.detail})` : ''
    parts.push(element('p', `${say('failed')} ${verdict.failed}${detail}`))
  }
  if (verdict.result === 'genuine') parts.push(element('p', `${say('signer')} ${verdict.issuer ?? ''}`))
  return parts
}

function lines(credential: Json): HTMLElement {
  const table = document.createElement('dl')
  for (const { name, value } of linesOf(credential))
    table.append(element('dt', say(`line.${name}`)), element('dd', value))
  return table
}

/** Only when asked: fetches keys and lists from where the credential says they are published. */
async function fetchMissing(): Promise<void> {
  fetcher.disabled = true
  const credentials = documents().filter((one) => kindOf(one) === 'credential')
  for (const address of new Set(credentials.flatMap((one) => missingAddresses(one, documents())))) {
    try {
      const got = await fetch(address, { credentials: 'omit', cache: 'no-cache' })
      given.set(address, got.ok ? await read(await got.blob()) : undefined)
    } catch {
      given.set(address, undefined)
    }
  }
  fetcher.disabled = false
  await show()
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
