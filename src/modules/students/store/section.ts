import { sql } from 'kysely'
import { findGrant, may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { CourseSection, RosterLine } from '../section.ts'

const columns = (
  today: string,
) => sql`s.id, s.institution_id, s.term_id, s.course_unit_id, s.class_group_id, s.grading_policy_id, s.mode, s.code, s.name,
  trim_scale(s.credits)::text as credits, s.hours_theory, s.hours_practice, s.hours_test, s.is_condition, s.is_hazardous, s.delivery, s.state,
  s.submitted_at, s.posted_at, s.return_reason, s.version, t.name as term_name, g.code as class_code,
  coalesce((select jsonb_agg(jsonb_build_object('person_id', x.person_id, 'full_name', p.full_name, 'role', x.role)
      order by x.role desc, p.name_key)
    from students.section_teacher x join people.person p on p.id = x.person_id
    where x.section_id = s.id and x.from_date <= ${today}::date and coalesce(x.to_date, 'infinity') >= ${today}::date), '[]') as teachers`
const source = sql`students.course_section s join students.term t on t.id = s.term_id
  left join students.class_group g on g.id = s.class_group_id`

/** The section with those who teach it on the day `today`. */
export async function findSection(db: Db, id: string, today: string): Promise<CourseSection | undefined> {
  const found =
    await sql<CourseSection>`select ${columns(today)} from ${source} where s.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/**
 * The section, when the actor teaches it or keeps the institution's records (`students.edit`).
 * @throws AppError not_found otherwise, so that a teacher does not learn of others' sections.
 */
export async function getSection(
  db: Db,
  id: string,
  { actor, today }: { actor: Actor; today: string },
): Promise<CourseSection> {
  const found = await findSection(db, id, today)
  if (!found || !mayTeach(actor, found)) throw notFound()
  return found
}

/** Does the actor teach the section, or keep the records of its institution? */
export function mayTeach(actor: Actor, section: Pick<CourseSection, 'institution_id' | 'teachers'>): boolean {
  if (may(actor, 'students.edit', { institution: section.institution_id })) return true
  return (
    actor.kind === 'account' &&
    actor.personId !== undefined &&
    section.teachers.some((teacher) => teacher.person_id === actor.personId)
  )
}

/** The grant by which the actor reads whom they read in a section: who reads or keeps the school's records, or teaches there. */
export function sectionGrant(
  actor: Actor,
  { institution_id }: Pick<CourseSection, 'institution_id'>,
): string | undefined {
  const place = { institution: institution_id }
  return (findGrant(actor, 'students.read', place) ?? findGrant(actor, 'students.teach', place))?.id
}

/** Who is or was in the section, by name. */
export async function listRoster(db: Db, sectionId: string): Promise<RosterLine[]> {
  const found = await sql<RosterLine>`
    select r.enrolment_id, r.person_id, p.full_name, l.code as learner_code, g.code as class_code, r.from_date, r.to_date, r.attempt
    from students.section_learner r
    join people.person p on p.id = r.person_id
    join students.enrolment e on e.id = r.enrolment_id
    join students.learner l on l.id = e.learner_id
    left join students.class_group g on g.id = e.class_group_id
    where r.section_id = ${sectionId}::uuid order by r.name_key, r.enrolment_id`.execute(db)
  return found.rows
}
