import type { Children } from '../children.ts'
import { HiddenInputs, type HiddenValues } from '../forms/form.tsx'
import { Icon, type IconName } from '../icons/icon.tsx'

export interface MenuLink {
  href: string
  label: string
  icon?: IconName | undefined
  current?: boolean | undefined
  download?: boolean | undefined
}

export interface MenuPost {
  /** Where the button sends its form. */
  action: string
  label: string
  icon?: IconName | undefined
  hidden?: HiddenValues | undefined
}

export type MenuItem = MenuLink | MenuPost

/** Acts that are not needed often, behind one button; opens and closes without script. */
export function Menu(props: {
  label: string
  icon?: IconName | undefined
  items: readonly MenuItem[]
  /** Opens towards the left, for a menu at the right edge. */
  end?: boolean | undefined
  plain?: boolean | undefined
  /** Above the items, such as the name of the person signed in. */
  heading?: Children
}) {
  return (
    <details class="dropdown-menu print:hidden">
      <summary class={props.plain ? 'btn btn-ghost' : 'btn btn-secondary'}>
        {props.icon && <Icon name={props.icon} />}
        <span>{props.label}</span>
        <Icon name="chevronDown" small />
      </summary>
      <div class={props.end ? 'menu-panel menu-end' : 'menu-panel'}>
        {props.heading && <div class="menu-heading">{props.heading}</div>}
        <ul>
          {props.items.map((item) => (
            <li key={item.label}>{'href' in item ? <LinkEntry item={item} /> : <PostEntry item={item} />}</li>
          ))}
        </ul>
      </div>
    </details>
  )
}

function LinkEntry({ item }: { item: MenuLink }) {
  return (
    <a
      class="menu-item"
      href={item.href}
      download={item.download}
      aria-current={item.current ? 'page' : undefined}
    >
      {item.icon && <Icon name={item.icon} small />}
      {item.label}
    </a>
  )
}

function PostEntry({ item }: { item: MenuPost }) {
  return (
    <form action={item.action} method="post">
      <HiddenInputs values={item.hidden} />
      <button class="menu-item" type="submit">
        {item.icon && <Icon name={item.icon} small />}
        {item.label}
      </button>
    </form>
  )
}
