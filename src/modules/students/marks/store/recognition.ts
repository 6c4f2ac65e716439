import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Paper, Recognition } from '../recognition.ts'

type Row = Omit<Recognition, 'paper'> & { file: string | null }
const read = ({ file, ...row }: Row): Recognition => ({
  ...row,
  paper: file ? (JSON.parse(file) as Paper) : null,
})

const columns = sql`c.id, c.enrolment_id, c.person_id, c.institution_id, c.course_unit_id, c.scope, c.basis, c.evidence, c.file,
  trim_scale(c.grade)::text as grade, c.state, c.answer, c.result_id, c.asked_at, c.version, p.full_name, l.id as learner_id,
  l.code as learner_code, u.code as unit_code, u.name as unit_name, d.number as decision_no, d.signed_on as decision_date`
const source = sql`students.recognition c join people.person p on p.id = c.person_id join students.enrolment e on e.id = c.enrolment_id
  join students.learner l on l.id = e.learner_id join curricula.course_unit u on u.id = c.course_unit_id
  left join students.decision d on d.id = c.decision_id`

/** @throws AppError not_found */
export async function getRecognition(db: Db, id: string): Promise<Recognition> {
  const found = await sql<Row>`select ${columns} from ${source} where c.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return read(found.rows[0])
}

export type RecognitionFilter = {
  places: 'all' | readonly string[]
  isOpen: boolean
  enrolment?: string | undefined
}

/** Requests at the institutions given, the latest first. */
export async function listRecognitions(
  db: Db,
  { places, isOpen, enrolment }: RecognitionFilter,
  page: { after?: { key: string; id: string } | undefined; limit: number },
): Promise<Recognition[]> {
  const wheres: RawBuilder<unknown>[] = [isOpen ? sql`c.state = 'asked'` : sql`c.state <> 'asked'`]
  if (places !== 'all') wheres.push(sql`c.institution_id = any(${[...places]}::uuid[])`)
  if (enrolment) wheres.push(sql`c.enrolment_id = ${enrolment}::uuid`)
  if (page.after)
    wheres.push(sql`(c.asked_at, c.id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`)
  const found = await sql<Row>`select ${columns} from ${source} where ${sql.join(wheres, sql` and `)}
    order by c.asked_at desc, c.id desc limit ${page.limit}`.execute(db)
  return found.rows.map(read)
}

/** One request a unit is open: whoever sends in the same instant is tried again and told (`recognition_open`). */
export async function insertRecognition(
  tx: Tx,
  row: {
    id: string
    enrolment_id: string
    person_id: string
    institution_id: string
    course_unit_id: string
    scope: string
    basis: string
    evidence: string | null
    paper: Paper | null
    grade: string | null
  },
  at: string,
): Promise<void> {
  await sql`insert into students.recognition (id, enrolment_id, person_id, institution_id, course_unit_id, scope, basis, evidence, file, grade, asked_at)
    values (${row.id}, ${row.enrolment_id}, ${row.person_id}, ${row.institution_id}, ${row.course_unit_id}, ${row.scope}, ${row.basis},
      ${row.evidence}, ${row.paper ? JSON.stringify(row.paper) : null}, ${row.grade}::numeric, ${at}::timestamptz)`.execute(
    tx,
  )
}

/** @returns false when somebody else decided first */
export async function decideRecognitionRow(
  tx: Tx,
  one: { id: string; version: number },
  next: {
    state: 'granted' | 'refused'
    decision_id: string | null
    answer: string | null
    result_id: string | null
  },
): Promise<boolean> {
  const done =
    await sql`update students.recognition set state = ${next.state}, decision_id = ${next.decision_id}::uuid, answer = ${next.answer},
      result_id = ${next.result_id}::uuid, version = version + 1
    where id = ${one.id}::uuid and version = ${one.version} and state = 'asked' returning 1`.execute(tx)
  return done.rows.length > 0
}

export type UnitFor = {
  id: string
  credits: string
  is_condition: boolean
  /** A result in force is a pass. */
  is_passed: boolean
  /** A request is open or granted. */
  is_asked: boolean
}

/** The unit's part in a result, when it belongs to the programme version of the course of study. */
export async function findUnitFor(db: Db, enrolmentId: string, unitId: string): Promise<UnitFor | undefined> {
  const found = await sql<UnitFor>`
    select u.id, trim_scale(coalesce(u.credits, 0))::text as credits, u.is_condition,
      exists (select 1 from students.result r where r.enrolment_id = e.id and r.course_unit_id = u.id and r.is_current and r.is_passed) as is_passed,
      exists (select 1 from students.recognition c where c.enrolment_id = e.id and c.course_unit_id = u.id and c.state <> 'refused') as is_asked
    from students.enrolment e join students.cohort c on c.id = e.cohort_id join curricula.course_unit u on u.version_id = c.programme_version_id
    where e.id = ${enrolmentId}::uuid and u.id = ${unitId}::uuid`.execute(db)
  return found.rows[0]
}

/** Holds a course of study until the act is over: no result of it is posted meanwhile. */
export async function holdEnrolment(tx: Tx, id: string): Promise<void> {
  await sql`select 1 from students.enrolment where id = ${id}::uuid for update`.execute(tx)
}

export type LearnerChoice = {
  id: string
  person_id: string
  full_name: string
  learner_code: string
  class_code: string | null
}

/** Learners who study now, by code or part of the name. */
export async function findLearners(
  db: Db,
  places: 'all' | readonly string[],
  text: string,
): Promise<LearnerChoice[]> {
  const area = places === 'all' ? sql`true` : sql`e.institution_id = any(${[...places]}::uuid[])`
  const found =
    await sql<LearnerChoice>`select e.id, e.person_id, p.full_name, l.code as learner_code, g.code as class_code
    from students.enrolment e join students.learner l on l.id = e.learner_id join people.person p on p.id = e.person_id
    left join students.class_group g on g.id = e.class_group_id
    where ${area} and e.state = 'studying' and (l.code = ${text} or p.search like '%' || platform.fold(${text}) || '%')
    order by e.name_key, e.id limit 20`.execute(db)
  return found.rows
}
