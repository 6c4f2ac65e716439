export interface AgendaLine {
  /** `07:00–09:30`. */
  time: string
  title: string
  about: string
  href: string
}

/** What the reader has in the course of a day, in order of time. */
export function Agenda(props: { label: string; items: readonly AgendaLine[] }) {
  return (
    <ol class="duties" aria-label={props.label}>
      {props.items.map((item) => (
        <li key={`${item.time} ${item.href}`} class="duty duty-later">
          <p class="w-28 shrink-0 font-semibold tabular-nums">{item.time}</p>
          <div class="min-w-0 flex-1 basis-64">
            <a class="link" href={item.href}>
              {item.title}
            </a>
            <p class="text-muted">{item.about}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
