import type { Points } from './points.ts'

/** Joins the list to the map: what is pointed at or has focus lights up, and a button shows it there. */
export function followList(points: Points, panel: HTMLElement): void {
  const codeOf = (event: Event) =>
    (event.target as Element).closest<HTMLElement>('[data-code]')?.dataset['code']
  const list = document.querySelector('.place-list')
  if (!list) return
  for (const kind of ['mouseover', 'focusin'])
    list.addEventListener(kind, (event) => points.highlight(codeOf(event)))
  for (const kind of ['mouseleave', 'focusout'])
    list.addEventListener(kind, () => points.highlight(undefined))
  for (const button of list.querySelectorAll<HTMLButtonElement>('[data-show]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      panel.scrollIntoView({ block: 'nearest' })
      points.open(button.dataset['show'] ?? '')
    })
  }
}
