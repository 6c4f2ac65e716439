import type { Children } from '../children.ts'

export interface Fact {
  label: string
  value: Children
  /** Small print: source, date, who confirmed it. */
  note?: Children
  /** Takes both columns. */
  wide?: boolean | undefined
}

/** What is known about a record, in two columns (one on a phone). */
export function Facts(props: { items: readonly Fact[]; oneColumn?: boolean | undefined }) {
  return (
    <dl class={props.oneColumn ? 'facts' : 'facts sm:grid-cols-2'}>
      {props.items.map((item) => (
        <div key={item.label} class={item.wide && !props.oneColumn ? 'sm:col-span-2' : undefined}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
          {item.note && <dd class="facts-note">{item.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
