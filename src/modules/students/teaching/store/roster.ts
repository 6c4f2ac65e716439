import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import { noteTimeAway } from '../../store/roster.ts'

export type NewRosterLine = {
  section_id: string
  enrolment_id: string
  from_date: string
  attempt?: 'first' | 'relearn' | 'improve'
}

/**
 * Puts courses of study on rosters. Who was there before and had left comes back: the day they first came stays, and what was
 * taught while they were away counts as missed.
 * @returns the changes for the audit
 */
export async function insertRoster(tx: Tx, rows: readonly NewRosterLine[]): Promise<Change[]> {
  if (rows.length === 0) return []
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(section_id uuid, enrolment_id uuid, from_date date, attempt text)`
  const left =
    await sql<Left>`select l.section_id || '/' || l.enrolment_id as id, l.from_date, l.to_date, l.attempt
    from ${given} join students.section_learner l using (section_id, enrolment_id) where l.to_date is not null`.execute(
      tx,
    )
  if (left.rows.length > 0) await noteTimeAway(tx, given)
  const made = await sql<{
    id: string
    institution_id: string
    back_on: string
    from_date: string
    attempt: string
  }>`
    with made as (
      insert into students.section_learner (section_id, enrolment_id, person_id, name_key, institution_id, from_date, attempt)
      select r.section_id, r.enrolment_id, e.person_id, e.name_key, e.institution_id, r.from_date, coalesce(r.attempt, 'first')
      from ${given} join students.enrolment e on e.id = r.enrolment_id
      on conflict (section_id, enrolment_id) do update set to_date = null, attempt = excluded.attempt
      returning section_id, enrolment_id, institution_id, from_date, attempt
    )
    select m.section_id || '/' || m.enrolment_id as id, m.institution_id, r.from_date as back_on, m.from_date, m.attempt
    from made m join ${given} using (section_id, enrolment_id)`.execute(tx)
  const before = new Map(left.rows.map(({ id, ...row }) => [id, row]))
  return made.rows.map(({ id, institution_id, back_on, ...after }) => ({
    subject: 'students.section_learner',
    id,
    institution: institution_id,
    before: before.get(id) ?? null,
    after: before.has(id) ? { ...after, to_date: null, back_on } : after,
  }))
}

type Left = { id: string; from_date: string; to_date: string; attempt: string }

/** Ends a place on a roster: `to` is the last day. */
export async function endRosterLine(
  tx: Tx,
  sectionId: string,
  enrolmentId: string,
  to: string,
): Promise<boolean> {
  const done = await sql`update students.section_learner set to_date = ${to}::date
    where section_id = ${sectionId}::uuid and enrolment_id = ${enrolmentId}::uuid and from_date <= ${to}::date
      and to_date is null returning 1`.execute(tx)
  return done.rows.length > 0
}

/** Takes somebody off who was put on by mistake: nothing about them in the section is kept, because nothing is there. */
export async function deleteRosterLine(tx: Tx, sectionId: string, enrolmentId: string): Promise<boolean> {
  const done =
    await sql`delete from students.section_learner r where r.section_id = ${sectionId}::uuid and r.enrolment_id = ${enrolmentId}::uuid
    and not exists (select 1 from students.absence a where a.section_id = r.section_id and a.enrolment_id = r.enrolment_id)
    and not exists (select 1 from students.mark m where m.section_id = r.section_id and m.enrolment_id = r.enrolment_id)
    and not exists (select 1 from students.result x where x.section_id = r.section_id and x.enrolment_id = r.enrolment_id)
    returning 1`.execute(tx)
  return done.rows.length > 0
}

/** Who studies in a class on a day, as roster lines of a section. */
export async function listClassMembers(
  db: Db,
  classGroupId: string,
): Promise<{ id: string; from_date: string }[]> {
  const found = await sql<{ id: string; from_date: string }>`select id, from_date from students.enrolment
    where class_group_id = ${classGroupId}::uuid and state = 'studying' order by name_key, id`.execute(db)
  return found.rows
}

export type Candidate = {
  enrolment_id: string
  person_id: string
  full_name: string
  learner_code: string
  class_code: string | null
}

/** Learners of the institution who study now and are not on the roster: by code, or by part of the name. */
export async function findCandidates(
  db: Db,
  section: { id: string; institution_id: string },
  text: string,
): Promise<Candidate[]> {
  const found =
    await sql<Candidate>`select e.id as enrolment_id, e.person_id, p.full_name, l.code as learner_code, g.code as class_code
    from students.enrolment e join students.learner l on l.id = e.learner_id join people.person p on p.id = e.person_id
    left join students.class_group g on g.id = e.class_group_id
    where e.institution_id = ${section.institution_id}::uuid and e.state = 'studying'
      and (l.code = ${text} or g.code = ${text} or p.search like ${`%${fold(text).replaceAll(/[\\%_]/g, '\\$&')}%`})
      and not exists (select 1 from students.section_learner r where r.section_id = ${section.id}::uuid and r.enrolment_id = e.id
        and r.to_date is null)
    order by e.name_key, e.id limit 60`.execute(db)
  return found.rows
}
