/** What became of a form sent by the island. */
export type Answer =
  | { kind: 'done'; result: Record<string, unknown> }
  | { kind: 'away' }
  | { kind: 'signed_out' }
  | { kind: 'conflict' }
  | { kind: 'refused'; message: string; fields: Record<string, string> }

/** Sends a form of this page as a browser would and asks for JSON. */
export async function sendForm(form: string, values: Record<string, string>): Promise<Answer> {
  const body = new FormData()
  body.set('_form', form)
  for (const [name, value] of Object.entries(values)) if (value !== '') body.set(name, value)
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
  if (response.status === 409) return { kind: 'conflict' }
  if (response.status >= 500 || response.status === 429) return { kind: 'away' }
  const answer = (await response.json().catch(() => ({}))) as {
    result?: Record<string, unknown>
    message?: string
    fields?: Record<string, string>
  }
  if (response.ok) return { kind: 'done', result: answer.result ?? {} }
  return { kind: 'refused', message: answer.message ?? '', fields: answer.fields ?? {} }
}
