import type { Entry } from './journal.ts'

const cycle = ['present', 'absent', 'late', 'excused'] as const
const parts = ['minutes', 'hours', 'note'] as const

/** The lines on the page: each choice becomes one large button that goes round its four states. */
export function createLines(here: HTMLElement, words: Record<string, string>) {
  const rows = [...here.querySelectorAll<HTMLElement>('[data-line]')].map((line) => toRow(line, words))
  const topicField = here.querySelector<HTMLInputElement>('input[name=topic]')
  const count = here.querySelector<HTMLElement>('[data-count]')
  let tell = (): void => undefined
  const changed = () => {
    tally()
    tell()
  }
  const tally = () => {
    const of = (kind: string) => rows.filter((row) => row.select.value === kind).length
    if (!count) return
    count.textContent = (words.tally ?? '')
      .replace('%there', String(of('present') + of('late')))
      .replace('%absent', String(of('absent')))
      .replace('%late', String(of('late')))
      .replace('%excused', String(of('excused')))
  }
  for (const row of rows) {
    row.button.addEventListener('click', () => {
      row.set(cycle[(cycle.indexOf(row.select.value as 'present') + 1) % cycle.length]!)
      changed()
    })
    for (const input of row.inputs.values()) input.addEventListener('input', changed)
  }
  topicField?.addEventListener('input', changed)
  tally()
  return {
    onChange(listener: () => void) {
      tell = listener
    },
    topic: () => topicField?.value ?? '',
    /** Everybody who is not simply there. */
    read(): Record<string, Entry> {
      return Object.fromEntries(
        rows.flatMap((row) => {
          const entry = row.read()
          return entry.kind === 'present' && !entry.note ? [] : [[row.id, entry]]
        }),
      )
    },
    /** Says at each field why it was refused, and nothing at the others. Answers the words that have no field here. */
    mark(fields: Record<string, string>): string[] {
      const rest = new Map(Object.entries(fields))
      for (const row of rows)
        for (const [part, input] of row.inputs) {
          const name = `lines.${row.id}.${part}`
          row.mark(input, rest.get(name))
          rest.delete(name)
        }
      return [...new Set(rest.values())]
    },
    restore(lines: Record<string, Entry>, topic: string) {
      for (const row of rows) row.restore(lines[row.id])
      if (topicField) topicField.value = topic
      tally()
    },
  }
}

function toRow(line: HTMLElement, words: Record<string, string>) {
  const select = line.querySelector<HTMLSelectElement>('[data-kind]')!
  const details = line.querySelector<HTMLDetailsElement>('[data-details]')
  const inputs = new Map(
    parts.flatMap((part) => {
      const input = line.querySelector<HTMLInputElement>(`input[name$=".${part}"]`)
      return input ? [[part, input] as const] : []
    }),
  )
  const button = makeButton(line, select)
  const kind = button.querySelector<HTMLElement>('.register-kind')!
  const set = (value: string) => {
    select.value = value
    button.dataset.kind = value
    kind.textContent = words[value] ?? value
    if (details) details.hidden = value === 'present'
  }
  set(select.value)
  return {
    id: line.dataset.line!,
    select,
    button,
    inputs,
    set,
    mark(input: HTMLInputElement, text: string | undefined) {
      input.parentElement?.querySelector('.field-error')?.remove()
      if (!text) return input.removeAttribute('aria-invalid')
      input.setAttribute('aria-invalid', 'true')
      const error = document.createElement('span')
      error.className = 'field-error'
      error.textContent = text
      input.after(error)
      if (details) details.open = true
    },
    read: (): Entry => ({
      kind: select.value,
      ...Object.fromEntries([...inputs].flatMap(([part, { value }]) => (value ? [[part, value]] : []))),
    }),
    restore(entry: Entry | undefined) {
      set(entry?.kind ?? 'present')
      for (const [part, input] of inputs) input.value = entry?.[part] ?? ''
      if (details && entry && (entry.minutes || entry.hours || entry.note)) details.open = true
    },
  }
}

/** The name and its state as one target; the choice itself stays in the form, out of sight. */
function makeButton(line: HTMLElement, select: HTMLSelectElement): HTMLButtonElement {
  const name = line.querySelector<HTMLElement>('[data-name]')!
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'register-toggle'
  button.disabled = select.disabled
  const kind = document.createElement('span')
  kind.className = 'register-kind'
  select.hidden = true
  name.replaceWith(button)
  button.append(name, kind)
  return button
}
