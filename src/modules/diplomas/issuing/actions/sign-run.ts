import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, type Outcome } from '#platform/actions/define.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { startJob } from '#platform/jobs/queue.ts'
import { pdfSignerOf } from '../../documents/keys.ts'
import { signJob } from '../jobs.ts'
import type { IssueRun } from '../run.ts'
import { getRun, holdRun, updateRun } from '../store/run.ts'
import { version } from '../typed.ts'
import { closeRun, issueLines } from './finish-lines.ts'

/** `job`: the long work that signs; null where there is none (paper). */
type Signed = { run: string; job: string | null }

type By = { id: string; name: string }

/**
 * Signs and issues a numbered run. Digital diplomas are made one after the other by a job, which may be begun again after failures;
 * paper ones are issued at once, their signature is the ink on them.
 */
export const signRun = defineAction({
  name: 'diplomas.sign-run',
  permission: 'diplomas.sign',
  input: z.object({ run: z.uuid(), version }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target, actor, app, today, lang }): Promise<Outcome<Signed>> {
    await holdRun(tx, target.id)
    const run = await getRun(tx, target.id)
    if (run.state !== 'numbered' && run.state !== 'signing')
      throw precondition('diplomas.issuing.error.not_numbered')
    if (run.version !== input.version) throw conflict()
    if (run.issue_date > today)
      throw precondition('diplomas.issuing.error.too_early', { day: app.catalog(lang).date(run.issue_date) })
    // Refuses with its reason before anything begins: no key, expired, another's certificate.
    if (run.medium !== 'paper') await pdfSignerOf(app, tx, run.institution_id, today)
    const { kind: _, ...by } = actorLabel(actor)
    const signed = { signed_by: by.id, signed_by_name: by.name, signed_at: app.clock.now() }
    if ((await updateRun(tx, run, { state: 'signing', ...signed })) === 0) throw conflict()
    const changes: Change[] = [
      {
        subject: 'diplomas.issue_run',
        id: run.id,
        institution: run.institution_id,
        before: { state: run.state },
        after: { state: 'signing', signed_by_name: by.name, lines: run.numbered },
      },
    ]
    if (run.medium === 'paper') {
      changes.push(...(await issuePaper(tx, run, by, today)))
      return { result: { run: run.id, job: null }, changes }
    }
    await sql`update diplomas.diploma set failure = null where run_id = ${run.id}::uuid and state = 'numbered' and failure is not null`.execute(
      tx,
    )
    const title = app.catalog(lang)('diplomas.issuing.job', { number: run.decision_no, count: run.numbered })
    const job = await startJob(
      tx,
      signJob,
      { issue_run: run.id },
      { account: by.id, institution: run.institution_id, title, link: `/cap-bang/${run.id}` },
    )
    return { result: { run: run.id, job }, changes }
  },
})

async function issuePaper(tx: Tx, run: IssueRun, by: By, today: string): Promise<Change[]> {
  const lines = await sql<{ id: string }>`select id from diplomas.diploma
    where run_id = ${run.id}::uuid and state = 'numbered'`.execute(tx)
  const made = lines.rows.map(({ id }) => ({ id, pdf_file: null, credential_file: null }))
  const { changes } = await issueLines(tx, run, { made, by, today })
  return [...changes, ...(await closeRun(tx, { ...run, state: 'signing' }))]
}
