import { may, reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { isOwn, placeOf } from '../catalogue/rights.ts'
import type { QueueReach, Submission } from './store/submission.ts'
import { getSubmission } from './store/submission.ts'
import { listTeamsOf } from './store/team.ts'

/** Where a submission is reviewed and decided: its school, or the province. */
export const placeOfSubmission = (submission: Pick<Submission, 'space' | 'institution_id'>) =>
  submission.space === 'school' ? placeOf(submission) : { province: true as const }

/** Teams the actor is a member of, beside what their role lets them review. */
async function teamsOf(db: Db, actor: Actor, day: string): Promise<(string | null)[]> {
  return actor.kind === 'account' && actor.personId ? listTeamsOf(db, actor.personId, day) : []
}

/** May the actor review this: by role or as a member of the team, and not their own work. */
export async function mayReview(db: Db, actor: Actor, submission: Submission, day: string): Promise<boolean> {
  if (actor.kind !== 'account' || submission.submitted_by === actor.id) return false
  if (await isOwn(db, actor, { id: submission.version_id, owner_account: submission.owner_account }))
    return false
  if (may(actor, 'resources.review', placeOfSubmission(submission))) return true
  const team = submission.space === 'province' ? null : submission.institution_id
  return (await teamsOf(db, actor, day)).includes(team)
}

/** May the actor decide about this? Nobody decides about their own work. */
export async function mayDecide(db: Db, actor: Actor, submission: Submission): Promise<boolean> {
  if (!may(actor, 'resources.decide', placeOfSubmission(submission))) return false
  return !(await isOwn(db, actor, { id: submission.version_id, owner_account: submission.owner_account }))
}

/** A submission that the actor reviews or decides about. @throws AppError not_found */
export async function getReviewable(db: Db, actor: Actor, id: string, day: string): Promise<Submission> {
  const submission = await getSubmission(db, id)
  if (actor.kind === 'system' || (await mayReview(db, actor, submission, day))) return submission
  if (await mayDecide(db, actor, submission)) return submission
  throw notFound()
}

/** Where the actor reviews: by role and by team. */
export async function reviewReach(db: Db, actor: Actor, day: string): Promise<QueueReach> {
  const institutions = reach(actor, 'resources.review')
  const teams = await teamsOf(db, actor, day)
  const schools = teams.filter((one) => one !== null)
  return {
    province: may(actor, 'resources.review', { province: true }) || teams.includes(null),
    // Who reviews for the province leaves the schools' own queues to the schools.
    institutions: institutions === 'all' ? schools : [...new Set([...institutions, ...schools])],
  }
}

/** Where the actor decides. What a school's decider wrote is the department's too: there may be nobody else at that school. */
export function decideReach(actor: Actor): QueueReach {
  const institutions = reach(actor, 'resources.decide')
  return {
    province: may(actor, 'resources.decide', { province: true }),
    institutions: institutions === 'all' ? [] : institutions,
    decidersOwn: institutions === 'all',
  }
}
