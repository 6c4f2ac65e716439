import type { Children } from '../children.ts'
import { Icon, type IconName } from '../icons/icon.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger'

interface Look {
  kind?: ButtonKind | undefined
  icon?: IconName | undefined
  /** 32 px high, for rows and cards; the usual height is 40 px, 44 on touch. */
  small?: boolean | undefined
  /** As wide as its column. */
  wide?: boolean | undefined
  children: Children
}

export interface ButtonProps extends Look {
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | undefined
  disabled?: boolean | undefined
  /** Id of a form elsewhere on the page. */
  form?: string | undefined
  formaction?: string | undefined
  id?: string | undefined
  /** Said instead of the words shown, when these need their surroundings to be understood. */
  label?: string | undefined
}

export interface LinkButtonProps extends Look {
  href: string
  download?: boolean | undefined
  /** Opens in a window of its own, which its words say. */
  newWindow?: boolean | undefined
  label?: string | undefined
}

const kinds: Record<ButtonKind, string> = {
  primary: 'btn-primary',
  secondary: 'btn-secondary',
  ghost: 'btn-ghost',
  danger: 'btn-error',
}

function look(props: Look): string {
  return ['btn', kinds[props.kind ?? 'primary'], props.small && 'btn-sm', props.wide && 'btn-block']
    .filter(Boolean)
    .join(' ')
}

/** A button that sends its form; words are verbs. */
export function Button(props: ButtonProps) {
  return (
    <button
      class={look(props)}
      type={props.type ?? 'submit'}
      id={props.id}
      name={props.name}
      value={props.value}
      form={props.form}
      formaction={props.formaction}
      disabled={props.disabled}
      aria-label={props.label}
    >
      {props.icon && <Icon name={props.icon} small={props.small} />}
      {props.children}
    </button>
  )
}

/** A link that looks like a button, for going somewhere (never for changing something). */
export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class={look(props)}
      href={props.href}
      download={props.download}
      target={props.newWindow ? '_blank' : undefined}
      rel={props.newWindow ? 'noopener' : undefined}
      aria-label={props.label}
    >
      {props.icon && <Icon name={props.icon} small={props.small} />}
      {props.children}
    </a>
  )
}
