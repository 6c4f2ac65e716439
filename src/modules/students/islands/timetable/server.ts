import type { Slot } from './board.ts'

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

/** A block that begins elsewhere keeps its length. */
export function spanAt(fact: Pick<Fact, 'from' | 'to'>, from: string): { from: string; to: string } {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const end = Math.min(minutes(from) + minutes(fact.to) - minutes(fact.from), 23 * 60 + 59)
  const to = `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
  return { from, to }
}

/** What would be in the way there; undefined when the server did not answer. */
export async function askServer(fact: Fact, slot: Slot): Promise<Answer | undefined> {
  const { from, to } = spanAt(fact, slot.from)
  const query = new URLSearchParams({ buoi: fact.id, ngay: slot.day, tu: from, den: to })
  try {
    const answer = await fetch(`/thoi-khoa-bieu/kiem-tra?${query}`)
    return answer.ok ? ((await answer.json()) as Answer) : undefined
  } catch {
    return undefined
  }
}

/** Sends the page's own form; undefined when it was written, else why not. */
export async function sendMove(form: HTMLFormElement, fact: Fact, slot: Slot): Promise<string | undefined> {
  const { from, to } = spanAt(fact, slot.from)
  const data = new FormData(form)
  const fields = {
    id: fact.id,
    version: String(fact.version),
    on_date: slot.day,
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
