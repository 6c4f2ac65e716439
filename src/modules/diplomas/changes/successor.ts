import { sql } from 'kysely'
import { findInstitutionById } from '#modules/institutions/index.ts'
import type { App } from '#platform/app.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { startJob } from '#platform/jobs/queue.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { newPublicId } from '../address.ts'
import { takeBlanks } from '../blanks/store/take.ts'
import { takeStatusPlaces } from '../credentials/status.ts'
import type { DiplomaContent, Medium } from '../diploma.ts'
import { pdfSignerOf } from '../documents/keys.ts'
import { closeRun, issueLines } from '../issuing/actions/finish-lines.ts'
import { signJob } from '../issuing/jobs.ts'
import { getRun, insertRun, updateRun } from '../issuing/store/run.ts'
import type { Kind } from '../kinds/kind.ts'
import { findKind } from '../kinds/store/kind.ts'
import { takeNumbers } from '../registers/store/numbers.ts'
import { insertEvents } from '../store/diploma.ts'
import type { Difference } from './change.ts'
import type { Target } from './store/target.ts'

type By = { id: string; name: string }

export type Replacement = {
  act: 'correct' | 'replace'
  old: Target
  /** What the new one says; who issues it, its title and day are filled in here. */
  content: DiplomaContent
  differences: Difference[]
  decision_no: string
  decision_date: string
  reason_code: string
  reason: string
  medium: Medium
  issue_place: string
  signer_name: string
  signer_capacity: string
}

/**
 * Closes a diploma and enters the one that takes its place: the old line is annotated, the new one has its number, blank and place in
 * the list of status, all in the same act. Its papers are made by the job that makes any other's, which goes on after a stop.
 * @returns the new diploma and the issue it belongs to
 */
export async function openSuccessor(
  tx: Tx,
  { app, by, today }: { app: App; by: By; today: string },
  one: Replacement,
): Promise<{ diploma: string; run: string; changes: Change[] }> {
  const { old, medium } = one
  const kind = await kindOf(tx, one, today)
  if (medium !== 'paper') await pdfSignerOf(app, tx, old.keeper_id, today)
  const content = await contentOf(tx, one, kind, today)
  const run = await startRun(tx, one, kind, { by, today, at: app.clock.now() })
  const id = await insertDraft(tx, one, { run, kind, content, today })
  await closeOld(tx, one, id, { by, today })
  await enter(tx, one, { id, kind, today })
  await insertEvents(tx, [id], { act: 'number', on_date: today }, by)
  const changes: Change[] = [
    changeOf(old.id, old.institution_id, { state: old.state }, closedAs(one, id)),
    changeOf(id, old.keeper_id, null, { state: 'numbered', replaces: old.id, run_id: run }),
  ]
  if (medium === 'paper') changes.push(...(await issuePaper(tx, run, id, { by, today })))
  else await startSigning(tx, app, { run, by, institution: old.keeper_id, number: one.decision_no })
  return { diploma: id, run, changes }
}

const changeOf = (
  id: string,
  institution: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): Change => ({ subject: 'diplomas.diploma', id, institution, before, after })

const stateOf = { correct: 'corrected', replace: 'replaced' } as const

const closedAs = ({ act, decision_no, reason_code, differences }: Replacement, successor: string) => ({
  state: stateOf[act],
  successor_id: successor,
  decision_no,
  reason_code,
  fields: differences.map((one) => one.field),
})

async function kindOf(tx: Tx, { old, medium }: Replacement, today: string): Promise<Kind> {
  const kind = await findKind(tx, old.kind_code, today)
  if (!kind) throw invalid({ medium: 'diplomas.changes.error.no_kind' })
  if (medium !== 'paper' && !kind.is_digital) throw invalid({ medium: 'diplomas.changes.error.no_digital' })
  return kind
}

/** The one who keeps the register issues the new one, under its name of the day. */
async function contentOf(tx: Tx, one: Replacement, kind: Kind, today: string): Promise<DiplomaContent> {
  const school = await findInstitutionById(tx, one.old.keeper_id, today)
  if (!school) throw notFound()
  const { id, code, name, name_en } = school
  return {
    ...one.content,
    title: { vi: kind.name, en: kind.name_en },
    institution: { id, code, name: name.normalize('NFC'), name_en },
    issue: {
      place: one.issue_place,
      date: today,
      signer_name: one.signer_name,
      signer_capacity: one.signer_capacity,
    },
  }
}

async function startRun(
  tx: Tx,
  one: Replacement,
  kind: Kind,
  { by, today, at }: { by: By; today: string; at: Date },
): Promise<string> {
  const id = await insertRun(tx, {
    institution_id: one.old.keeper_id,
    kind_id: kind.id,
    source: 'change',
    decision_id: null,
    course_run_id: null,
    programme: null,
    decision_no: one.decision_no,
    decision_date: one.decision_date,
    medium: one.medium,
    issue_date: today,
    issue_place: one.issue_place,
    signer_name: one.signer_name,
    signer_capacity: one.signer_capacity,
    made_by: by.id,
    made_by_name: by.name,
  })
  await updateRun(
    tx,
    { id, version: 1 },
    { state: 'signing', signed_by: by.id, signed_by_name: by.name, signed_at: at, is_demo: one.old.is_demo },
  )
  return id
}

/** Without the course of study as yet: the old one still stands for it. */
async function insertDraft(
  tx: Tx,
  { old }: Replacement,
  { run, kind, content, today }: { run: string; kind: Kind; content: DiplomaContent; today: string },
): Promise<string> {
  const { full_name, birth_date, birth_year } = content.holder
  const made = await tx
    .insertInto('diplomas.diploma')
    .values({
      public_id: newPublicId(),
      institution_id: old.keeper_id,
      person_id: old.person_id,
      kind_id: kind.id,
      kind_code: old.kind_code,
      run_id: run,
      content: JSON.stringify(content),
      name_key: nameSortKey(full_name),
      birth_date,
      birth_year,
      issue_date: today,
      is_demo: old.is_demo,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

async function closeOld(
  tx: Tx,
  one: Replacement,
  successor: string,
  { by, today }: { by: By; today: string },
): Promise<void> {
  await sql`update diplomas.diploma set state = ${stateOf[one.act]}, successor_id = ${successor}::uuid, version = version + 1
    where id = ${one.old.id}::uuid`.execute(tx)
  const { decision_no, decision_date, reason_code, reason, differences } = one
  await insertEvents(
    tx,
    [one.old.id],
    {
      act: one.act,
      on_date: today,
      decision_no,
      decision_date,
      reason_code,
      reason,
      detail: { changes: differences },
    },
    by,
  )
}

/** Number, blank and place in the list of status, as the issue of many takes them. */
async function enter(
  tx: Tx,
  { old, medium }: Replacement,
  { id, kind, today }: { id: string; kind: Kind; today: string },
): Promise<void> {
  const own = { institution: old.keeper_id, kindCode: old.kind_code, count: 1 }
  const blank = medium !== 'digital' && kind.has_blanks ? (await takeBlanks(tx, own))[0] : undefined
  const { book_id, numbers } = await takeNumbers(tx, {
    ...own,
    year: Number(today.slice(0, 4)),
    day: today,
    serials: blank ? [blank.serial] : null,
  })
  const place = medium === 'paper' ? undefined : (await takeStatusPlaces(tx, old.keeper_id, 1))[0]
  const { entry, entry_no, serial } = numbers[0]!
  await sql`update diplomas.diploma set state = 'numbered', enrolment_id = ${old.enrolment_id}::uuid, book_id = ${book_id}::uuid,
      entry = ${entry}, entry_no = ${entry_no}, serial = ${serial}, blank_id = ${blank?.id ?? null}::uuid,
      status_list = ${place?.list ?? null}, status_index = ${place?.index ?? null}, version = version + 1
    where id = ${id}::uuid`.execute(tx)
}

async function issuePaper(
  tx: Tx,
  runId: string,
  id: string,
  { by, today }: { by: By; today: string },
): Promise<Change[]> {
  const run = await getRun(tx, runId)
  const made = [{ id, pdf_file: null, credential_file: null }]
  const { changes } = await issueLines(tx, run, { made, by, today })
  return [...changes, ...(await closeRun(tx, run))]
}

async function startSigning(
  tx: Tx,
  app: App,
  { run, by, institution, number }: { run: string; by: By; institution: string; number: string },
): Promise<void> {
  await startJob(
    tx,
    signJob,
    { issue_run: run },
    {
      account: by.id,
      institution,
      title: app.catalog('vi')('diplomas.issuing.job', { number, count: 1 }),
      link: `/cap-bang/${run}`,
    },
  )
}
