import { sql } from 'kysely'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { UsageError, type Command } from '#platform/command.ts'
import { findUnit } from '#modules/places/index.ts'
import { findDecision, type Decision } from '#modules/students/index.ts'
import { mediums, type Medium } from '../diploma.ts'
import { leaveOut } from './actions/draft.ts'
import { numberRun } from './actions/number-run.ts'
import { signRun } from './actions/sign-run.ts'
import { startRun } from './actions/start-run.ts'
import { faultText, failureText } from './pages/words.tsx'
import { signLines } from './sign-lines.ts'
import { listLines } from './store/line.ts'
import { getRun } from './store/run.ts'
import { dayText } from './typed.ts'

const actor = systemActor('command line')
const everybody = 100_000

type Missing = { name: string; reasons: string[] }
type Report = {
  run: string
  issued: { name: string; serial: string | null; entry_no: string | null; public_id: string }[]
  left_out: Missing[]
  failed: Missing[]
}

/** `ngheso diplomas issue`: the whole way from a decision to issued diplomas; who lacks something is left out and named. */
export const issueVerb: Command = {
  usage: 'diplomas issue --decision ID [--medium digital|paper|both] [--signer TÊN] [--place NƠI] [--json]',
  about: 'cấp văn bằng cho mọi người tốt nghiệp theo một quyết định',
  words: 0,
  options: ['decision', 'medium', 'signer', 'place', 'json'],
  run({ options }, host) {
    const { decision, medium = 'digital' } = options
    if (typeof decision !== 'string') throw new UsageError('thiếu --decision: mã hoặc số quyết định')
    if (!(mediums as readonly unknown[]).includes(medium))
      throw new UsageError(`--medium là một trong: ${mediums.join(', ')}`)
    return host.withApp(async (app) => {
      const known = await findByText(app, decision)
      if (!known) throw new UsageError(`không có quyết định tốt nghiệp '${decision}'`)
      const report = await issueAll(app, known, {
        medium: medium as Medium,
        signer: typeof options.signer === 'string' ? options.signer : (known.signer ?? ''),
        place: typeof options.place === 'string' ? options.place : undefined,
      })
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : inWords(report))
      return report.failed.length + report.left_out.length > 0 ? 1 : 0
    })
  },
}

/** A decision by its id or, where only one bears it, by its number. */
async function findByText(app: App, text: string): Promise<Decision | undefined> {
  return app.database.read(actor, async (db) => {
    const found = await sql<{ id: string }>`select id from students.decision
      where kind = 'graduation' and (id::text = ${text.toLowerCase()} or number = ${text}) limit 2`.execute(
      db,
    )
    return found.rows.length === 1 ? findDecision(db, found.rows[0]!.id) : undefined
  })
}

type Choice = { medium: Medium; signer: string; place: string | undefined }

async function issueAll(app: App, decision: Decision, choice: Choice): Promise<Report> {
  const today = dayOf(app.clock)
  const t = app.catalog('vi')
  const unit = await app.database.read(actor, (db) => findUnit(db, app.config.provinceCode, today))
  const started = await act(
    app,
    startRun,
    {
      source: 'graduation',
      decision: decision.id,
      issue_date: dayText(today),
      issue_place: choice.place ?? unit?.name.replace(/^(Thành phố|Tỉnh)\s+/i, '') ?? '',
      signer_name: choice.signer,
      signer_capacity: t('diplomas.issuing.head_of_school'),
      medium: choice.medium,
    },
    actor,
  )
  const left_out = await leaveFaulty(app, started.run)
  const run = await app.database.read(actor, (db) => getRun(db, started.run))
  if (run.lines > 0) {
    await act(app, numberRun, { run: run.id, version: run.version }, actor)
    await act(app, signRun, { run: run.id, version: run.version + 1 }, actor)
    await signLines(app, run.id)
  }
  const lines = await app.database.read(actor, (db) => listLines(db, run.id, {}, everybody))
  return {
    run: run.id,
    issued: lines
      .filter((line) => line.state === 'issued')
      .map(({ content, serial, entry_no, public_id }) => ({
        name: content.holder.full_name,
        serial,
        entry_no,
        public_id,
      })),
    left_out,
    failed: lines
      .filter((line) => line.state === 'numbered')
      .map(({ content, failure }) => ({
        name: content.holder.full_name,
        reasons: failure ? [failureText(failure, t)] : [],
      })),
  }
}

/** Leaves out who lacks something, with the reasons as they stand on the page. */
async function leaveFaulty(app: App, run: string): Promise<Missing[]> {
  const t = app.catalog('vi')
  const lines = await app.database.read(actor, (db) => listLines(db, run, { view: 'faulty' }, everybody))
  const missing: Missing[] = []
  for (const line of lines) {
    const reasons = line.faults.map((fault) => faultText(fault, t))
    await act(app, leaveOut, { run, diploma: line.id, reason: reasons.join(' ').slice(0, 500) }, actor)
    missing.push({ name: line.content.holder.full_name, reasons })
  }
  return missing
}

function inWords({ issued, left_out, failed }: Report): string {
  const line = ({ name, reasons }: Missing) => `  ${name}: ${reasons.join(' ')}`
  return [
    `Đã cấp ${issued.length}.`,
    ...(left_out.length > 0 ? [`Chưa cấp được ${left_out.length}:`, ...left_out.map(line)] : []),
    ...(failed.length > 0 ? [`Ký không xong ${failed.length}:`, ...failed.map(line)] : []),
    '',
  ].join('\n')
}
