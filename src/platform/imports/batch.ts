import { findGrant, systemActor, type Actor, type AreaKind, type Place } from '../access.ts'
import type { App } from '../app.ts'
import type { ColumnChoice, FieldMatch, SheetWarning } from '../sheets/index.ts'
import type { AnyImport, Batch } from './define.ts'

export type BatchState =
  | 'reading'
  | 'matching'
  | 'checking'
  | 'ready'
  | 'committing'
  | 'committed'
  | 'undoing'
  | 'undone'
  | 'failed'
  | 'discarded'
  | 'replaced'

/** States in which work goes on, or should. */
export const busyStates: readonly BatchState[] = ['reading', 'checking', 'committing', 'undoing']

/** A column of a list in the file; `sample` is a value found in it, long numbers masked. */
export type ListColumn = { index: number; path: string[]; label: string; sample: string }

/** A list found in one sheet, and which column answers which field. */
export type FoundList = {
  sheet: string
  fingerprint: string
  columns: ListColumn[]
  matches: FieldMatch[]
  /** Required fields without a column. */
  missing: string[]
  unused: number[]
  isConfident: boolean
  /** Its rows are imported. */
  isIncluded: boolean
  /** Rows below the header, blanks and totals included. */
  rows: number
  preface: Record<string, string>
  titles: string[]
}

/** How many rows there are of each kind, and what committing would write. */
export type Counts = {
  rows: number
  new: number
  same: number
  change: number
  doubt: number
  error: number
  /** Rows with something worth a look that stops nothing. */
  warning: number
  /** Doubtful rows without a decision. */
  undecided: number
  /** Rows left out by decision. */
  left: number
  write_new: number
  write_change: number
  /** Rows of the sheet that are no data, by reason (total, section, footer …). */
  skipped?: Record<string, number>
}

export type Failure = { step: BatchState; key: string; params: Record<string, string | number> }

/** Under which right work goes on after the request has ended. */
export type Mandate =
  | { kind: 'system'; name: string }
  | {
      kind: 'account'
      id: string
      name: string
      email: string
      person: string | null
      grant: {
        id: string
        role: string
        area: { kind: AreaKind; id: string | null }
        institutions: string[] | null
      }
    }

export type BatchRow = {
  id: string
  kind: string
  institution_id: string | null
  account: string
  account_name: string
  file_name: string
  /** SHA-256 of the file as it was uploaded. */
  file_hash: string
  /** Where its sealed copy is kept. */
  kept_hash: string
  file_size: number
  state: BatchState
  tables: FoundList[]
  warnings: SheetWarning[]
  counts: Partial<Counts>
  failure: Failure | null
  mandate: Mandate
  job_run: string | null
  replaces: string | null
  created_at: Date
  changed_at: Date
  committed_at: Date | null
  undone_at: Date | null
  /** The rows read from the file were deleted; what was written can still be taken back. */
  rows_gone_at: Date | null
}

/** Whose area a batch of this kind is. */
export function placeOf(spec: AnyImport, batch: { institution_id: string | null }): Place {
  if (spec.about) return spec.about({ institutionId: batch.institution_id })
  if (spec.scope === 'province') return { province: true }
  return batch.institution_id ? { institution: batch.institution_id } : {}
}

/** The right by which the actor was just allowed, to be kept with the batch. */
export function mandateOf(actor: Actor, permission: string, about: Place): Mandate {
  if (actor.kind !== 'account')
    return { kind: 'system', name: actor.kind === 'system' ? actor.name : 'imports' }
  const grant = findGrant(actor, permission, about)
  if (!grant) throw new Error(`no grant for ${permission}`)
  const institutions = grant.institutions ? [...grant.institutions] : null
  return {
    kind: 'account',
    id: actor.id,
    name: actor.name,
    email: actor.email,
    person: actor.personId ?? null,
    grant: { id: grant.id, role: grant.role, area: grant.area, institutions },
  }
}

/** The person who asked, holding nothing but the one right that was decided then. */
export function actorOf(mandate: Mandate, permission: string): Actor {
  if (mandate.kind === 'system') return systemActor(mandate.name)
  const { grant } = mandate
  return {
    kind: 'account',
    id: mandate.id,
    name: mandate.name,
    email: mandate.email,
    personId: mandate.person ?? undefined,
    grants: [{ ...grant, permissions: new Set([permission]), institutions: grant.institutions ?? undefined }],
    via: 'session',
    sessionId: undefined,
  }
}

/** The batch as the module's import sees it. */
export function viewOf(row: BatchRow, today: string, app: App): Batch {
  return {
    id: row.id,
    kind: row.kind,
    institutionId: row.institution_id,
    account: row.account,
    today,
    app,
    preface: Object.assign({}, ...included(row.tables).map((list) => list.preface)) as Record<string, string>,
  }
}

export function included(tables: readonly FoundList[]): FoundList[] {
  return tables.filter((list) => list.isIncluded)
}

/** What a person said about each field of a list: every field is named, so that nothing is guessed again. */
export function choiceOf(spec: AnyImport, list: Pick<FoundList, 'matches'>): ColumnChoice {
  const choice: ColumnChoice = {}
  for (const field of spec.fields) {
    const match = list.matches.find((candidate) => candidate.key === field.key)
    if (!match) choice[field.key] = null
    else if (match.mode === 'single') choice[field.key] = match.columns[0]?.index ?? null
    else
      choice[field.key] = Object.fromEntries(
        match.columns.map((column) => [column.choice ?? '', column.index]),
      )
  }
  return choice
}

/** Key in a row's `raw` of the column in which a date of a date group stood. */
export const choiceKey = (key: string) => `${key}#`

/** May the batch be dropped? Nothing of it was written. */
export function mayDiscard(row: Pick<BatchRow, 'state'>): boolean {
  return ['matching', 'ready', 'failed'].includes(row.state)
}
