import type { Children } from '#ui/index.ts'

/** A wide table that scrolls sideways under its own head, first column in place; for matrices, which no phone can stack. */
export function Matrix(props: { label: string; head: Children; foot?: Children; children: Children }) {
  return (
    <section
      class="relative overflow-x-auto rounded-lg border border-base-300"
      aria-label={props.label}
      tabindex={0}
    >
      <table class="border-separate border-spacing-0 text-sm">
        <caption class="sr-only">{props.label}</caption>
        <thead>{props.head}</thead>
        <tbody>{props.children}</tbody>
        {props.foot && <tfoot>{props.foot}</tfoot>}
      </table>
    </section>
  )
}

/** Head of a row: stays in sight while the columns scroll by. */
export function RowHead(props: { children: Children; isHole?: boolean }) {
  return (
    <th
      scope="row"
      class={`sticky left-0 z-10 w-44 min-w-44 border-b border-base-300 bg-base-100 p-2 text-left font-normal sm:w-72 ${props.isHole ? 'border-l-4 border-l-warning' : ''}`}
    >
      {props.children}
    </th>
  )
}

/** Head of a column; `narrow` for a code alone. */
export function ColumnHead(props: { children?: Children; title?: string; span?: number }) {
  return (
    <th
      scope={props.span ? 'colgroup' : 'col'}
      colspan={props.span}
      title={props.title}
      class="border-b border-l border-base-300 bg-base-200 p-2 text-center align-bottom font-semibold"
    >
      {props.children}
    </th>
  )
}

export function Corner(props: { children: Children; rows?: number }) {
  return (
    <th
      scope="col"
      rowspan={props.rows}
      class="sticky left-0 z-10 border-b border-base-300 bg-base-200 p-2 text-left align-bottom font-semibold"
    >
      {props.children}
    </th>
  )
}

export function Cell(props: { children?: Children; isHole?: boolean }) {
  return (
    <td class={`border-b border-l border-base-300 p-1 text-center ${props.isHole ? 'bg-base-200' : ''}`}>
      {props.children}
    </td>
  )
}
