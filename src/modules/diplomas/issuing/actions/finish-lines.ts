import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { insertEvents } from '../../store/diploma.ts'
import type { IssueRun } from '../run.ts'
import { getRun, holdRun } from '../store/run.ts'

const Made = z.object({
  id: z.uuid(),
  pdf_file: z.string().nullable(),
  credential_file: z.string().nullable(),
})
const Failed = z.object({
  id: z.uuid(),
  failure: z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
})
export type Made = z.output<typeof Made>
export type Failed = z.output<typeof Failed>

/**
 * Issues diplomas whose papers are kept, in the name of who signed, and notes why others failed. A diploma is issued with its files
 * or stays as it was; one that was issued meanwhile is left alone, so the work may be done twice and ends the same.
 */
export const finishLines = defineAction({
  name: 'diplomas.finish-lines',
  permission: 'diplomas.sign',
  input: z.object({ run: z.uuid(), made: z.array(Made), failed: z.array(Failed) }),
  find: (db, input) => getRun(db, input.run),
  about: (run) => ({ institution: run.institution_id }),
  async run(tx, { input, target: run, today, app }) {
    await holdRun(tx, run.id)
    const by = { id: run.signed_by ?? '', name: run.signed_by_name ?? '' }
    const { issued, changes } = await issueLines(tx, run, { made: input.made, by, today })
    await sql`update diplomas.diploma d set failure = r.failure
      from jsonb_to_recordset(${JSON.stringify(input.failed)}::jsonb) as r(id uuid, failure jsonb)
      where d.id = r.id and d.run_id = ${run.id}::uuid and d.state = 'numbered'`.execute(tx)
    changes.push(...(await closeRun(tx, run)))
    app.log.debug({ part: 'diplomas', run: run.id, issued, failed: input.failed.length }, 'issued')
    return { result: { issued }, changes }
  },
})

/** Sets diplomas of the run that wait for it to issued, with the events of signing and issue. */
export async function issueLines(
  tx: Tx,
  run: Pick<IssueRun, 'id' | 'institution_id' | 'medium'>,
  { made, by, today }: { made: readonly Made[]; by: { id: string; name: string }; today: string },
): Promise<{ issued: number; changes: Change[] }> {
  const done = await sql<{
    id: string
  }>`update diplomas.diploma d set state = 'issued', pdf_file = r.pdf_file,
      credential_file = r.credential_file, failure = null, version = d.version + 1
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as r(id uuid, pdf_file text, credential_file text)
    where d.id = r.id and d.run_id = ${run.id}::uuid and d.state = 'numbered' returning d.id`.execute(tx)
  const ids = done.rows.map((row) => row.id)
  if (run.medium !== 'paper') await insertEvents(tx, ids, { act: 'sign', on_date: today }, by)
  await insertEvents(tx, ids, { act: 'issue', on_date: today }, by)
  const files = new Map(made.map((one) => [one.id, one]))
  return {
    issued: ids.length,
    changes: ids.map((id) => ({
      subject: 'diplomas.diploma',
      id,
      institution: run.institution_id,
      before: { state: 'numbered' },
      after: { ...files.get(id), state: 'issued' },
    })),
  }
}

/** The run is issued once none of its lines waits. @returns the change, when it is so now */
export async function closeRun(
  tx: Tx,
  run: Pick<IssueRun, 'id' | 'institution_id' | 'state'>,
): Promise<Change[]> {
  const done = await sql`update diplomas.issue_run r set state = 'issued', version = version + 1
    where r.id = ${run.id}::uuid and r.state = 'signing'
      and not exists (select 1 from diplomas.diploma d where d.run_id = r.id and d.state in ('draft', 'numbered'))`.execute(
    tx,
  )
  if (Number(done.numAffectedRows ?? 0) === 0) return []
  return [
    {
      subject: 'diplomas.issue_run',
      id: run.id,
      institution: run.institution_id,
      before: { state: run.state },
      after: { state: 'issued' },
    },
  ]
}
