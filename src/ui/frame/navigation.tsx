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

/** All that one may do in groups beside the page, or a few doors side by side. */
export type NavKind = 'rail' | 'bar'

const listId = 'nav'

/**
 * The navigation: a rail of groups beside the page, or a few doors side by side under the header. On narrow screens the same
 * list is a popover that `NavButton` opens: no script, closed by its button, by Escape and by a touch beside it.
 */
export function Navigation(props: {
  kind: NavKind
  groups: readonly NavGroup[]
  words: NavWords
  /** Another than the page's own, where a page shows two. */
  id?: string | undefined
}) {
  const id = props.id ?? listId
  return (
    <nav
      class={`nav-list nav-${props.kind} print:hidden`}
      id={id}
      popover="auto"
      aria-label={props.words.label}
    >
      <div class="nav-head">
        <span>{props.words.label}</span>
        <button class="btn btn-ghost" type="button" popovertarget={id} popovertargetaction="hide">
          <Icon name="close" />
          {props.words.close}
        </button>
      </div>
      {props.groups.map((group, at) => (
        <div key={group.label ?? at} class="nav-group">
          {group.label && (
            <p class="nav-group-name" id={`${id}-${at}`}>
              {group.label}
            </p>
          )}
          <ul aria-labelledby={group.label && `${id}-${at}`}>
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

/** Opens the list where it is not in sight. */
export function NavButton(props: { words: NavWords }) {
  return (
    <div class="nav-opener">
      <button class="btn btn-secondary" type="button" popovertarget={listId}>
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
