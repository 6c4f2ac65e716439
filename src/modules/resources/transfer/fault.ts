import type { Translate } from '#platform/i18n/index.ts'

type Params = Record<string, string | number>
/** Words of a refusal from elsewhere, said behind ours. */
type Because = { key: string; params: Params }

/** What is wrong with a cell of the sheet. The words are `resources.transfer.cell.<key>`. */
export type CellFault = {
  row: number
  /** `B3`; null where the sheet has no such column */
  cell: string | null
  column: string
  key: string
  params: Params
  because?: Because
}

/** Why nothing of a ZIP can be made: a fault of the whole (`resources.transfer.fault.<key>`), or of its cells. */
export type BatchFault = {
  key: string
  params: Params
  cells: readonly CellFault[]
  because?: Because | undefined
}

/** What cannot be taken in. */
export class PackageFault extends Error implements BatchFault {
  readonly key: string
  readonly params: Params
  readonly cells: readonly CellFault[]
  readonly because: Because | undefined
  constructor(key: string, params: Params = {}, more: Partial<Pick<BatchFault, 'cells' | 'because'>> = {}) {
    super(key)
    this.key = key
    this.params = params
    this.cells = more.cells ?? []
    this.because = more.because
  }
}

const withReason = (words: string, because: Because | undefined, t: Translate): string =>
  because ? `${words}: ${t.dynamic(because.key, because.params)}` : words

/** What is wrong in a cell, without saying which. */
export const cellWords = ({ key, params, because }: CellFault, t: Translate): string =>
  withReason(t.dynamic(`resources.transfer.cell.${key}`, params), because, t)

/** What is wrong with the whole. */
export const wholeWords = ({ key, params, because }: BatchFault, t: Translate): string =>
  withReason(t.dynamic(`resources.transfer.fault.${key}`, params), because, t)

/** Everything a fault says, a line for each cell. */
export function faultWords(fault: BatchFault, t: Translate): string {
  if (fault.cells.length === 0) return wholeWords(fault, t)
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
