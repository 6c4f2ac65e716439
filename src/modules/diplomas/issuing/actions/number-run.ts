import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { takeBlanks } from '../../blanks/store/take.ts'
import { takeStatusPlaces } from '../../credentials/status.ts'
import { getKind } from '../../kinds/store/kind.ts'
import { takeNumbers } from '../../registers/store/numbers.ts'
import { insertEvents } from '../../store/diploma.ts'
import type { IssueRun } from '../run.ts'
import { getRun, holdRun, updateRun } from '../store/run.ts'
import { version } from '../typed.ts'

/**
 * Enters a draft run in the register: every line gets its entry, its serial, its blank (paper) and its place in the list of
 * status (digital), all of them or none. From here on what the lines say stays.
 */
export const numberRun = defineAction({
  name: 'diplomas.number-run',
  permission: 'diplomas.register',
  input: z.object({ run: z.uuid(), version, first_blank: z.string().trim().max(60).optional() }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target, actor, today }) {
    await holdRun(tx, target.id)
    const run = await getRun(tx, target.id)
    if (run.state !== 'draft') throw precondition('diplomas.issuing.error.not_draft')
    if (run.version !== input.version) throw conflict()
    if (run.lines === 0) throw precondition('diplomas.issuing.error.empty')
    if (run.faulty > 0) throw precondition('diplomas.issuing.error.faulty', { count: run.faulty })
    const ids = await takeAll(tx, run, input.first_blank)
    await insertEvents(tx, ids, { act: 'number', on_date: today }, actorLabel(actor))
    if ((await updateRun(tx, run, { state: 'numbered' })) === 0) throw conflict()
    return {
      result: { run: run.id, numbered: ids.length },
      changes: [
        {
          subject: 'diplomas.issue_run',
          id: run.id,
          institution: run.institution_id,
          before: { state: 'draft' },
          after: { state: 'numbered', lines: ids.length },
        },
        ...ids.map((id) => ({
          subject: 'diplomas.diploma',
          id,
          institution: run.institution_id,
          before: { state: 'draft' },
          after: { state: 'numbered', run_id: run.id },
        })),
      ],
    }
  },
})

/** Numbers by name, as class lists are written. @returns ids of the lines in the order of their entries */
async function takeAll(tx: Tx, run: IssueRun, first: string | undefined): Promise<string[]> {
  const lines = await sql<{ id: string }>`select d.id from diplomas.diploma d
    where d.run_id = ${run.id}::uuid and d.state = 'draft' order by d.name_key, d.id for update`.execute(tx)
  const count = lines.rows.length
  const kind = await getKind(tx, run.kind_id)
  const own = { institution: run.institution_id, kindCode: run.kind_code, count }
  const blanks =
    run.medium !== 'digital' && kind.has_blanks ? await takeBlanks(tx, first ? { ...own, first } : own) : null
  const { book_id, numbers } = await takeNumbers(tx, {
    ...own,
    year: Number(run.issue_date.slice(0, 4)),
    day: run.issue_date,
    serials: blanks && blanks.map((blank) => blank.serial),
  })
  const places = run.medium === 'paper' ? null : await takeStatusPlaces(tx, run.institution_id, count)
  const rows = lines.rows.map(({ id }, at) => ({
    id,
    ...numbers[at]!,
    blank: blanks?.[at]?.id ?? null,
    list: places?.[at]?.list ?? null,
    index: places?.[at]?.index ?? null,
  }))
  await sql`update diplomas.diploma d set state = 'numbered', book_id = ${book_id}::uuid, entry = r.entry, entry_no = r.entry_no,
      serial = r.serial, blank_id = r.blank, status_list = r.list, status_index = r.index, version = d.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, entry integer, entry_no text, serial text, blank uuid,
      list integer, index integer) where d.id = r.id`.execute(tx)
  return rows.map((row) => row.id)
}
