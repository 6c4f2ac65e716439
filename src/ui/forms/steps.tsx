import { Icon } from '../icons/icon.tsx'

export interface Step {
  label: string
  state: 'done' | 'current' | 'todo'
  /** The state in words, for screen readers. */
  stateText: string
  href?: string | undefined
}

/** Where one is in a task of several pages. */
export function Steps(props: { label: string; items: readonly Step[] }) {
  return (
    <nav aria-label={props.label} class="print:hidden">
      <ol class="step-list">
        {props.items.map((item, index) => (
          <li
            key={item.label}
            class={`step-${item.state}`}
            aria-current={item.state === 'current' ? 'step' : undefined}
          >
            <span class="step-mark">
              {item.state === 'done' ? (
                <Icon name="check" small />
              ) : (
                <span aria-hidden="true">{index + 1}</span>
              )}
            </span>
            <span>
              {item.href && item.state === 'done' ? <a href={item.href}>{item.label}</a> : item.label}
              <span class="sr-only"> ({item.stateText})</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
