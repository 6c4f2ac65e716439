import { sql } from 'kysely'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { AppError } from '#platform/errors.ts'
import { SigningError } from '#platform/signing/index.ts'
import type { Diploma, Medium } from '../diploma.ts'
import { refusalOf } from '../documents/open-key.ts'
import { diplomaColumns } from '../store/diploma.ts'
import { finishLines, type Failed, type Made } from './actions/finish-lines.ts'
import { paperMaker, type PaperMaker } from './papers.ts'
import type { Failure } from './run.ts'
import { findRun } from './store/run.ts'

const actor = systemActor('signing diplomas')
/** Diplomas made between two commits: what is lost when the machine stops, and made again. */
const chunk = 20

type Options = {
  /** Told after each commit how many of how many are done. */
  progress?: (done: number, all: number) => Promise<void>
  /** Tests make a maker that fails or stops. */
  maker?: PaperMaker
}

/**
 * Makes the papers of a run that is being signed and issues its diplomas. Only one worker at a time works on a run; its hold ends
 * with its connection, so after a killed server another goes on where it stopped. @returns undefined when another is at work
 */
export async function signLines(
  app: App,
  runId: string,
  options: Options = {},
): Promise<{ issued: number; failed: number } | undefined> {
  const holder = await app.database.owner.connect()
  try {
    const held = await holder.query<{ held: boolean }>(
      `select pg_try_advisory_lock(hashtextextended($1, 4000)) as held`,
      [runId],
    )
    if (!held.rows[0]?.held) return undefined
    try {
      return await work(app, runId, options)
    } finally {
      await holder.query(`select pg_advisory_unlock(hashtextextended($1, 4000))`, [runId])
    }
  } finally {
    holder.release()
  }
}

async function work(app: App, runId: string, options: Options): Promise<{ issued: number; failed: number }> {
  const counts = { issued: 0, failed: 0 }
  const run = await app.database.read(actor, (db) => findRun(db, runId))
  if (!run || run.state !== 'signing') return counts
  const make = options.maker ?? (await openMaker(app, run))
  for (;;) {
    const lines = await listUnsigned(app, runId)
    if (lines.length === 0) break
    const { made, failed } = await makeAll(app, lines, make)
    const { issued } = await act(app, finishLines, { run: runId, made, failed }, actor)
    counts.issued += issued
    counts.failed += failed.length
    await options.progress?.(counts.issued + counts.failed, run.numbered)
  }
  return counts
}

/** Without keys every line fails with the reason. */
async function openMaker(app: App, run: { institution_id: string; medium: Medium }): Promise<PaperMaker> {
  try {
    return await paperMaker(app, {
      institution: run.institution_id,
      medium: run.medium,
      day: dayOf(app.clock),
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return () => Promise.reject(error)
  }
}

async function listUnsigned(app: App, runId: string): Promise<Diploma[]> {
  return app.database.read(actor, async (db) => {
    const found = await sql<Diploma>`select ${diplomaColumns} from diplomas.diploma d
      where d.run_id = ${runId}::uuid and d.state = 'numbered' and d.failure is null order by d.entry limit ${chunk}`.execute(
      db,
    )
    return found.rows
  })
}

async function makeAll(
  app: App,
  lines: readonly Diploma[],
  make: PaperMaker,
): Promise<{ made: Made[]; failed: Failed[] }> {
  const made: Made[] = []
  const failed: Failed[] = []
  const results = await Promise.allSettled(lines.map((line) => make(line)))
  for (const [at, result] of results.entries()) {
    const { id } = lines[at]!
    if (result.status === 'fulfilled') made.push({ id, ...result.value })
    else failed.push({ id, failure: failureOf(app, id, result.reason) })
  }
  return { made, failed }
}

/** A refusal has its words; anything else is a defect, which stands in the log under the diploma's id. */
function failureOf(app: App, id: string, error: unknown): Failure {
  const refusal = error instanceof SigningError ? refusalOf(error) : error
  if (refusal instanceof AppError) return { key: refusal.reason.key, params: refusal.reason.params ?? {} }
  app.log.error({ part: 'diplomas', diploma: id, err: error }, 'signing failed')
  return { key: 'diplomas.issuing.failure.unexpected', params: {} }
}
