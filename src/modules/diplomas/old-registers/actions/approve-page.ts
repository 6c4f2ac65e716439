import { sql } from 'kysely'
import { z } from 'zod'
import { findInstitutionById } from '#modules/institutions/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { newPublicId } from '../../address.ts'
import type { DiplomaContent } from '../../diploma.ts'
import type { Kind } from '../../kinds/kind.ts'
import { findKind } from '../../kinds/store/kind.ts'
import { numberKey } from '../../registers/pattern.ts'
import { insertEvents } from '../../store/diploma.ts'
import { findDifferences, readRow, rowFields, TypedRows, type OldRow, type ReadRow } from '../row.ts'
import { getPage, holdPage, listKeyings, type OldPage } from '../store/page.ts'

type By = { id: string; name: string }

/**
 * A third person settles what the first two read differently and approves the page: its lines enter the register as they are written,
 * with their old numbers, and anybody can check them from then on.
 */
export const approvePage = defineAction({
  name: 'diplomas.approve-old-page',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), rows: TypedRows }),
  find: (db, input) => getPage(db, input.id),
  about: (page) => ({ institution: page.institution_id }),
  async run(tx, { input, target: page, actor, app, today }) {
    const state = await holdPage(tx, page.id)
    if (state !== 'keyed_twice') throw precondition('diplomas.old.error.not_twice')
    const { kind: _, ...by } = actorLabel(actor)
    const keyings = await listKeyings(tx, page.id)
    if (keyings.some((one) => one.account === by.id)) throw precondition('diplomas.old.error.own')
    const rows = readRows(app, page, input.rows)
    await refuseTaken(tx, app, page, rows)
    const changes = await insertLines(tx, app, page, { rows, by, today })
    await closePage(tx, page, { rows: input.rows, by, keyings: keyings.map((one) => one.rows) })
    return {
      result: { id: page.id, book: page.book_id, lines: rows.length },
      changes: [
        {
          subject: 'diplomas.old_page',
          id: page.id,
          institution: page.institution_id,
          before: { state },
          after: { state: 'approved', lines: rows.length },
        },
        ...changes,
      ],
    }
  },
})

/** @throws AppError invalid, by the field of the line */
function readRows(app: App, page: OldPage, typed: readonly OldRow[]): ReadRow[] {
  if (typed.length === 0) throw invalid({ rows: 'diplomas.old.error.empty' })
  const t = app.catalog('vi')
  const faults: Record<string, string> = {}
  const rows = typed.flatMap((row, at) => {
    const read = readRow(row, page.year)
    if (!('faults' in read)) return [read]
    for (const [field, key] of Object.entries(read.faults))
      faults[`rows.${at}.${field}`] = t('diplomas.old.error.line', { line: at + 1, fault: t.dynamic(key) })
    return []
  })
  if (Object.keys(faults).length > 0) throw invalid({ ...faults, rows: Object.values(faults)[0]! })
  return rows
}

/** The number a line is looked up by: its serial, or where the book has none its entry number. */
const serialOf = ({ row }: ReadRow): string => row.serial || row.entry_no

/** A number that stands in the register already is not entered twice: the book is looked at again. */
async function refuseTaken(tx: Tx, app: App, page: OldPage, rows: readonly ReadRow[]): Promise<void> {
  const keys = rows.map((row) => numberKey(serialOf(row)))
  const twice = keys.findIndex((key, at) => keys.indexOf(key) !== at)
  const found = await sql<{ serial_key: string }>`select serial_key from diplomas.diploma
    where institution_id = ${page.issuer_id}::uuid and kind_code = ${page.kind_code} and serial_key = any(${keys}::text[]) limit 1`.execute(
    tx,
  )
  const taken = found.rows[0] ? keys.indexOf(found.rows[0].serial_key) : twice
  if (taken < 0) return
  const text = app.catalog('vi')('diplomas.old.error.taken', {
    line: taken + 1,
    serial: serialOf(rows[taken]!),
  })
  throw invalid({ [`rows.${taken}.serial`]: text, rows: text })
}

async function insertLines(
  tx: Tx,
  app: App,
  page: OldPage,
  { rows, by, today }: { rows: readonly ReadRow[]; by: By; today: string },
): Promise<Change[]> {
  const issuer = await findInstitutionById(tx, page.issuer_id)
  if (!issuer) throw notFound()
  const free = await firstEntry(tx, page.book_id)
  const values = []
  for (const [at, read] of rows.entries()) {
    const kind = await findKind(tx, page.kind_code, read.issueDate ?? `${read.year}-12-31`)
    if (!kind) throw precondition('diplomas.old.error.no_kind')
    values.push(lineOf(page, read, { kind, issuer, entry: free + at }))
  }
  const made = await tx.insertInto('diplomas.diploma').values(values).returning('id').execute()
  await sql`update diplomas.book set last_entry = ${free + rows.length - 1}, version = version + 1 where id = ${page.book_id}::uuid`.execute(
    tx,
  )
  const ids = made.map((row) => row.id)
  await insertEvents(tx, ids, { act: 'digitise', on_date: today, detail: { page: page.number } }, by)
  app.log.debug({ part: 'diplomas', page: page.id, lines: ids.length }, 'digitised')
  return ids.map((id) => ({
    subject: 'diplomas.diploma',
    id,
    institution: page.institution_id,
    before: null,
    after: { state: 'issued', origin: 'digitised', page: page.number },
  }))
}

/** Lines stand in the order in which they were brought in; their own numbers are text, with whatever gaps the book has. */
async function firstEntry(tx: Tx, book: string): Promise<number> {
  const found = await sql<{
    last: number
  }>`select last_entry as last from diplomas.book where id = ${book}::uuid for update`.execute(tx)
  return found.rows[0]!.last + 1
}

function lineOf(
  page: OldPage,
  { row, birth, year, issueDate }: ReadRow,
  {
    kind,
    issuer,
    entry,
  }: {
    kind: Kind
    issuer: { id: string; code: string; name: string; name_en: string | null }
    entry: number
  },
) {
  const content: DiplomaContent = {
    title: { vi: kind.name, en: kind.name_en },
    institution: { id: issuer.id, code: issuer.code, name: issuer.name, name_en: issuer.name_en },
    honour: null,
    holder: {
      full_name: row.full_name,
      birth_date: birth?.date ?? null,
      birth_year: birth?.year ?? null,
      sex: null,
      birth_place: row.birth_place || null,
      ethnicity: null,
      nationality: null,
    },
    programme: {
      code: null,
      name: { vi: row.programme, en: null },
      level: kind.level,
      study_form: null,
      hours: null,
      from_date: null,
      to_date: null,
    },
    classification: row.classification
      ? { code: 'as_written', name: { vi: row.classification, en: null } }
      : null,
    graduation: { year, decision_no: row.decision_no, decision_date: '', cohort: null },
    issue: { place: '', date: issueDate ?? '', signer_name: '', signer_capacity: '' },
  }
  return {
    public_id: newPublicId(),
    institution_id: page.issuer_id,
    kind_id: kind.id,
    kind_code: page.kind_code,
    origin: 'digitised' as const,
    book_id: page.book_id,
    entry,
    entry_no: row.entry_no || row.serial,
    serial: row.serial || row.entry_no,
    state: 'issued' as const,
    content: JSON.stringify(content),
    name_key: nameSortKey(row.full_name),
    birth_date: birth?.date ?? null,
    birth_year: birth?.year ?? null,
    // A book may tell no day.
    issue_date: issueDate,
  }
}

async function closePage(
  tx: Tx,
  page: OldPage,
  { rows, by, keyings }: { rows: readonly OldRow[]; by: By; keyings: readonly OldRow[][] },
): Promise<void> {
  const [first = [], second = []] = keyings
  const fields = Math.max(first.length, second.length) * rowFields.length
  const differences = findDifferences(first, second).length
  await sql`insert into diplomas.old_keying (page_id, institution_id, round, account, account_name, is_done, rows, differences, fields)
    values (${page.id}::uuid, ${page.institution_id}::uuid, 3, ${by.id}, ${by.name}, true, ${JSON.stringify(rows)}::jsonb, ${differences}, ${fields})`.execute(
    tx,
  )
  await sql`update diplomas.old_page set state = 'approved', approved_at = now(), lines = ${rows.length}, version = version + 1
    where id = ${page.id}::uuid`.execute(tx)
}
