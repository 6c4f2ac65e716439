async function read(address: string): Promise<Document> {
  const answer = await fetch(address, { credentials: 'same-origin' })
  if (!answer.ok) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** Brings files that were added onto the page of the draft; what is typed there stays as it is. */
export async function showAdded(): Promise<void> {
  const fresh = await read(location.href)
  const list = document.querySelector('[data-files]')
  const shown = new Set(
    [...document.querySelectorAll<HTMLElement>('[data-file]')].map((one) => one.dataset.file),
  )
  for (const item of fresh.querySelectorAll<HTMLElement>('[data-files] > [data-file]')) {
    if (shown.has(item.dataset.file)) continue
    renumber(item, nextNumber())
    list?.append(document.importNode(item, true))
  }
  const checks = document.querySelector('[data-checks]')
  const newer = fresh.querySelector('[data-checks]')
  if (checks && newer) checks.replaceWith(document.importNode(newer, true))
}

/** Behind the lines that are there: a line taken away in another window leaves its number free, which is not taken again. */
function nextNumber(): number {
  const numbers = [...document.querySelectorAll<HTMLInputElement>('[data-files] input[name$=".id"]')].map(
    (one) => Number(one.name.split('.')[1]),
  )
  return Math.max(-1, ...numbers) + 1
}

/** The fields of a line carry its number. */
function renumber(item: HTMLElement, at: number): void {
  for (const one of item.querySelectorAll('*'))
    for (const name of ['name', 'id', 'for', 'aria-describedby']) {
      const value = one.getAttribute(name)
      if (value) one.setAttribute(name, value.replaceAll(/(\bfile[.-])\d+/g, `$1${at}`))
    }
}

/** Makes a draft for files that come next, and shows its page in this one's place: what is being sent goes on. */
export async function makeDraft(form: HTMLFormElement, names: readonly string[]): Promise<void> {
  const data = new FormData(form)
  data.delete('files[]')
  for (const name of names) data.append('names[]', name)
  const answer = await fetch(form.action || location.href, {
    method: 'POST',
    body: data,
    headers: { accept: 'application/json' },
  })
  const said = (await answer.json()) as {
    result?: { code?: string }
    message?: string
    fields?: Record<string, string>
  }
  if (!said.result?.code)
    throw new Error(Object.values(said.fields ?? {})[0] ?? said.message ?? String(answer.status))
  const address = `/hoc-lieu/${said.result.code}/soan`
  const fresh = await read(address)
  history.pushState(null, '', address)
  document.title = fresh.title
  document.querySelector('main')!.replaceWith(document.importNode(fresh.querySelector('main')!, true))
  window.addEventListener('popstate', () => location.reload(), { once: true })
}
