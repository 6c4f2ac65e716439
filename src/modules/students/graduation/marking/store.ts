import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { ExamKind } from '../graduation.ts'
import type { Marker, Marking, OwnPaper, Paper } from './marking.ts'

const columns = sql`m.id, m.institution_id, m.cohort_id, c.name as cohort_name, c.grading_policy_id, m.kind, m.sitting, m.held_on,
  m.is_blind, m.state, m.discard_reason, m.opened_by_name, m.closed_at, m.version`
const source = sql`students.exam_marking m join students.cohort c on c.id = m.cohort_id`

/** The round of a part and sitting that is open or closed. */
export async function findMarking(
  db: Db,
  cohortId: string,
  kind: ExamKind,
  sitting: number,
): Promise<Marking | undefined> {
  const found = await sql<Marking>`select ${columns} from ${source}
    where m.cohort_id = ${cohortId}::uuid and m.kind = ${kind} and m.sitting = ${sitting} and m.state <> 'discarded'`.execute(
    db,
  )
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getMarking(db: Db, id: string): Promise<Marking> {
  const found = await sql<Marking>`select ${columns} from ${source} where m.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Who marks, in their order. */
export async function listMarkers(db: Db, markingId: string): Promise<Marker[]> {
  const found =
    await sql<Marker>`select k.id, k.marker_person_id, p.full_name, k.position, k.is_third, k.handed_in_at,
      (select count(*)::int from students.exam_paper_mark g where g.marker_id = k.id) as marked
    from students.exam_marker k join people.person p on p.id = k.marker_person_id
    where k.marking_id = ${markingId}::uuid order by k.position`.execute(db)
  return found.rows
}

const setAside = sql`exists (select 1 from students.graduation_mark g where g.enrolment_id = a.enrolment_id
  and g.kind = m.kind and g.sitting = m.sitting and g.state <> 'scored')`

/** Papers by name with every mark given: for the office alone, and read only when all have handed in. */
export async function listPapers(db: Db, markingId: string): Promise<Paper[]> {
  const found =
    await sql<Paper>`select a.id, a.enrolment_id, e.person_id, a.code, p.full_name, l.code as learner_code,
      k.code as class_code, ${setAside} as is_set_aside,
      coalesce((select jsonb_object_agg(g.marker_id, trim_scale(g.value)::text) from students.exam_paper_mark g
        where g.paper_id = a.id), '{}') as marks
    from students.exam_paper a join students.exam_marking m on m.id = a.marking_id
    join students.enrolment e on e.id = a.enrolment_id join people.person p on p.id = e.person_id
    join students.learner l on l.id = e.learner_id left join students.class_group k on k.id = e.class_group_id
    where a.marking_id = ${markingId}::uuid order by e.name_key, a.id`.execute(db)
  return found.rows
}

/** The papers a marker has to mark, with the own marks only; by code where the round is blind, else by name. */
export async function listOwnPapers(
  db: Db,
  marking: Pick<Marking, 'id' | 'is_blind'>,
  marker: { id: string },
  only?: readonly string[],
): Promise<OwnPaper[]> {
  const which = only ? sql`and a.id = any(${[...only]}::uuid[])` : sql``
  const order = marking.is_blind ? sql`a.code` : sql`e.name_key, a.id`
  const found = await sql<OwnPaper>`select a.id, a.code,
      case when m.is_blind then null else p.full_name end as full_name,
      case when m.is_blind then null else p.id end as person_id, trim_scale(g.value)::text as value,
      coalesce(g.version, 0) as version
    from students.exam_paper a join students.exam_marking m on m.id = a.marking_id
    join students.enrolment e on e.id = a.enrolment_id join people.person p on p.id = e.person_id
    left join students.exam_paper_mark g on g.paper_id = a.id and g.marker_id = ${marker.id}::uuid
    where a.marking_id = ${marking.id}::uuid and not ${setAside} ${which} order by ${order}`.execute(db)
  return found.rows
}

type NewMarking = {
  institution_id: string
  cohort_id: string
  kind: ExamKind
  sitting: number
  held_on: string
  is_blind: boolean
  opened_by: string
  opened_by_name: string
  opened_at: Date
}

/** Opens a round with its markers and papers. @returns its id; undefined when somebody else opened one first. */
export async function insertMarking(
  tx: Tx,
  row: NewMarking,
  markers: readonly string[],
  papers: readonly { enrolment_id: string; code: string }[],
): Promise<string | undefined> {
  const made = await tx
    .insertInto('students.exam_marking')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return undefined
  const place = { marking_id: made.id, institution_id: row.institution_id }
  await tx
    .insertInto('students.exam_marker')
    .values(markers.map((person, at) => ({ ...place, marker_person_id: person, position: at + 1 })))
    .execute()
  await sql`insert into students.exam_paper (marking_id, enrolment_id, institution_id, code)
    select ${made.id}::uuid, r.enrolment_id, ${row.institution_id}::uuid, r.code
    from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as r(enrolment_id uuid, code text)`.execute(tx)
  return made.id
}

export async function insertThird(
  tx: Tx,
  marking: Pick<Marking, 'id' | 'institution_id'>,
  person: string,
  position: number,
): Promise<void> {
  await tx
    .insertInto('students.exam_marker')
    .values({
      marking_id: marking.id,
      institution_id: marking.institution_id,
      marker_person_id: person,
      position,
      is_third: true,
    })
    .execute()
}

export type OwnMark = { paper_id: string; value: string; version: number }

/** Writes a marker's marks that were changed. @returns the papers on which another sending was first. */
export async function writeOwnMarks(
  tx: Tx,
  { marker, institution, by }: { marker: string; institution: string; by: string },
  rows: readonly OwnMark[],
): Promise<string[]> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(paper_id uuid, value numeric, version integer)`
  const changed = await sql<{ paper_id: string }>`update students.exam_paper_mark g set value = r.value,
      version = g.version + 1, by_account = ${by}, at = now()
    from ${given} where g.paper_id = r.paper_id and g.marker_id = ${marker}::uuid and g.version = r.version
    returning g.paper_id`.execute(tx)
  const made = await sql<{
    paper_id: string
  }>`insert into students.exam_paper_mark (paper_id, marker_id, institution_id, value, by_account)
    select r.paper_id, ${marker}::uuid, ${institution}::uuid, r.value, ${by} from ${given} where r.version = 0
    on conflict do nothing returning paper_id`.execute(tx)
  const done = new Set([...changed.rows, ...made.rows].map((row) => row.paper_id))
  return rows.flatMap((row) => (done.has(row.paper_id) ? [] : [row.paper_id]))
}

/** The marker's marks are given. @returns false when that was done before. */
export async function handIn(tx: Tx, markerId: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('students.exam_marker')
    .set({ handed_in_at: at })
    .where('id', '=', markerId)
    .where('handed_in_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/** @returns false when somebody else was first. */
export async function endMarking(
  tx: Tx,
  marking: Pick<Marking, 'id'>,
  version: number,
  next: { state: 'closed'; closed_at: Date } | { state: 'discarded'; discard_reason: string },
): Promise<boolean> {
  const done = await tx
    .updateTable('students.exam_marking')
    .set({ ...next, version: version + 1 })
    .where('id', '=', marking.id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/** Rounds a person has still to mark in, the oldest first. */
export async function listOwnMarkings(
  db: Db,
  personId: string,
  limit: number,
): Promise<Pick<Marking, 'id' | 'cohort_name' | 'kind' | 'sitting' | 'held_on'>[]> {
  const found = await sql<Pick<Marking, 'id' | 'cohort_name' | 'kind' | 'sitting' | 'held_on'>>`select m.id,
      c.name as cohort_name, m.kind, m.sitting, m.held_on
    from students.exam_marker k join ${source} on m.id = k.marking_id
    where k.marker_person_id = ${personId}::uuid and k.handed_in_at is null and m.state = 'open'
    order by m.opened_at limit ${limit}`.execute(db)
  return found.rows
}
