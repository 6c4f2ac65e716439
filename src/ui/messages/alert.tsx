import type { Children } from '../children.ts'
import { Icon, type IconName } from '../icons/icon.tsx'

export type AlertKind = 'info' | 'success' | 'warning' | 'error'

const icons: Record<AlertKind, IconName> = {
  info: 'info',
  success: 'success',
  warning: 'alert',
  error: 'error',
}

export interface AlertProps {
  kind: AlertKind
  /** The word that says what kind it is or what happened; meaning never rests on colour. */
  title: string
  children?: Children
  actions?: Children
  id?: string | undefined
}

/** A message in the page: errors interrupt a screen reader, successes wait their turn. */
export function Alert(props: AlertProps) {
  const role = props.kind === 'error' ? 'alert' : props.kind === 'success' ? 'status' : undefined
  return (
    <div class={`note note-${props.kind} mb-6`} role={role} id={props.id}>
      <Icon name={icons[props.kind]} />
      <div class="min-w-0 flex-1">
        <p class="note-title">{props.title}</p>
        {props.children && <div class="note-text">{props.children}</div>}
        {props.actions && <div class="mt-3 flex flex-wrap gap-2">{props.actions}</div>}
      </div>
    </div>
  )
}

/** A line across the whole page, such as "example data". */
export function Banner(props: { kind: AlertKind; children: Children }) {
  return (
    <div class={`banner note-${props.kind}`}>
      <Icon name={icons[props.kind]} small />
      <p>{props.children}</p>
    </div>
  )
}
