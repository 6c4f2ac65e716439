export type StatusKind = 'waiting' | 'saved' | 'error'

/** Says in the line over a sheet where everything stands; it is read out when the words change. */
export function say(line: HTMLElement, text: string, kind: StatusKind | undefined): void {
  line.hidden = text === ''
  if (line.textContent !== text) line.textContent = text
  if (kind) line.dataset.kind = kind
  else delete line.dataset.kind
}

/** Words and a link behind what the line says; a place is offered once. */
export function addLink(line: HTMLElement, text: string, label: string, href: string): void {
  if ([...line.querySelectorAll('a')].some((one) => one.getAttribute('href') === href)) return
  const link = document.createElement('a')
  link.href = href
  link.textContent = label
  line.append(` ${text} `, link)
}

/** Where one signs in and comes back to this page. */
export const signInAddress = (): string => `/dang-nhap?${new URLSearchParams({ tiep: location.pathname })}`
