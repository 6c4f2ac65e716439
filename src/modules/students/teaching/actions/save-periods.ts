import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { readSpan, type Period } from '../time.ts'
import { listPeriods } from '../store/choices.ts'
import { lockTimetable } from './add-sessions.ts'

/** The periods as lines to write in. */
export const periodLines = (periods: readonly Period[]): string[] =>
  periods.map((one) => `${one.number}: ${one.from_time}-${one.to_time}`)

/** Two clock times: of `7:00-7:45` alone the hour would be taken for the number of the period. */
const isSpan = (text: string): boolean => (text.match(/\d\s*[:hg]/giu) ?? []).length === 2

/** Reads one period a line: `1: 7:00-7:45`. @throws AppError invalid  */
function readLines(text: string): Period[] {
  const periods = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Period => {
      const [, number, span] = /^\s*(?:tiết\s*)?(\d{1,2})\s*[:.)\s]\s*(\d.+)$/iu.exec(line) ?? []
      const read = span && isSpan(span) ? readSpan(span, []) : { error: 'time' }
      if (!number || 'error' in read || Number(number) < 1 || Number(number) > 30)
        throw invalid({ lines: 'students.teaching.error.period_line' })
      return { number: Number(number), ...read }
    })
    .toSorted((a, b) => a.number - b.number)
  const wrong = periods.some(
    (one, at) =>
      at > 0 && (one.number === periods[at - 1]!.number || one.from_time < periods[at - 1]!.to_time),
  )
  if (wrong) throw invalid({ lines: 'students.teaching.error.periods_overlap' })
  return periods
}

/** Says when the periods of a school begin and end. Blocks that stand keep their times. */
export const savePeriods = defineAction({
  name: 'students.save-periods',
  permission: 'students.edit',
  input: z.object({
    institution: z.uuid(),
    lines: z.string().max(2000).default(''),
    /** The lines as they stood when the form was made. */
    seen: z.string().max(2000).default(''),
  }),
  find: nothing,
  about: (_, input) => ({ institution: input.institution }),
  async run(tx, { input }) {
    const after = readLines(input.lines)
    await lockTimetable(tx, input.institution)
    const before = await listPeriods(tx, input.institution)
    if (input.seen !== periodLines(before).join('; ')) throw conflict()
    await sql`delete from students.period where institution_id = ${input.institution}::uuid`.execute(tx)
    await sql`insert into students.period (institution_id, number, from_time, to_time)
      select ${input.institution}::uuid, r.number, r.from_time, r.to_time
      from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) as r(number smallint, from_time time, to_time time)`.execute(
      tx,
    )
    return {
      result: { count: after.length },
      changes: [
        {
          subject: 'students.period',
          id: input.institution,
          institution: input.institution,
          before: { periods: before },
          after: { periods: after },
        },
      ],
    }
  },
})
