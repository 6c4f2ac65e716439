import type { Children } from '../children.ts'
import { Icon, type IconName } from '../icons/icon.tsx'

export interface TimelineEntry {
  /** When, as people read it. */
  when: string
  /** The same for machines (ISO 8601). */
  datetime?: string | undefined
  title: Children
  by?: string | undefined
  text?: Children
  icon?: IconName | undefined
}

/** What happened, newest first. */
export function Timeline(props: { label: string; items: readonly TimelineEntry[]; empty?: Children }) {
  if (props.items.length === 0) return <>{props.empty}</>
  return (
    <ol class="timeline-list" aria-label={props.label}>
      {props.items.map((item, index) => (
        <li key={`${item.when}-${index}`}>
          <span class="timeline-mark">
            <Icon name={item.icon ?? 'dot'} small />
          </span>
          <div class="min-w-0">
            <p class="font-semibold">{item.title}</p>
            <p class="text-sm text-muted">
              {item.datetime ? <time datetime={item.datetime}>{item.when}</time> : item.when}
              {item.by && <> · {item.by}</>}
            </p>
            {item.text && <div class="mt-1">{item.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
