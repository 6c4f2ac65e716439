import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

export type Assessment = {
  id: string
  person_id: string
  questionnaire_id: string
  started_on: string
  finished_on: string | null
  shared_with: string | null
  shared_on: string | null
}

export type Answer = { component_code: string; ticked: boolean[]; score: number }

const columns = sql`a.id, a.person_id, a.questionnaire_id, a.started_on, a.finished_on, a.shared_with, a.shared_on`

/** The one being filled in. */
export async function findOpen(
  db: Db,
  personId: string,
  questionnaire: string,
): Promise<Assessment | undefined> {
  return (
    await sql<Assessment>`select ${columns} from staff.self_assessment a where a.person_id = ${personId}
    and a.questionnaire_id = ${questionnaire} and a.finished_on is null`.execute(db)
  ).rows[0]
}

/** Finished ones of a framework, latest first. */
export async function listFinished(db: Db, personId: string, framework: string): Promise<Assessment[]> {
  return (
    await sql<Assessment>`select ${columns} from staff.self_assessment a join staff.questionnaire q on q.id = a.questionnaire_id
    where a.person_id = ${personId} and q.framework_id = ${framework} and a.finished_on is not null
    order by a.finished_on desc, a.id desc`.execute(db)
  ).rows
}

/** A person's own one, finished or not. */
export async function findOwn(db: Db, personId: string, id: string): Promise<Assessment | undefined> {
  return (
    await sql<Assessment>`select ${columns} from staff.self_assessment a where a.id = ${id} and a.person_id = ${personId}`.execute(
      db,
    )
  ).rows[0]
}

export async function listAnswers(db: Db, assessmentId: string): Promise<Answer[]> {
  return (
    await sql<Answer>`select component_code, ticked, score from staff.self_answer where assessment_id = ${assessmentId} order by component_code`.execute(
      db,
    )
  ).rows
}

export type KeptAnswer = Answer & { started_on: string; finished_on: string | null }

/** Everything the person has answered, as far as the reader may see it: the person alone. */
export async function listAllAnswers(db: Db, personId: string): Promise<KeptAnswer[]> {
  return (
    await sql<KeptAnswer>`select a.started_on, a.finished_on, w.component_code, w.ticked, w.score
    from staff.self_answer w join staff.self_assessment a on a.id = w.assessment_id
    where w.person_id = ${personId} order by a.started_on, a.id, w.component_code`.execute(db)
  ).rows
}

export function scoresOf(answers: readonly Answer[]): Map<string, number> {
  return new Map(answers.map((answer) => [answer.component_code, answer.score]))
}

export async function openAssessment(
  tx: Tx,
  personId: string,
  questionnaire: string,
  today: string,
): Promise<Assessment> {
  await sql`insert into staff.self_assessment (person_id, questionnaire_id, started_on) values (${personId}, ${questionnaire}, ${today})
    on conflict do nothing`.execute(tx)
  return (await findOpen(tx, personId, questionnaire))!
}

export async function writeAnswers(
  tx: Tx,
  assessment: Assessment,
  answers: readonly Answer[],
): Promise<void> {
  for (const { component_code, ticked, score } of answers) {
    await sql`insert into staff.self_answer (assessment_id, person_id, component_code, ticked, score)
      values (${assessment.id}, ${assessment.person_id}, ${component_code}, ${ticked}::boolean[], ${score})
      on conflict (assessment_id, component_code) do update set ticked = excluded.ticked, score = excluded.score`.execute(
      tx,
    )
  }
}

export async function finishAssessment(tx: Tx, id: string, today: string): Promise<void> {
  await sql`update staff.self_assessment set finished_on = ${today} where id = ${id} and finished_on is null`.execute(
    tx,
  )
}

/** Shows it to the managers of a school, or (null) to nobody any more. */
export async function setSharing(
  tx: Tx,
  id: string,
  institution: string | null,
  today: string,
): Promise<void> {
  await sql`update staff.self_assessment set shared_with = ${institution}::uuid, shared_on = case when ${institution}::uuid is null then null else ${today}::date end
    where id = ${id}`.execute(tx)
}

export async function deleteAssessment(tx: Tx, id: string): Promise<void> {
  await sql`delete from staff.self_assessment where id = ${id}`.execute(tx)
}

export type SharedLine = Assessment & { full_name: string }

/** What people of these schools chose to show their managers, latest first. */
export async function listShared(db: Db, institutions: readonly string[]): Promise<SharedLine[]> {
  if (institutions.length === 0) return []
  return (
    await sql<SharedLine>`select ${columns}, n.full_name from staff.self_assessment a join people.person n on n.id = a.person_id
    where a.shared_with = any (${[...institutions]}::uuid[]) order by a.shared_on desc, a.id limit 200`.execute(
      db,
    )
  ).rows
}

export async function findShared(
  db: Db,
  id: string,
  institutions: readonly string[],
): Promise<SharedLine | undefined> {
  return (
    await sql<SharedLine>`select ${columns}, n.full_name from staff.self_assessment a join people.person n on n.id = a.person_id
    where a.id = ${id} and a.shared_with = any (${[...institutions]}::uuid[])`.execute(db)
  ).rows[0]
}

/** Mean of one domain at one school; `institution_id` null: schools too small to stand alone, together. */
export type MapCell = { institution_id: string | null; domain_code: string; people: number; mean: string }

export async function competenceMap(db: Db, framework: string, day: string): Promise<MapCell[]> {
  return (
    await sql<MapCell>`select institution_id, domain_code, people, mean from staff.competence_map(${framework}, ${day}::date)`.execute(
      db,
    )
  ).rows
}

export type Suggestion = {
  code: string
  name: string
  hours: string
  component: string
  run_id: string | null
  from_date: string | null
}

/** Up to three courses of the catalogue for each component: those with a class to register for first. */
export async function suggestCourses(
  db: Db,
  components: readonly string[],
  today: string,
): Promise<Suggestion[]> {
  if (components.length === 0) return []
  return (
    await sql<Suggestion>`select s.code, s.name, s.hours, k.component, s.run_id, s.from_date
    from unnest(${[...components]}::text[]) as k(component)
    cross join lateral (
      select c.code, c.name, c.hours, n.id as run_id, n.from_date from staff.course c
      left join lateral (select r.id, r.from_date from staff.course_run r where r.course_id = c.id and r.state = 'open'
        and r.register_until >= ${today}::date order by r.from_date, r.id limit 1) n on true
      where c.is_open and k.component = any (c.components)
      order by n.from_date nulls last, c.name limit 3
    ) s`.execute(db)
  ).rows
}

/** The school whose managers a person would share with: a permanent post first, then the earliest. */
export async function findOwnSchool(db: Db, personId: string, day: string): Promise<string | undefined> {
  return (
    await sql<{
      institution_id: string
    }>`select p.institution_id from staff.posts_on(${day}::date) p where p.person_id = ${personId}
    order by p.contract is not distinct from 'visiting', p.from_date nulls first, p.id limit 1`.execute(db)
  ).rows[0]?.institution_id
}
