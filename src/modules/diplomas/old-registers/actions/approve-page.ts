import { sql } from 'kysely'
import { z } from 'zod'
import { findInstitutionById } from '#modules/institutions/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { numberKey } from '../../registers/pattern.ts'
import { alignRows, countWrong, findDifferences, type Pair } from '../align.ts'
import { judgeNumbers, type Numbered } from '../number.ts'
import { mostRows, numberOf, readRow, rowFields, type OldRow, type ReadRow } from '../row.ts'
import { settleLines, SettledLines, type Settled, type SettledLine } from '../settle.ts'
import { enterLines } from '../store/enter.ts'
import { findNextFor } from '../store/keyer.ts'
import { holdNumbers, listStanding } from '../store/line.ts'
import { changed, getPage, holdPage, listKeyings, type Keying, type OldPage } from '../store/page.ts'

type By = { id: string; name: string }

/**
 * A third person settles what the first two read differently and approves the page: its lines enter the register as they are written,
 * with their old numbers, and anybody can check them from then on.
 */
export const approvePage = defineAction({
  name: 'diplomas.approve-old-page',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), version: z.coerce.number().int(), rows: SettledLines }),
  find: (db, input) => getPage(db, input.id),
  about: (page) => ({ institution: page.institution_id }),
  async run(tx, { input, target: page, actor, app, today, lang }) {
    const t = app.catalog(lang)
    const { state, version } = await holdPage(tx, page.id)
    if (state !== 'keyed_twice') throw precondition('diplomas.old.error.not_twice')
    if (version !== input.version) throw conflict()
    const { kind: _, ...by } = actorLabel(actor)
    const keyings = (await listKeyings(tx, page.id)).filter((one) => one.left_at === null)
    if (keyings.some((one) => one.account === by.id)) throw precondition('diplomas.old.error.own')
    const pairs = alignRows(keyings[0]!.rows, keyings[1]!.rows)
    const lines = readLines(t, page, { pairs, typed: input.rows, today })
    const numbered = await numberLines(tx, t, page, lines)
    const issuer = await findInstitutionById(tx, page.issuer_id)
    if (!issuer) throw notFound()
    const entering = lines.map((line, at) => ({ ...line, ...numbered[at]! }))
    const changes = await enterLines(tx, { page, issuer, by, today }, entering)
    const settled = lines.map((line) => line.row)
    await closePage(tx, page, { settled, by, keyings, pairs })
    const next = await findNextFor(tx, actor, page)
    return {
      result: { id: page.id, book: page.book_id, lines: lines.length, next },
      changes: [changed(page, { state }, { state: 'approved', lines: lines.length }), ...changes],
    }
  },
})

type Line = Settled & { read: ReadRow }

/** @throws AppError invalid, by the field of the line as it stands in the form */
function readLines(
  t: Translate,
  page: OldPage,
  { pairs, typed, today }: { pairs: readonly Pair[]; typed: readonly SettledLine[]; today: string },
): Line[] {
  const { settled, undecided } = settleLines(pairs, typed)
  const faults: [at: number, field: string, key: string][] = undecided.map(({ at, field }) => [
    at,
    field,
    'diplomas.old.error.undecided',
  ])
  const lines: Line[] = []
  for (const line of settled) {
    const read = readRow(line.row, page.year, today)
    if ('faults' in read) {
      for (const [field, key] of Object.entries(read.faults)) {
        const isOpen = undecided.some((one) => one.at === line.at && one.field === field)
        if (!isOpen) faults.push([line.at, field, key])
      }
    } else lines.push({ ...line, read })
  }
  if (faults.length > 0) throw faultsOf(t, faults)
  if (lines.length === 0) throw invalid({ rows: 'diplomas.old.error.empty' })
  if (lines.length > mostRows) throw invalid({ rows: 'diplomas.old.error.too_many' })
  return lines
}

/** The words of each fault under its field, and the first above the form. */
function faultsOf(t: Translate, faults: readonly [number, string, string][]) {
  const ordered = faults.toSorted((a, b) => a[0] - b[0])
  const worded = ordered.map(([at, field, key]): [string, string] => [
    `rows.${at}.${field}`,
    t('diplomas.old.error.line', {
      line: at + 1,
      field: t.dynamic(`diplomas.old.field.${field}`),
      fault: t.dynamic(key),
    }),
  ])
  return invalid({ ...Object.fromEntries(worded), rows: worded[0]![1] })
}

/** A number that stands in the register already is not entered twice, unless the book does so and it is said why. */
async function numberLines(tx: Tx, t: Translate, page: OldPage, lines: readonly Line[]): Promise<Numbered[]> {
  await holdNumbers(tx, page)
  const keys = lines.map((line) => numberKey(numberOf(line.row)))
  const numbered = judgeNumbers(lines, await listStanding(tx, page, keys), page.book_id)
  const clashes = lines.filter((_, at) => numbered[at]!.isClash)
  if (clashes.length === 0) return numbered
  const said = (line: Line) =>
    t('diplomas.old.error.taken', { line: line.at + 1, number: numberOf(line.row) })
  throw invalid({
    ...Object.fromEntries(clashes.map((line) => [`rows.${line.at}.twin`, said(line)])),
    rows: said(clashes[0]!),
  })
}

type Closing = { settled: readonly OldRow[]; by: By; keyings: readonly Keying[]; pairs: readonly Pair[] }

/** The page is done; how often the two differed, and how often each was otherwise settled, is kept with the keyings. */
async function closePage(tx: Tx, page: OldPage, { settled, by, keyings, pairs }: Closing): Promise<void> {
  for (const keying of keyings) {
    const { wrong, fields } = countWrong(keying.rows, settled)
    await sql`update diplomas.old_keying set wrong = ${wrong}, fields = ${fields} where id = ${keying.id}::uuid`.execute(
      tx,
    )
  }
  const differences = findDifferences(pairs).length
  await sql`insert into diplomas.old_keying as k
      (page_id, institution_id, round, account, account_name, is_done, rows, differences, fields)
    values (${page.id}::uuid, ${page.institution_id}::uuid, 3, ${by.id}, ${by.name}, true, ${JSON.stringify(settled)}::jsonb,
      ${differences}, ${pairs.length * rowFields.length})
    on conflict (page_id, account) do update set round = 3, is_done = true, rows = excluded.rows, left_at = null, wrong = null,
      differences = excluded.differences, fields = excluded.fields, version = k.version + 1`.execute(tx)
  await sql`update diplomas.old_page set state = 'approved', approved_at = now(), lines = ${settled.length}, version = version + 1
    where id = ${page.id}::uuid`.execute(tx)
}
