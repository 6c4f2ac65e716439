import type { Children } from '../children.ts'

/** One figure and what it counts; with an address the whole box leads to the list behind it. */
export function Stat(props: {
  /** Already formatted: "1.234", "43 %", "chưa đo được". */
  figure: string
  label: string
  href?: string | undefined
  note?: Children
}) {
  const inside = (
    <>
      <span class="stat-figure-text">{props.figure}</span>
      <span class="stat-label">{props.label}</span>
      {props.note && <span class="stat-note">{props.note}</span>}
    </>
  )
  return props.href ? (
    <a class="stat-box" href={props.href}>
      {inside}
    </a>
  ) : (
    <p class="stat-box">{inside}</p>
  )
}

/** Up to four figures side by side. */
export function Stats(props: { children: Children }) {
  return <div class="stats-row">{props.children}</div>
}
