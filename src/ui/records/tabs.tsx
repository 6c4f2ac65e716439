export interface Tab {
  href: string
  label: string
  /** How many are behind it, already formatted. */
  count?: string | undefined
  current?: boolean | undefined
}

/** Related lists of one record, as links: each has its own address and works without script. */
export function Tabs(props: { label: string; items: readonly Tab[] }) {
  return (
    <nav class="tabs-nav print:hidden" aria-label={props.label}>
      <ul>
        {props.items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="tabs-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
