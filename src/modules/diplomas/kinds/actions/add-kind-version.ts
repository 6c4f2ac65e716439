import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Db } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { dayBefore, dayText, typedDay } from '../../registers/typed.ts'
import { contentFields, type Kind } from '../kind.ts'
import { getKind, insertKind, updateKind } from '../store/kind.ts'

const name = z
  .string({ error: 'diplomas.kinds.error.name' })
  .trim()
  .min(3, 'diplomas.kinds.error.name')
  .max(200)
export const typedSource = z
  .string({ error: 'diplomas.kinds.error.source' })
  .trim()
  .min(10, 'diplomas.kinds.error.source')
  .max(1000)
const tick = z.stringbool().default(false)

/** Writes what a kind is from a day on; the version before ends the day before and stays for what was issued by it. */
export const addKindVersion = defineAction({
  name: 'diplomas.add-kind-version',
  permission: 'diplomas.keep-kinds',
  input: z.object({
    base: z.uuid(),
    from_date: typedDay,
    name,
    name_en: name,
    required: z.array(z.enum(contentFields)).min(1, 'diplomas.kinds.error.required').default([]),
    issue_days: z.coerce
      .number({ error: 'diplomas.kinds.error.days' })
      .int('diplomas.kinds.error.days')
      .positive('diplomas.kinds.error.days')
      .max(3650, 'diplomas.kinds.error.days')
      .optional(),
    is_digital: tick,
    has_blanks: tick,
    is_verified: tick,
    source: typedSource,
  }),
  find: (db, input) => getKind(db, input.base),
  about: () => ({ province: true }),
  async run(tx, { input: { base: _base, ...input }, target: base }) {
    if (input.required.length === 0) throw invalid({ required: 'diplomas.kinds.error.required' })
    if (base.to_date !== null) throw precondition('diplomas.kinds.error.not_latest')
    if (base.from_date !== null && input.from_date <= base.from_date)
      throw invalid({ from_date: 'diplomas.kinds.error.before' })
    await refuseIssued(tx, base, input.from_date)
    const to_date = dayBefore(input.from_date)
    await updateKind(tx, base.id, { to_date })
    const { code, level } = base
    const row = { ...input, code, level, to_date: null, issue_days: input.issue_days ?? null }
    const id = await insertKind(tx, row)
    return {
      result: { id },
      changes: [
        { subject: 'diplomas.kind', id: base.id, before: { to_date: null }, after: { to_date } },
        { subject: 'diplomas.kind', id, before: null, after: row },
      ],
    }
  },
})

/** What was issued by a version stays under it: the next cannot begin before the last of them. */
async function refuseIssued(db: Db, base: Kind, day: string): Promise<void> {
  const found = await sql<{
    last: string | null
  }>`select max(d.issue_date)::text as last from diplomas.diploma d
    where d.kind_id = ${base.id}::uuid and d.issue_date >= ${day}::date`.execute(db)
  const last = found.rows[0]?.last
  if (last) throw precondition('diplomas.kinds.error.issued', { day: dayText(last) })
}
