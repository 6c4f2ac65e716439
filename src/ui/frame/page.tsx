import type { Children, LinkItem } from '../children.ts'

export interface PageHeaderProps {
  title: string
  /** How many there are, already formatted ("1.234"). */
  count?: string | undefined
  /** State of the record, usually a Badge. */
  state?: Children
  /** One sentence under the title. */
  lead?: Children
  /** Buttons and links of the page. */
  actions?: Children
  breadcrumb?: readonly LinkItem[] | undefined
  /** Name of the breadcrumb for screen readers; needed when there is one. */
  breadcrumbLabel?: string | undefined
  /** 1 unless the header stands inside another page. */
  level?: 1 | 2 | undefined
}

/** The heading of a page, with its way back and its acts. */
export function PageHeader(props: PageHeaderProps) {
  const Heading = props.level === 2 ? 'h2' : 'h1'
  return (
    <header class="page-header mb-6">
      {props.breadcrumb && props.breadcrumb.length > 0 && (
        <Breadcrumb items={props.breadcrumb} label={props.breadcrumbLabel} />
      )}
      <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div class="min-w-0 flex-1 basis-80">
          <Heading class="text-2xl font-semibold text-balance">
            {props.title}
            {props.count !== undefined && <span class="ml-2 font-normal text-muted">{props.count}</span>}
          </Heading>
          {props.state && <div class="mt-2 flex flex-wrap gap-2">{props.state}</div>}
          {props.lead && <p class="mt-2 max-w-prose text-muted">{props.lead}</p>}
        </div>
        {props.actions && <div class="flex flex-wrap gap-2 print:hidden">{props.actions}</div>}
      </div>
    </header>
  )
}

function Breadcrumb(props: { items: readonly LinkItem[]; label: string | undefined }) {
  return (
    <nav class="mb-2 text-sm print:hidden" aria-label={props.label}>
      <ol class="breadcrumb flex flex-wrap">
        {props.items.map((item) => (
          <li key={item.href}>
            <a href={item.href}>{item.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A part of a page with its own heading. */
export function Section(props: {
  title: string
  id?: string | undefined
  level?: 2 | 3 | undefined
  lead?: Children
  actions?: Children
  children: Children
}) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <section class={props.level === 3 ? 'mt-6' : 'mt-10'} id={props.id}>
      <div class="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <Heading class={props.level === 3 ? 'text-base font-semibold' : 'text-xl font-semibold'}>
          {props.title}
        </Heading>
        {props.actions && <div class="flex flex-wrap gap-2 print:hidden">{props.actions}</div>}
      </div>
      {props.lead && <p class="mb-3 max-w-prose text-muted">{props.lead}</p>}
      {props.children}
    </section>
  )
}

/** Main part and a narrower one beside it; the second falls below on a phone. */
export function Split(props: { children: Children; aside: Children; asideLabel: string }) {
  return (
    <div class="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div class="min-w-0">{props.children}</div>
      <aside class="min-w-0" aria-label={props.asideLabel}>
        {props.aside}
      </aside>
    </div>
  )
}

/** Running text of at most 70 characters a line. */
export function Prose(props: { children: Children }) {
  return <div class="prose">{props.children}</div>
}
