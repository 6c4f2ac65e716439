import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Review, ReviewCase, ReviewState, Verdict } from '../graduation.ts'
import type { Computed } from '../review-case.ts'

const columns = sql`r.id, r.institution_id, r.cohort_id, c.name as cohort_name, p.name as programme_name, c.programme_version_id,
  p.occupation_code, p.level, c.mode, c.study_form, c.grading_policy_id, r.on_date, r.state, r.decision_id, d.number as decision_no,
  d.signed_on as decision_date, d.signer as decision_signer, r.council, hd.number as council_decision_no, hd.signed_on as council_decision_date, r.made_by_name, r.made_at, r.frozen_at, r.version,
  k.cases, k.eligible, k.held_back`
const source = sql`students.graduation_review r join students.cohort c on c.id = r.cohort_id
  join curricula.programme_version v on v.id = c.programme_version_id join curricula.programme p on p.id = v.programme_id
  left join students.decision d on d.id = r.decision_id
  left join students.council h on h.id = r.council_id left join students.decision hd on hd.id = h.decision_id
  cross join lateral (select count(*)::int as cases, count(*) filter (where g.is_eligible and not g.is_held_back)::int as eligible,
      count(*) filter (where g.is_held_back)::int as held_back
    from students.graduation_case g where g.review_id = r.id) k`

/** @throws AppError not_found */
export async function getReview(db: Db, id: string): Promise<Review> {
  const found = await sql<Review>`select ${columns} from ${source} where r.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Reviews that stand or are under way, the latest first; discarded ones only of a single cohort. */
export async function listReviews(
  db: Db,
  filter: { institution?: string; cohort?: string },
  limit = 100,
): Promise<Review[]> {
  const where = filter.cohort
    ? sql`r.cohort_id = ${filter.cohort}::uuid`
    : sql`r.institution_id = ${filter.institution ?? null}::uuid and r.state <> 'discarded'`
  const found =
    await sql<Review>`select ${columns} from ${source} where ${where} order by r.on_date desc, r.id desc limit ${limit}`.execute(
      db,
    )
  return found.rows
}

/** One decimal of ten points, two of four. */
const inPoints = (column: RawBuilder<unknown>) =>
  sql`case when c.mode = 'credit' then ${column}::numeric(4, 2)::text else ${column}::numeric(4, 1)::text end`
export const scoreText = inPoints(sql`g.score`)
export const averageText = inPoints(sql`g.average`)

const caseColumns = sql`g.review_id, g.enrolment_id, g.person_id, e.learner_id, l.code as learner_code, p.full_name, p.birth_date,
  p.birth_year, p.sex, k.code as class_code, g.is_eligible, g.reasons, ${scoreText} as score, g.classification,
  g.is_downgraded, g.title, g.steps, g.is_held_back, g.held_reason`
const caseSource = sql`students.graduation_case g join students.enrolment e on e.id = g.enrolment_id
  join students.cohort c on c.id = e.cohort_id
  join students.learner l on l.id = e.learner_id join people.person p on p.id = g.person_id
  left join students.class_group k on k.id = e.class_group_id`

const verdictWhere = (verdict: Verdict | undefined) =>
  verdict === 'held'
    ? sql`g.is_held_back`
    : verdict === 'yes'
      ? sql`g.is_eligible and not g.is_held_back`
      : verdict === 'no'
        ? sql`not g.is_eligible and not g.is_held_back`
        : sql`true`

/** Learners of a review by name, from after the one named by key and id. */
export async function listCases(
  db: Db,
  reviewId: string,
  filter: { verdict?: Verdict | undefined; after?: { key: string; id: string } | undefined },
  limit: number,
): Promise<(ReviewCase & { name_key: string })[]> {
  const after = filter.after
    ? sql`(g.name_key, g.enrolment_id) > (${filter.after.key}, ${filter.after.id}::uuid)`
    : sql`true`
  const found = await sql<
    ReviewCase & { name_key: string }
  >`select g.name_key, ${caseColumns} from ${caseSource}
    where g.review_id = ${reviewId}::uuid and ${verdictWhere(filter.verdict)} and ${after}
    order by g.name_key, g.enrolment_id limit ${limit}`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getCase(db: Db, reviewId: string, enrolmentId: string): Promise<ReviewCase> {
  const found = await sql<ReviewCase>`select ${caseColumns} from ${caseSource}
    where g.review_id = ${reviewId}::uuid and g.enrolment_id = ${enrolmentId}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Graduates of a decided list of whom a result it rests on was corrected since, by name. */
export async function listCorrectedSince(db: Db, reviewId: string): Promise<string[]> {
  const found = await sql<{ full_name: string }>`select p.full_name
    from students.graduation_case g join people.person p on p.id = g.person_id
    where g.review_id = ${reviewId}::uuid and g.is_eligible and not g.is_held_back
      and exists (select 1 from students.result o where o.id = any (g.rests_on) and not o.is_current)
    order by g.name_key, g.enrolment_id`.execute(db)
  return found.rows.map((row) => row.full_name)
}

/** What a frozen case rested on, by course of study. */
export async function listSeen(
  db: Db,
  reviewId: string,
): Promise<{ enrolment_id: string; full_name: string; seen: string }[]> {
  const found = await sql<{ enrolment_id: string; full_name: string; seen: string }>`
    select g.enrolment_id, p.full_name, g.seen from students.graduation_case g join people.person p on p.id = g.person_id
    where g.review_id = ${reviewId}::uuid order by g.name_key, g.enrolment_id`.execute(db)
  return found.rows
}

type NewReview = {
  institution_id: string
  cohort_id: string
  on_date: string
  made_by: string
  made_by_name: string
}

/** Opens a draft. @returns its id. */
export async function insertReview(tx: Tx, row: NewReview, isDemo = false): Promise<string> {
  const made = await tx
    .insertInto('students.graduation_review')
    .values({ ...row, council: JSON.stringify([]), is_demo: isDemo })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** @returns how many rows: 0 when somebody else was first. */
export async function updateReview(
  tx: Tx,
  review: Pick<Review, 'id' | 'version'>,
  next: {
    state?: ReviewState
    on_date?: string
    decision_id?: string
    council?: string
    council_id?: string
    frozen_at?: Date
  },
): Promise<number> {
  const done = await tx
    .updateTable('students.graduation_review')
    .set({ ...next, version: review.version + 1 })
    .where('id', '=', review.id)
    .where('version', '=', review.version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Puts the cases of a draft in the place of those before; who was held back by hand stays held back. */
export async function writeCases(tx: Tx, reviewId: string, cases: readonly Computed[]): Promise<void> {
  const held = await sql<{ enrolment_id: string; held_reason: string }>`select enrolment_id, held_reason
    from students.graduation_case where review_id = ${reviewId}::uuid and is_held_back`.execute(tx)
  await sql`delete from students.graduation_case where review_id = ${reviewId}::uuid`.execute(tx)
  await sql`insert into students.graduation_case (review_id, enrolment_id, person_id, name_key, institution_id, is_eligible, reasons,
      average, rests_on, score, classification, is_downgraded, title, steps, seen)
    select ${reviewId}::uuid, r.enrolment_id, r.person_id, r.name_key, r.institution_id, r.is_eligible, r.reasons, r.average, r.rests_on, r.score,
      r.classification, r.is_downgraded, r.title, r.steps, r.seen
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as r(enrolment_id uuid, person_id uuid, name_key text, institution_id uuid,
      is_eligible boolean, reasons jsonb, average numeric, rests_on uuid[], score numeric, classification text, is_downgraded boolean, title text, steps jsonb, seen text)`.execute(
    tx,
  )
  await sql`update students.graduation_case g set is_held_back = true, held_reason = h.held_reason
    from jsonb_to_recordset(${JSON.stringify(held.rows)}::jsonb) as h(enrolment_id uuid, held_reason text)
    where g.review_id = ${reviewId}::uuid and g.enrolment_id = h.enrolment_id`.execute(tx)
}

/** Holds a learner of a draft back, or lets them in again (`reason` null). @returns how many rows. */
export async function holdCase(
  tx: Tx,
  reviewId: string,
  enrolmentId: string,
  reason: string | null,
): Promise<number> {
  const done =
    await sql`update students.graduation_case set is_held_back = ${reason !== null}, held_reason = ${reason}
    where review_id = ${reviewId}::uuid and enrolment_id = ${enrolmentId}::uuid`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** The review of a cohort under way: a draft, or one frozen and not decided. */
export async function findStandingReview(
  db: Db,
  cohortId: string,
): Promise<{ id: string; state: ReviewState } | undefined> {
  const found = await sql<{ id: string; state: ReviewState }>`select id, state from students.graduation_review
    where cohort_id = ${cohortId}::uuid and state in ('draft', 'frozen') order by made_at desc limit 1`.execute(
    db,
  )
  return found.rows[0]
}
