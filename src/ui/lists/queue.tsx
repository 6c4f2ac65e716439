import type { Children } from '../children.ts'

export interface QueueItem {
  href: string
  title: string
  note?: Children
  state?: Children
  current?: boolean | undefined
}

/** Work through many: the list on the left, the item in hand on the right; on a phone the item comes first. */
export function Queue(props: {
  label: string
  items: readonly QueueItem[]
  /** Above the list, such as "12 hồ sơ đang chờ". */
  summary?: Children
  /** The item in hand, or what to show when none is. */
  children: Children
  itemLabel: string
}) {
  return (
    <div class="queue">
      <nav class="queue-list" aria-label={props.label}>
        {props.summary && <p class="queue-summary">{props.summary}</p>}
        <ol>
          {props.items.map((item) => (
            <li key={item.href}>
              <a href={item.href} aria-current={item.current ? 'true' : undefined}>
                <span class="queue-title">{item.title}</span>
                {item.note && <span class="text-sm text-muted">{item.note}</span>}
                {item.state}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <section class="queue-item" aria-label={props.itemLabel}>
        {props.children}
      </section>
    </div>
  )
}
