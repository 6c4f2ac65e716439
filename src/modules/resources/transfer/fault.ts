import type { Translate } from '#platform/i18n/index.ts'

type Params = Record<string, string | number>

/** What is wrong with a cell of the sheet. The words are `resources.transfer.cell.<key>`. */
export type CellFault = {
  row: number
  /** `B3`; null where the sheet has no such column */
  cell: string | null
  column: string
  key: string
  params: Params
  /** Words of a refusal from elsewhere, said behind ours. */
  because?: { key: string; params: Params }
}

/** What cannot be taken in; the words are `resources.transfer.fault.<key>`, and the faults of every cell. */
export class PackageFault extends Error {
  readonly key: string
  readonly params: Params
  readonly cells: readonly CellFault[]
  constructor(key: string, params: Params = {}, cells: readonly CellFault[] = []) {
    super(key)
    this.key = key
    this.params = params
    this.cells = cells
  }
}

/** What is wrong in a cell, without saying which. */
export function cellWords({ key, params, because }: CellFault, t: Translate): string {
  const words = t.dynamic(`resources.transfer.cell.${key}`, params)
  return because ? `${words}: ${t.dynamic(because.key, because.params)}` : words
}

/** Everything a fault says, a line for each cell. */
export function faultWords(fault: PackageFault, t: Translate): string {
  if (fault.cells.length === 0) return t.dynamic(`resources.transfer.fault.${fault.key}`, fault.params)
  return fault.cells
    .map((one) =>
      t('resources.transfer.at_cell', {
        row: one.row,
        column: t.dynamic(`resources.transfer.column.${one.column}`),
        words: cellWords(one, t),
      }),
    )
    .join('\n')
}
