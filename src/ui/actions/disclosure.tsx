import type { Children } from '../children.ts'
import { Icon } from '../icons/icon.tsx'

/** A question whose answer opens under it, such as "Vì sao tôi thấy hồ sơ này?". */
export function Disclosure(props: { label: string; open?: boolean | undefined; children: Children }) {
  return (
    <details class="disclosure" open={props.open}>
      <summary class="opener">
        <Icon name="chevronRight" small />
        {props.label}
      </summary>
      <div class="disclosure-body">{props.children}</div>
    </details>
  )
}
