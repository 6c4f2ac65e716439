import type { Children } from '../children.ts'
import { LinkButton } from '../actions/button.tsx'
import { Icon } from '../icons/icon.tsx'

export interface DutyItem {
  /** What to do, as a short sentence. */
  what: string
  /** For whom or about what. */
  forWhom?: Children
  /** Until when, as people read it: "hạn 30/11/2026, còn 8 ngày". */
  due?: string | undefined
  urgency?: 'late' | 'soon' | 'later' | undefined
  href: string
  /** A verb: "Xác nhận". */
  action: string
}

/** Acts that wait for the reader, most urgent first, one button each. */
export function DutyList(props: { label: string; items: readonly DutyItem[]; empty: Children }) {
  if (props.items.length === 0) return <>{props.empty}</>
  return (
    <ul class="duties" aria-label={props.label}>
      {props.items.map((item) => (
        <li key={`${item.href} ${item.what}`} class={`duty duty-${item.urgency ?? 'later'}`}>
          <div class="min-w-0 flex-1 basis-64">
            <p class="font-semibold">{item.what}</p>
            {item.forWhom && <p class="text-muted">{item.forWhom}</p>}
            {item.due && (
              <p class="duty-due">
                <Icon name={item.urgency === 'late' ? 'alert' : 'clock'} small />
                {item.due}
              </p>
            )}
          </div>
          <LinkButton
            href={item.href}
            kind={item.urgency === 'late' ? 'primary' : 'secondary'}
            label={`${item.action}: ${item.what}`}
          >
            {item.action}
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}
