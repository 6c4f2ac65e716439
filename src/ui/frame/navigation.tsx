import { Icon } from '../icons/icon.tsx'

export interface NavItem {
  href: string
  label: string
  current?: boolean | undefined
}

/** Entries that belong together; the first group of a product usually needs no name. */
export interface NavGroup {
  label?: string | undefined
  items: readonly NavItem[]
}

export interface NavWords {
  /** Name of the navigation, and of the button that opens it on narrow screens. */
  label: string
  close: string
}

const railId = 'nav'

/** A few doors side by side, for the public. */
export function NavBar(props: { groups: readonly NavGroup[]; label: string }) {
  return (
    <nav class="nav-bar print:hidden" aria-label={props.label}>
      <ul>
        {props.groups
          .flatMap((group) => group.items)
          .map((item) => (
            <li key={item.href}>
              <NavLink {...item} />
            </li>
          ))}
      </ul>
    </nav>
  )
}

/**
 * The whole product as a rail of groups beside the page. On narrow screens the same list is a popover that
 * `NavButton` opens: no script, closed by its button, by Escape and by a touch beside it.
 */
export function NavRail(props: { groups: readonly NavGroup[]; words: NavWords }) {
  return (
    <nav class="nav-rail print:hidden" id={railId} popover="auto" aria-label={props.words.label}>
      <div class="nav-head">
        <span>{props.words.label}</span>
        <button class="btn btn-ghost" type="button" popovertarget={railId} popovertargetaction="hide">
          <Icon name="close" />
          {props.words.close}
        </button>
      </div>
      {props.groups.map((group, at) => (
        <div key={group.label ?? at} class="nav-group">
          {group.label && (
            <p class="nav-group-name" id={`${railId}-${at}`}>
              {group.label}
            </p>
          )}
          <ul aria-labelledby={group.label && `${railId}-${at}`}>
            {group.items.map((item) => (
              <li key={item.href}>
                <NavLink {...item} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Opens the rail where it does not stand beside the page. */
export function NavButton(props: { words: NavWords }) {
  return (
    <div class="nav-opener">
      <button class="btn btn-secondary" type="button" popovertarget={railId}>
        <Icon name="menu" />
        {props.words.label}
      </button>
    </div>
  )
}

function NavLink(item: NavItem) {
  return (
    <a href={item.href} aria-current={item.current ? 'page' : undefined}>
      {item.label}
    </a>
  )
}
