import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Access, Kind, VersionState } from '../../resource.ts'
import type { Space, SubmissionState } from '../rubric.ts'

export type Submission = {
  id: string
  version_id: string
  resource_id: string
  institution_id: string | null
  code: string
  number: number
  title: string
  title_en: string | null
  kind: Kind
  version_state: VersionState
  owner_account: string
  space: Space
  access: Access
  rubric_id: string
  reviewers: number
  state: SubmissionState
  note: string | null
  submitted_by: string
  submitted_by_name: string
  submitted_at: Date
  due_on: string | null
  reviewed_at: Date | null
  decided_by_name: string | null
  decided_at: Date | null
  decision_no: string | null
  decision_note: string | null
  version: number
  /** What the version said of itself then. */
  handed_in: { title: string; kind: Kind; licence: string | null; authors: string[] }
  /** Reviews taken on, and answered. */
  taken: number
  answered: number
}

const columns = sql`s.id, s.version_id, v.resource_id, s.institution_id, r.code, v.number, v.title, v.title_en, v.kind, v.state as version_state,
  v.owner_account, s.space, s.access, s.rubric_id, b.reviewers, s.state, s.note, s.submitted_by, s.submitted_by_name, s.submitted_at, s.due_on,
  s.reviewed_at, s.decided_by_name, s.decided_at, s.decision_no, s.decision_note, s.version, s.handed_in,
  (select count(*)::int from resources.review w where w.submission_id = s.id) as taken,
  (select count(*)::int from resources.review w where w.submission_id = s.id and w.answered_at is not null) as answered`
const source = sql`resources.submission s join resources.version v on v.id = s.version_id
  join resources.resource r on r.id = v.resource_id join resources.rubric b on b.id = s.rubric_id`

/** @throws AppError not_found */
export async function getSubmission(db: Db, id: string): Promise<Submission> {
  const found = await sql<Submission>`select ${columns} from ${source} where s.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Every handing-in of a resource's versions, the latest first. */
export async function listSubmissions(db: Db, resourceId: string): Promise<Submission[]> {
  const found =
    await sql<Submission>`select ${columns} from ${source} where v.resource_id = ${resourceId}::uuid
    order by s.submitted_at desc, s.id desc limit 100`.execute(db)
  return found.rows
}

/** The handing-in that is open for a version. */
export async function findOpenSubmission(db: Db, versionId: string): Promise<Submission | undefined> {
  const found = await sql<Submission>`select ${columns} from ${source} where s.version_id = ${versionId}::uuid
    and s.state in ('waiting', 'reviewed')`.execute(db)
  return found.rows[0]
}

/** Where the reader reviews or decides: the province's space, and which schools. */
export type QueueReach = {
  province: boolean
  institutions: readonly string[]
  /** Beside those: what a decider of any school wrote, who may not decide it. */
  decidersOwn?: boolean
}

const within = ({ province, institutions, decidersOwn = false }: QueueReach): RawBuilder<unknown> =>
  sql`((s.space = 'province' and ${province}) or (s.space = 'school'
    and (s.institution_id = any(${[...institutions]}::uuid[]) or (s.is_deciders_own and ${decidersOwn}))))`

type Who = { account: string; person: string | undefined }

const notOwn = (who: Who): RawBuilder<unknown> =>
  sql`v.owner_account <> ${who.account} and not exists (select 1 from resources.version_author a
    where a.version_id = v.id and a.person_id = ${who.person ?? null}::uuid)`

/**
 * What waits for reviewers, those due or handed in first at the top: not one's own work, with a place free or taken by the reader.
 */
export async function listToReview(
  db: Db,
  who: Who,
  reach: QueueReach,
  limit: number,
): Promise<(Submission & { is_mine: boolean })[]> {
  const mine = sql`exists (select 1 from resources.review w where w.submission_id = s.id and w.account = ${who.account})`
  const found = await sql<
    Submission & { is_mine: boolean }
  >`select ${columns}, ${mine} as is_mine from ${source}
    where s.state = 'waiting' and ${within(reach)} and s.submitted_by <> ${who.account} and ${notOwn(who)}
      and not exists (select 1 from resources.review w where w.submission_id = s.id and w.account = ${who.account} and w.answered_at is not null)
      and (${mine} or (select count(*) from resources.review w where w.submission_id = s.id) < b.reviewers)
    order by not ${mine}, s.due_on nulls last, s.submitted_at, s.id limit ${limit}`.execute(db)
  return found.rows
}

/** Reviewed and waiting for the decision, the oldest first: not one's own work. */
export async function listToDecide(
  db: Db,
  who: Who,
  reach: QueueReach,
  limit: number,
): Promise<Submission[]> {
  const found =
    await sql<Submission>`select ${columns} from ${source} where s.state = 'reviewed' and ${within(reach)} and ${notOwn(who)}
    order by s.reviewed_at, s.id limit ${limit}`.execute(db)
  return found.rows
}

/** All places are taken and not all have answered, the longest waiting first: who decides may free a place. */
export async function listInHand(db: Db, who: Who, reach: QueueReach, limit: number): Promise<Submission[]> {
  const found =
    await sql<Submission>`select ${columns} from ${source} where s.state = 'waiting' and ${within(reach)} and ${notOwn(who)}
      and (select count(*) from resources.review w where w.submission_id = s.id) >= b.reviewers
      and not exists (select 1 from resources.review w where w.submission_id = s.id and w.account = ${who.account} and w.answered_at is null)
    order by s.due_on nulls last, s.submitted_at, s.id limit ${limit}`.execute(db)
  return found.rows
}

export async function insertSubmission(
  tx: Tx,
  row: {
    version_id: string
    institution_id: string | null
    space: Space
    access: Access
    rubric_id: string
    is_deciders_own?: boolean
    note: string | null
    submitted_by: string
    submitted_by_name: string
    submitted_at: Date
    due_on: string | null
  },
): Promise<string> {
  const made = await tx
    .insertInto('resources.submission')
    .values({
      ...row,
      handed_in: sql`(select jsonb_build_object('title', v.title, 'kind', v.kind, 'licence', v.licence,
          'authors', (select coalesce(jsonb_agg(a.name order by a.position), '[]') from resources.version_author a where a.version_id = v.id))
        from resources.version v where v.id = ${row.version_id}::uuid)`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Was it ever decided about? Then the version stays, with its minutes. */
export async function hasDecision(db: Db, versionId: string): Promise<boolean> {
  const found = await sql`select 1 from resources.submission where version_id = ${versionId}::uuid
    and decided_at is not null limit 1`.execute(db)
  return found.rows.length > 0
}

export const isOpenRound = ({ state }: Pick<Submission, 'state'>): boolean =>
  state === 'waiting' || state === 'reviewed'

/** Ends what is open for a version whose place another one takes. */
export async function endRoundsOf(tx: Tx, versionId: string): Promise<void> {
  await sql`update resources.submission set state = 'taken_back', version = version + 1
    where version_id = ${versionId}::uuid and state in ('waiting', 'reviewed')`.execute(tx)
}

/** Ends a submission. @returns whether it was still at that version */
export async function endSubmission(
  tx: Tx,
  submission: Pick<Submission, 'id' | 'version'>,
  next: {
    state: 'accepted' | 'returned' | 'taken_back'
    decided?: { by: string; name: string; at: Date; no: string | null; note: string | null }
  },
): Promise<boolean> {
  const done = await tx
    .updateTable('resources.submission')
    .set({
      state: next.state,
      version: submission.version + 1,
      ...(next.decided && {
        decided_by: next.decided.by,
        decided_by_name: next.decided.name,
        decided_at: next.decided.at,
        decision_no: next.decided.no,
        decision_note: next.decided.note,
      }),
    })
    .where('id', '=', submission.id)
    .where('version', '=', submission.version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
