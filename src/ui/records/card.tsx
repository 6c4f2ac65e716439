import type { Children } from '../children.ts'

/** A box for one thing among several. */
export function Card(props: {
  title?: string | undefined
  href?: string | undefined
  level?: 2 | 3 | undefined
  /** Usually a Badge. */
  state?: Children
  children?: Children
  footer?: Children
}) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <article class="panel">
      {props.title && (
        <div class="flex flex-wrap items-start justify-between gap-2">
          <Heading class="text-base font-semibold">
            {props.href ? <a href={props.href}>{props.title}</a> : props.title}
          </Heading>
          {props.state}
        </div>
      )}
      {props.children && <div class={props.title ? 'mt-2' : undefined}>{props.children}</div>}
      {props.footer && <div class="panel-footer">{props.footer}</div>}
    </article>
  )
}

/** Cards side by side where there is room. */
export function Cards(props: { children: Children }) {
  return <div class="cards">{props.children}</div>
}
