import type { Children } from '../children.ts'
import { Icon } from '../icons/icon.tsx'

/** Steps through a long list; a side without address is not shown. */
export function Pager(props: {
  /** Name for screen readers, such as "Phân trang". */
  label: string
  previous?: string | undefined
  next?: string | undefined
  previousLabel: string
  nextLabel: string
  /** Where one is, such as "50 trên 1.234". */
  summary?: Children
}) {
  if (!props.previous && !props.next && !props.summary) return null
  return (
    <nav class="mt-4 flex flex-wrap items-center gap-3 print:hidden" aria-label={props.label}>
      {props.previous && (
        <a class="btn btn-secondary" href={props.previous} rel="prev">
          <Icon name="chevronLeft" />
          {props.previousLabel}
        </a>
      )}
      {props.next && (
        <a class="btn btn-secondary" href={props.next} rel="next">
          {props.nextLabel}
          <Icon name="chevronRight" />
        </a>
      )}
      {props.summary && <p class="text-sm text-muted">{props.summary}</p>}
    </nav>
  )
}
