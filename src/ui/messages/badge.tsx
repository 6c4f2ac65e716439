import type { Children } from '../children.ts'
import { Icon, type IconName } from '../icons/icon.tsx'

export type BadgeKind = 'neutral' | 'primary' | 'info' | 'success' | 'warning' | 'error'

const icons: Record<BadgeKind, IconName> = {
  neutral: 'circle',
  primary: 'dot',
  info: 'info',
  success: 'success',
  warning: 'alert',
  error: 'error',
}

/** A state: an icon and a word, never colour alone. */
export function Badge(props: {
  kind?: BadgeKind | undefined
  icon?: IconName | undefined
  children: Children
}) {
  const kind = props.kind ?? 'neutral'
  return (
    <span class={`tag tag-${kind}`}>
      <Icon name={props.icon ?? icons[kind]} small />
      {props.children}
    </span>
  )
}
