/** What became of a form that an island sent. `away`: nobody answered, or not now: to be sent again. */
export type Answer =
  | { kind: 'done'; result: Record<string, unknown> }
  | { kind: 'away' }
  | { kind: 'signed_out' }
  | { kind: 'conflict'; error: string; message: string }
  | { kind: 'refused'; message: string; fields: Record<string, string> }

/** In the browser: sends a form of this page as its button would and asks for JSON. */
export async function sendForm(body: FormData): Promise<Answer> {
  // Each sending is one of its own, however often the form that is shown was sent.
  if (body.has('_once')) body.set('_once', newToken())
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
  if (response.status === 401) return { kind: 'signed_out' }
  if (response.status >= 500 || response.status === 429) return { kind: 'away' }
  const answer = (await response.json().catch(() => ({}))) as {
    result?: Record<string, unknown>
    error?: string
    message?: string
    fields?: Record<string, string>
  }
  if (response.status === 409)
    return { kind: 'conflict', error: answer.error ?? '', message: answer.message ?? '' }
  if (response.ok) return { kind: 'done', result: answer.result ?? {} }
  return { kind: 'refused', message: answer.message ?? '', fields: answer.fields ?? {} }
}

/** Random, also where the page came without encryption and the browser makes no UUID. */
export function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
