import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { invalid } from '#platform/errors.ts'
import type { Status } from '../institution.ts'

type NewStanding = {
  status: Status
  on_date: string | null
  decision_no: string | null
  source: string
  today: string
}

/**
 * Ends the present standing the day before `on_date` and begins the new one; without a day, or when it begins where the
 * present one does, the present one is corrected in place.
 * @throws AppError invalid when the day lies before the present standing began
 */
export async function changeStanding(
  tx: Tx,
  institutionId: string,
  { status, on_date, decision_no, source, today }: NewStanding,
): Promise<void> {
  const present = await tx
    .selectFrom('institutions.standing')
    .select(['id', 'from_date'])
    .where('institution_id', '=', institutionId)
    .where('to_date', 'is', null)
    .executeTakeFirst()
  const fresh = { status, decision_no, source, is_verified: true, confirmed_on: today }
  if (present && (on_date === null || present.from_date === on_date)) {
    await tx.updateTable('institutions.standing').set(fresh).where('id', '=', present.id).execute()
    return
  }
  if (present?.from_date && on_date! < present.from_date)
    throw invalid({ on_date: 'institutions.error.before_present' })
  if (present)
    await tx
      .updateTable('institutions.standing')
      .set({ to_date: sql`${on_date}::date - 1` })
      .where('id', '=', present.id)
      .execute()
  await tx
    .insertInto('institutions.standing')
    .values({ ...fresh, institution_id: institutionId, from_date: on_date })
    .execute()
}

/** Takes back the mergers that the present standing rests on. @returns the ids of the institutions it had gone into */
export async function withdrawMergers(tx: Tx, institutionId: string): Promise<string[]> {
  const gone = await sql<{ to_institution: string }>`delete from institutions.succession s
    where s.from_institution = ${institutionId}::uuid and s.kind = 'merge'
      and s.on_date = (select st.from_date from institutions.standing st where st.institution_id = s.from_institution and st.to_date is null)
    returning s.to_institution`.execute(tx)
  return gone.rows.map((row) => row.to_institution)
}

/** Gives the institution a new name from a day on; the former one ends the day before. @throws AppError invalid */
export async function changeName(
  tx: Tx,
  institutionId: string,
  {
    name,
    short_name,
    on_date,
    decision_no,
    source,
    today,
  }: Omit<NewStanding, 'status' | 'on_date'> & { name: string; short_name: string | null; on_date: string },
): Promise<void> {
  const present = await tx
    .selectFrom('institutions.institution_name')
    .select(['id', 'from_date'])
    .where('institution_id', '=', institutionId)
    .where('to_date', 'is', null)
    .executeTakeFirst()
  if (present?.from_date && on_date <= present.from_date)
    throw invalid({ on_date: 'institutions.error.before_present' })
  if (present)
    await tx
      .updateTable('institutions.institution_name')
      .set({ to_date: sql`${on_date}::date - 1` })
      .where('id', '=', present.id)
      .execute()
  await tx
    .insertInto('institutions.institution_name')
    .values({
      institution_id: institutionId,
      name,
      short_name,
      from_date: on_date,
      decision_no,
      source,
      is_verified: true,
      confirmed_on: today,
    })
    .execute()
}
