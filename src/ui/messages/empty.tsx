import type { Children } from '../children.ts'
import { LinkButton } from '../actions/button.tsx'
import { Icon, type IconName } from '../icons/icon.tsx'

/** Nothing here: what is missing, who can fix it, one thing to do. */
export function Empty(props: {
  title: string
  /** Why, and who can change it. */
  children?: Children
  icon?: IconName | undefined
  action?: { href: string; label: string; icon?: IconName | undefined } | undefined
}) {
  return (
    <div class="empty-state">
      <Icon name={props.icon ?? 'inbox'} />
      <p class="font-semibold">{props.title}</p>
      {props.children && <div class="max-w-prose text-muted">{props.children}</div>}
      {props.action && (
        <div class="mt-3">
          <LinkButton href={props.action.href} kind="secondary" icon={props.action.icon}>
            {props.action.label}
          </LinkButton>
        </div>
      )}
    </div>
  )
}
