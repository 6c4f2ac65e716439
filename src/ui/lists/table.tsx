import type { Children } from '../children.ts'
import { Icon } from '../icons/icon.tsx'

export type Align = 'start' | 'end' | 'center'

export interface Column<Row> {
  key: string
  label: string
  align?: Align | undefined
  /** The reader may order by this column. */
  sort?: boolean | undefined
  /** What the cell shows; without it the row's value under `key`. */
  render?: ((row: Row) => Children) | undefined
}

export interface Sort {
  key: string
  direction: 'asc' | 'desc'
}

export interface TableProps<Row> {
  caption: string
  /** Show the caption; it is always there for screen readers. */
  captionShown?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Where a row leads; the words of its first column become the link. */
  rowHref?: ((row: Row) => string | undefined) | undefined
  sort?: Sort | undefined
  sortHref?: ((key: string) => string) | undefined
  /** A box to tick in each row; `form` is the id of the form that takes the ticks. */
  select?: RowSelection<Row> | undefined
  /** Shown instead of rows when there are none, usually an Empty. */
  empty?: Children
  /** Last row, such as sums; one cell for each column. */
  foot?: readonly Children[] | undefined
}

export interface RowSelection<Row> {
  /** Which rows may be ticked; all of them when left out. */
  isOffered?: ((row: Row) => boolean) | undefined
  name: string
  value: (row: Row) => string
  label: (row: Row) => string
  /** Heading of the column of boxes. */
  columnLabel: string
  form?: string | undefined
  checked?: ((row: Row) => boolean) | undefined
}

/** Rows and columns; on a phone each row becomes a card with the column names beside the values. */
export function Table<Row extends object>(props: TableProps<Row>) {
  if (props.rows.length === 0 && props.empty) return <>{props.empty}</>
  return (
    <section class="table-frame" aria-label={props.caption} tabindex={0}>
      <table class="data-table">
        <caption class={props.captionShown ? undefined : 'sr-only'}>{props.caption}</caption>
        <thead>
          <tr>
            {props.select && (
              <th scope="col" class="cell-select">
                <span class="sr-only">{props.select.columnLabel}</span>
              </th>
            )}
            {props.columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={props.sort} sortHref={props.sortHref} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <BodyRow key={props.rowKey(row)} {...props} row={row} />
          ))}
        </tbody>
        {props.foot && <FootRow foot={props.foot} columns={props.columns} shifted={Boolean(props.select)} />}
      </table>
    </section>
  )
}

function alignClass(align: Align | undefined): string | undefined {
  return align && align !== 'start' ? `cell-${align}` : undefined
}

function HeaderCell<Row>(props: {
  column: Column<Row>
  sort: Sort | undefined
  sortHref: ((key: string) => string) | undefined
}) {
  const { column, sort, sortHref } = props
  const sorted = sort?.key === column.key ? sort.direction : undefined
  return (
    <th
      scope="col"
      class={alignClass(column.align)}
      aria-sort={sorted && (sorted === 'asc' ? 'ascending' : 'descending')}
    >
      {column.sort && sortHref ? (
        <a class="sort-link" href={sortHref(column.key)}>
          {column.label}
          <Icon name={sorted === 'asc' ? 'arrowUp' : sorted === 'desc' ? 'arrowDown' : 'sort'} small />
        </a>
      ) : (
        column.label
      )}
    </th>
  )
}

function BodyRow<Row extends object>(props: TableProps<Row> & { row: Row }) {
  const { row, select } = props
  const href = props.rowHref?.(row)
  return (
    <tr class={href ? 'row-linked' : undefined}>
      {select && (
        <td class="cell-select">
          <Tick select={select} row={row} />
        </td>
      )}
      {props.columns.map((column, index) => {
        const content = column.render ? column.render(row) : plain(row, column.key)
        if (index > 0)
          return (
            <td key={column.key} class={alignClass(column.align)} data-label={column.label}>
              {content}
            </td>
          )
        return (
          <th key={column.key} scope="row" class={alignClass(column.align)}>
            {href ? <a href={href}>{content}</a> : content}
          </th>
        )
      })}
    </tr>
  )
}

function Tick<Row>({ select, row }: { select: RowSelection<Row>; row: Row }) {
  if (select.isOffered && !select.isOffered(row)) return null
  return (
    <label class="tick">
      <input
        class="checkbox"
        type="checkbox"
        name={select.name}
        value={select.value(row)}
        form={select.form}
        checked={select.checked?.(row)}
      />
      <span class="sr-only">{select.label(row)}</span>
    </label>
  )
}

function plain(row: object, key: string): Children {
  const value = (row as Record<string, unknown>)[key]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function FootRow<Row>(props: {
  foot: readonly Children[]
  columns: readonly Column<Row>[]
  shifted: boolean
}) {
  return (
    <tfoot>
      <tr>
        {props.columns.map((column, index) => (
          <td
            key={column.key}
            class={alignClass(column.align)}
            colspan={index === 0 && props.shifted ? 2 : undefined}
            data-label={index > 0 ? column.label : undefined}
          >
            {props.foot[index]}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
