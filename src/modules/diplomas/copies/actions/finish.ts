import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { insertEvents } from '../../store/diploma.ts'
import { getCopy, holdCopy } from '../store/copy.ts'

/** Issues a copy whose file is kept. One that is issued already is left alone, so the work may be done twice and ends the same. */
export const finishCopy = defineAction({
  name: 'diplomas.finish-copy',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), pdf_file: z.string(), is_signed: z.boolean() }),
  find: (db, input) => getCopy(db, input.id),
  about: (copy) => ({ institution: copy.institution_id }),
  async run(tx, { input, target: copy, today }) {
    if (!(await holdCopy(tx, copy.id, 'numbered'))) return { result: { id: copy.id }, changes: [] }
    await sql`update diplomas.certified_copy set state = 'issued', pdf_file = ${input.pdf_file}, is_signed = ${input.is_signed},
      answered_on = ${today}::date, version = version + 1 where id = ${copy.id}::uuid`.execute(tx)
    const by = { id: '', name: copy.by_name }
    const detail = { entry_no: copy.entry_no, copies: copy.copies, requester: copy.requester }
    await insertEvents(tx, [copy.diploma_id], { act: 'copy', on_date: today, detail }, by)
    return {
      result: { id: copy.id },
      changes: [
        {
          subject: 'diplomas.certified_copy',
          id: copy.id,
          institution: copy.institution_id,
          before: { state: 'numbered' },
          after: { state: 'issued', is_signed: input.is_signed },
        },
      ],
    }
  },
})
