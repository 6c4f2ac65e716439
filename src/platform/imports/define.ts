import type { Place } from '../access.ts'
import type { App } from '../app.ts'
import type { Tx } from '../db/database.ts'
import type { Keys } from '../keys.ts'
import type { MessageKey } from '../i18n/index.ts'
import type { CellProblem, FieldSpec, SheetRecord, SkippedRow } from '../sheets/index.ts'

/**
 * A batch being imported, as a module's import sees it. Its rows stand in `platform.import_row` (batch_id, row_number, …);
 * those to be written stand in the view `platform.import_accepted`.
 */
export type Batch = {
  id: string
  kind: string
  /** The institution whose records they are; null for an import of the province. */
  institutionId: string | null
  account: string
  /** Day of the act, `yyyy-mm-dd`. */
  today: string
  app: App
  /** Lines `label: value` above the header of the (first) sheet. */
  preface: Readonly<Record<string, string>>
}

/**
 * Something to mark in a cell (`column` -1: in the row). `code` is one of the reader's codes, a code with words under
 * `imports.cell.<code>`, or a module's own message key.
 */
export type RowProblem = Omit<CellProblem, 'code'> & { code: string }

/** A stored problem: as `RowProblem`, without the place of its row. */
export type StoredProblem = Omit<RowProblem, 'sheet' | 'row'>

/** What committing a row would change in one field. Secrets come masked. */
export type Difference = {
  before: string | number | boolean | null
  after: string | number | boolean | null
  /** The stored value was entered or confirmed by a person. */
  by_hand?: boolean
}

export type Verdict = 'unchecked' | 'new' | 'same' | 'change' | 'doubt' | 'error'

/** take: the file's version; keep: the stored one; skip: leave the row out; new: it is another record than the one found. */
export type Decision = 'take' | 'keep' | 'skip' | 'new'

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
  /** Rows that look like headings or sums and are still read, for `check` to say what they are. */
  keeps?: readonly SkippedRow[]
  /** Checks one understood row without the database: rules between its fields. May complete `record.values` and take
   * back what reading the row found in `record.problems`
   * (a citizen number is replaced here by its sealed form and its keyed index, so that staging holds no plain number;
   * what was written in a `national-id` column is sealed by the importer). Runs again when a cell is corrected. */
  check?: (record: SheetRecord, context: { keys: Keys; today: string }) => RowProblem[]
  /**
   * Compares the staged rows with the database in a few set-based statements: fills `verdict`
   * (`new` | `same` | `change` | `doubt` | `error`), `match_id`, `differences` and adds `problems` on `platform.import_row`.
   * Rows that could not be read come as `error`, all others as `unchecked`; what stays `unchecked` becomes `new`, and a
   * row with a problem of level `error` becomes `error`. Runs again, on rows reset, after each correction.
   */
  examine: (tx: Tx, batch: Batch) => Promise<void>
  /** Writes the accepted rows (`platform.import_accepted`) set-based and their changes into the audit entry `seq`;
   * answers how many changes it wrote. Fills `result_id` with what each row became. */
  commit: (tx: Tx, batch: Batch, seq: number) => Promise<number>
  /** Takes the batch back by the changes in its audit entry (its rows are deleted after a while); refuses (precondition)
   * when a later act built on it. Answers how many changes it wrote. */
  undo: (tx: Tx, batch: Batch, seq: number) => Promise<number>
  /** Whose area the batch is. */
  about?: (batch: Pick<Batch, 'institutionId'>) => Place
  /** A doubtful row may be declared a record of its own (decision `new`). */
  mayBeNew?: boolean
  /** Audit subject of the stored records that the preview shows beside the file's, for the who-looked log. */
  subject?: string
  /** Where the written records are seen afterwards. */
  href?: (batch: Pick<Batch, 'institutionId'>) => string
}

export type AnyImport = Import

export function defineImport(spec: Import): Import {
  return spec
}
