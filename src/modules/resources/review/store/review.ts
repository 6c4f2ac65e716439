import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Mark, Verdict } from '../rubric.ts'
import type { Step } from './life.ts'

export type Review = {
  id: string
  submission_id: string
  account: string
  account_name: string
  taken_at: Date
  answered_at: Date | null
  verdict: Verdict | null
  marks: Record<string, Mark>
  note: string | null
}

export async function listReviews(db: Db, submissionId: string): Promise<Review[]> {
  const found =
    await sql<Review>`select id, submission_id, account, account_name, taken_at, answered_at, verdict, marks, note
    from resources.review where submission_id = ${submissionId}::uuid order by taken_at, id`.execute(db)
  return found.rows
}

/** Takes on a review while a place is free. @returns false when there is none */
export async function takeReview(
  tx: Tx,
  submission: { id: string; version_id: string; reviewers: number },
  who: { account: string; name: string; at: Date },
): Promise<boolean> {
  // Two who take the last place at one moment wait for one another here.
  await sql`select pg_advisory_xact_lock(hashtextextended(${submission.id}, 0))`.execute(tx)
  const made =
    await sql`insert into resources.review (submission_id, version_id, account, account_name, taken_at)
    select ${submission.id}::uuid, ${submission.version_id}::uuid, ${who.account}, ${who.name}, ${who.at}
    where (select count(*) from resources.review where submission_id = ${submission.id}::uuid) < ${submission.reviewers}
    on conflict do nothing returning id`.execute(tx)
  return made.rows.length > 0
}

/** Gives a review back that is not answered. @returns how many rows */
export async function giveBackReview(tx: Tx, submissionId: string, account: string): Promise<number> {
  const done =
    await sql`delete from resources.review where submission_id = ${submissionId}::uuid and account = ${account}
    and answered_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** Writes an answer; it may be changed until the last one has answered. */
export async function answerReview(
  tx: Tx,
  reviewId: string,
  answer: { verdict: Verdict; marks: Record<string, Mark>; note: string | null; at: Date },
): Promise<void> {
  await sql`update resources.review set verdict = ${answer.verdict}, marks = ${JSON.stringify(answer.marks)}::jsonb, note = ${answer.note},
    answered_at = ${answer.at} where id = ${reviewId}::uuid`.execute(tx)
}

/** Ends the round when all have answered. @returns whether it did */
export async function completeReview(
  tx: Tx,
  submissionId: string,
  who: { account: string; name: string },
): Promise<boolean> {
  const done = await sql<{ done: boolean }>`
    select resources.complete_review(${submissionId}::uuid, ${who.account}, ${who.name}) as done`.execute(tx)
  return done.rows[0]?.done === true
}

/** Steps of a version's life, the latest first. */
export async function listSteps(db: Db, versionId: string): Promise<Step[]> {
  const found =
    await sql<Step>`select from_state, to_state, note, account_name, at from resources.version_step
    where version_id = ${versionId}::uuid order by step_no desc`.execute(db)
  return found.rows
}
