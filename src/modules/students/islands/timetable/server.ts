/** What a card says of its block. */
export type Fact = {
  id: string
  version: number
  day: string
  from: string
  to: string
  room: string
  teacher: string
  topic: string
}

export type Answer = { clashes: string[]; warnings: string[] }

export type Span = { day: string; from: string; to: string }

/** A block that begins elsewhere keeps its length; undefined where it would go on into the next day. */
export function spanAt(
  fact: Pick<Fact, 'from' | 'to'>,
  { day, from }: { day: string; from: string },
): Span | undefined {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const end = minutes(from) + minutes(fact.to) - minutes(fact.from)
  if (end >= 24 * 60) return undefined
  const to = `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
  return { day, from, to }
}

/** What would be in the way there; undefined when the server did not answer. */
export async function askServer(fact: Fact, { day, from, to }: Span): Promise<Answer | undefined> {
  const query = new URLSearchParams({ buoi: fact.id, ngay: day, tu: from, den: to })
  try {
    const answer = await fetch(`/thoi-khoa-bieu/kiem-tra?${query}`)
    return answer.ok ? ((await answer.json()) as Answer) : undefined
  } catch {
    return undefined
  }
}

/** Sends the page's own form; undefined when it was written, else why not. */
export async function sendMove(
  form: HTMLFormElement,
  fact: Fact,
  { day, from, to }: Span,
): Promise<string | undefined> {
  const data = new FormData(form)
  const fields = {
    id: fact.id,
    version: String(fact.version),
    on_date: day,
    span: `${from}-${to}`,
    room_id: fact.room,
    teacher_person_id: fact.teacher,
    topic: fact.topic,
    // The warnings stood on the screen when the block was let go.
    accept_warnings: 'true',
  }
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  try {
    const answer = await fetch(location.pathname, {
      method: 'POST',
      body: data,
      headers: { accept: 'application/json' },
    })
    if (answer.ok) return undefined
    const body = (await answer.json()) as { message?: string; fields?: Record<string, string> }
    return [body.message, ...Object.values(body.fields ?? {})].filter(Boolean).join(' ')
  } catch {
    return ''
  }
}
