import type { Place } from '../access.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/database.ts'
import type { Keys } from '../keys.ts'
import type { MessageKey } from '../i18n/index.ts'
import type { CellProblem, FieldSpec, SheetRecord } from '../sheets/index.ts'

/** A batch being imported, as a module's import sees it. Its rows stand in `platform.import_row` (batch_id, row_number, …). */
export type Batch = {
  id: string
  kind: string
  /** The institution whose records they are; null for an import of the province. */
  institutionId: string | null
  account: string
  /** Day of the act, `yyyy-mm-dd`. */
  today: string
  app: App
}

/**
 * What a module says about one kind of spreadsheet. Everything else (reading, matching, preview, correction, job,
 * undo, command line) is the importer's.
 */
export type Import = {
  kind: string
  title: MessageKey
  /** Right to import, asked about the institution (or the province). */
  permission: string
  scope: 'institution' | 'province'
  fields: readonly FieldSpec[]
  /** Checks one understood row without the database: rules between its fields. May complete `record.values`
   * (a citizen number is replaced here by its sealed form and its keyed index, so that staging holds no plain number). */
  check?: (record: SheetRecord, context: { keys: Keys; today: string }) => CellProblem[]
  /**
   * Compares the staged rows with the database in a few set-based statements: fills `verdict`
   * (`new` | `same` | `change` | `doubt` | `error`), `match_id`, `differences` and adds `problems` on `platform.import_row`.
   */
  examine: (tx: Tx, batch: Batch) => Promise<void>
  /** Writes the accepted rows set-based and their changes into the audit entry `seq`; answers how many changes it wrote. */
  commit: (tx: Tx, batch: Batch, seq: number) => Promise<number>
  /** Takes the batch back; refuses (precondition) when a later act built on it. Answers how many changes it wrote. */
  undo: (tx: Tx, batch: Batch, seq: number) => Promise<number>
  /** Whose area the batch is. */
  about?: (batch: Pick<Batch, 'institutionId'>) => Place
}

export type AnyImport = Import

export function defineImport(spec: Import): Import {
  return spec
}
