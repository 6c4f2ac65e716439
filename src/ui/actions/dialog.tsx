import type { Children } from '../children.ts'
import { Button, LinkButton } from './button.tsx'
import { Form, type HiddenValues } from '../forms/form.tsx'
import { Icon } from '../icons/icon.tsx'

export interface ConfirmPanelProps {
  /** The question, naming what it is about. */
  title: string
  /** What will be lost or changed, one line each. */
  consequences: readonly Children[]
  action?: string | undefined
  hidden?: HiddenValues | undefined
  /** A verb. */
  confirmLabel: string
  cancelHref: string
  cancelLabel: string
  danger?: boolean | undefined
  /** Fields the act needs, such as a reason. */
  children?: Children
}

/** Asks once before an act that cannot be undone; a page of its own, so it works without script and with Back. */
export function ConfirmPanel(props: ConfirmPanelProps) {
  return (
    <section class={props.danger ? 'confirm confirm-danger' : 'confirm'}>
      <h2 class="flex gap-2 text-lg font-semibold">
        <Icon name={props.danger ? 'alert' : 'question'} />
        {props.title}
      </h2>
      <ul class="bullets mt-3 mb-4">
        {props.consequences.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
      <Form action={props.action} hidden={props.hidden}>
        {props.children}
        <div class="flex flex-wrap gap-3">
          <Button kind={props.danger ? 'danger' : 'primary'}>{props.confirmLabel}</Button>
          <LinkButton kind="ghost" href={props.cancelHref}>
            {props.cancelLabel}
          </LinkButton>
        </div>
      </Form>
    </section>
  )
}
