/** Passkeys: the browser's own dialog needs script. Without it the button stays hidden and everything else works. */
const base = '/api/auth/passkey'

type Json = Record<string, unknown>

async function ask(path: string, body?: Json): Promise<Json> {
  const answer = await fetch(base + path, {
    method: body ? 'POST' : 'GET',
    credentials: 'same-origin',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as Json
}

function say(words: string | undefined): void {
  const place = document.querySelector('#passkey-message')
  if (place) place.textContent = words ?? ''
}

/** Runs the ceremony once at a time, whatever the hand does meanwhile. */
function onClick(box: HTMLElement, selector: string, work: (box: HTMLElement) => Promise<void>): void {
  const button = box.querySelector<HTMLButtonElement>(selector)
  button?.addEventListener('click', async () => {
    button.disabled = true
    await work(box)
    button.disabled = false
  })
}

const isAble =
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

const signIn = document.querySelector<HTMLElement>('#passkey-sign-in')
if (signIn && isAble) {
  signIn.hidden = false
  onClick(signIn, '#passkey-use', usePasskey)
}

async function usePasskey(box: HTMLElement): Promise<void> {
  say('')
  try {
    const options = await ask('/generate-authenticate-options')
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      options as unknown as PublicKeyCredentialRequestOptionsJSON,
    )
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null
    if (!credential) return
    await ask('/verify-authentication', { response: credential.toJSON() })
    location.assign(box.dataset.next ?? '/')
  } catch {
    say(box.dataset.failed)
  }
}

const adding = document.querySelector<HTMLElement>('#passkey-add')
if (adding && isAble) {
  adding.hidden = false
  onClick(adding, '#passkey-make', makePasskey)
}

async function makePasskey(box: HTMLElement): Promise<void> {
  say('')
  try {
    const options = await ask('/generate-register-options')
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      options as unknown as PublicKeyCredentialCreationOptionsJSON,
    )
    const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null
    if (!credential) return
    const name = box.querySelector<HTMLInputElement>('input[name=passkey_name]')?.value.trim()
    await ask('/verify-registration', { response: credential.toJSON(), ...(name ? { name } : {}) })
    say(box.dataset.done)
    location.hash = 'passkey'
    location.reload()
  } catch {
    say(box.dataset.failed)
  }
}
