import type { Children } from '../children.ts'
import { HiddenInputs, type HiddenValues } from '../forms/form.tsx'
import { Icon } from '../icons/icon.tsx'
import { SearchInput, type SearchBoxProps } from '../forms/search-box.tsx'

export interface FilterChip {
  label: string
  /** The same list without this filter. */
  removeHref: string
  /** Said for the cross, such as "Bỏ lọc Trường cao đẳng". */
  removeLabel: string
}

export interface FiltersProps {
  action?: string | undefined
  search?: Omit<SearchBoxProps, 'action' | 'hidden' | 'large'> | undefined
  /** Words before the chips, such as "Đang xem:". */
  lead?: string | undefined
  chips?: readonly FilterChip[] | undefined
  clearHref?: string | undefined
  clearLabel?: string | undefined
  /** Fields of the further filters, with their own submit button. */
  more?: Children
  moreLabel?: string | undefined
  moreOpen?: boolean | undefined
  /** Filters and order that a new search keeps. */
  hidden?: HiddenValues | undefined
}

/** One search, and the filters in force as a sentence whose parts can be taken away. */
export function Filters(props: FiltersProps) {
  return (
    <div class="mb-4 grid gap-3 print:hidden">
      <form
        class="grid gap-3"
        role="search"
        aria-label={props.search?.label ?? props.moreLabel}
        action={props.action}
        method="get"
      >
        <HiddenInputs values={props.hidden} />
        {props.search && (
          <div class="search-box">
            <SearchInput {...props.search} />
          </div>
        )}
        {props.more && (
          <details class="more-filters" open={props.moreOpen}>
            <summary class="opener">
              <Icon name="chevronRight" small />
              {props.moreLabel}
            </summary>
            <div class="more-filters-body">{props.more}</div>
          </details>
        )}
      </form>
      {props.chips && props.chips.length > 0 && <Chips {...props} chips={props.chips} />}
    </div>
  )
}

function Chips(props: FiltersProps & { chips: readonly FilterChip[] }) {
  return (
    <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
      {props.lead && <span class="text-muted">{props.lead}</span>}
      <ul class="chips">
        {props.chips.map((chip) => (
          <li key={chip.removeHref}>
            <span class="chip">
              {chip.label}
              <a href={chip.removeHref} aria-label={chip.removeLabel}>
                <Icon name="close" small />
              </a>
            </span>
          </li>
        ))}
      </ul>
      {props.clearHref && props.clearLabel && <a href={props.clearHref}>{props.clearLabel}</a>}
    </div>
  )
}
