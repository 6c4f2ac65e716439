import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { VersionState } from '../version.ts'

export type ReviewStep = {
  id: string
  on_date: string
  from_state: VersionState | null
  to_state: VersionState
  document_no: string | null
  document_date: string | null
  note: string
  account_name: string
}

/** Steps of a version's life, the latest first. */
export async function listSteps(db: Db, versionId: string): Promise<ReviewStep[]> {
  const found =
    await sql<ReviewStep>`select id, on_date, from_state, to_state, document_no, document_date, note, account_name
    from curricula.review_step where version_id = ${versionId}::uuid order by step_no desc`.execute(db)
  return found.rows
}

export async function insertStep(
  tx: Tx,
  version: { id: string; institution_id: string },
  step: Omit<ReviewStep, 'id'> & { account: string },
): Promise<void> {
  await sql`insert into curricula.review_step (version_id, institution_id, on_date, from_state, to_state, document_no, document_date,
      note, account, account_name)
    values (${version.id}, ${version.institution_id}, ${step.on_date}, ${step.from_state}, ${step.to_state}, ${step.document_no},
      ${step.document_date}, ${step.note}, ${step.account}, ${step.account_name})`.execute(tx)
}

export type ProgrammeReview = { id: string; reviewed_on: string; minutes_no: string; note: string }

export async function listReviews(db: Db, programmeId: string): Promise<ProgrammeReview[]> {
  const found =
    await sql<ProgrammeReview>`select id, reviewed_on, minutes_no, note from curricula.programme_review
    where programme_id = ${programmeId}::uuid order by reviewed_on desc, id`.execute(db)
  return found.rows
}

export type DueReview = {
  programme_id: string
  institution_id: string
  name: string
  code: string
  /** Day of the last decision or review. */
  last_on: string
  due_on: string
}

/**
 * Programmes with an active version whose review falls due by the day: so many months after the last decision or review
 * (Thông tư 03/2017/TT-BLĐTBXH: at least every 3 years), the longest due first.
 */
export async function listDueReviews(
  db: Db,
  by: string,
  filter: { months: number; institutions: 'all' | readonly string[]; programme?: string; limit?: number },
): Promise<DueReview[]> {
  const within =
    filter.institutions === 'all'
      ? sql`true`
      : sql`a.institution_id = any(${[...filter.institutions]}::uuid[])`
  const one = filter.programme ? sql`a.programme_id = ${filter.programme}::uuid` : sql`true`
  const found =
    await sql<DueReview>`select d.*, (d.last_on + make_interval(months => ${filter.months}))::date as due_on from (
      select a.programme_id, a.institution_id, a.name, a.code,
        greatest(a.decision_date, (select max(r.reviewed_on) from curricula.programme_review r where r.programme_id = a.programme_id)) as last_on
      from curricula.active_on(${by}::date) a where ${within} and ${one}
    ) d where d.last_on + make_interval(months => ${filter.months}) <= ${by}::date order by due_on, d.name, d.programme_id limit ${filter.limit ?? null}`.execute(
      db,
    )
  return found.rows
}

export async function insertReview(
  tx: Tx,
  programme: { id: string; institution_id: string },
  review: Omit<ProgrammeReview, 'id'>,
): Promise<string> {
  const found = await sql<{
    id: string
  }>`insert into curricula.programme_review (programme_id, institution_id, reviewed_on, minutes_no, note)
    values (${programme.id}, ${programme.institution_id}, ${review.reviewed_on}, ${review.minutes_no}, ${review.note}) returning id`.execute(
    tx,
  )
  return found.rows[0]!.id
}

export type Waiting = {
  version_id: string
  institution_id: string
  name: string
  /** Day and note of the step that brought it here. */
  on_date: string
  note: string
}

/** Versions in a state to which somebody brought them, the longest first: drafts only when they were returned. */
export async function listWaiting(
  db: Db,
  filter: { state: VersionState; institutions: 'all' | readonly string[]; limit: number },
): Promise<Waiting[]> {
  const within =
    filter.institutions === 'all'
      ? sql`true`
      : sql`v.institution_id = any(${[...filter.institutions]}::uuid[])`
  const found = await sql<Waiting>`select v.id as version_id, v.institution_id, p.name, s.on_date, s.note
    from curricula.programme_version v join curricula.programme p on p.id = v.programme_id
    join lateral (select r.on_date, r.note, r.to_state from curricula.review_step r where r.version_id = v.id
      order by r.step_no desc limit 1) s on s.to_state = v.state
    where v.state = ${filter.state} and ${within} order by s.on_date, p.name limit ${filter.limit}`.execute(
    db,
  )
  return found.rows
}
