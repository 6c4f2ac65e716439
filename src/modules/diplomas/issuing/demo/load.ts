import { sql } from 'kysely'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Medium } from '../../diploma.ts'
import { leaveOut } from '../actions/draft.ts'
import { handOver } from '../actions/hand-over.ts'
import { numberRun } from '../actions/number-run.ts'
import { signRun } from '../actions/sign-run.ts'
import { startRun } from '../actions/start-run.ts'
import { voidNumber } from '../actions/void-number.ts'
import { signLines } from '../sign-lines.ts'
import { listLines, type Line } from '../store/line.ts'
import { getRun } from '../store/run.ts'
import { dayText } from '../typed.ts'

const actor = systemActor('Dữ liệu ví dụ')
const everybody = 1000
/** How many of a decision's graduates are in the first issue, and in the second. */
const [first, second] = [8, 3]

type Example = {
  id: string
  institution_id: string
  signer: string | null
  blanks: number
  kind: string | null
}

/**
 * At each example school three issues of one decision: one handed over but for a few, one in the register with a number voided by
 * mistake, one still a draft. Everything goes through the actions an office uses.
 */
export async function loadIssuingDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from diplomas.issue_run limit 1')
  if (known.rowCount) return
  // Until the address is known nothing can be signed that names it; the worker does it once the server listens.
  const isAddressKnown = !app.publicUrl().endsWith(':0')
  const decisions = await app.database.read(actor, (db) => listExamples(db))
  for (const decision of decisions) {
    await issueFirst(app, decision, isAddressKnown)
    await enterSecond(app, decision)
    await begin(app, decision, 'digital')
  }
}

/** Graduation decisions of example learners, with the blanks the school has for them. */
async function listExamples(db: Db): Promise<Example[]> {
  const found = await sql<Example>`select n.id, n.institution_id, n.signer, k.code as kind,
      (select count(*)::int from diplomas.blank b where b.institution_id = n.institution_id and b.kind_code = k.code and b.state = 'left') as blanks
    from students.decision n
    join lateral (select min(m.level) as level, count(*) as learners from students.status_event s
      join students.enrolment e on e.id = s.enrolment_id and e.is_demo and e.state = 'graduated'
      join students.cohort c on c.id = e.cohort_id join curricula.programme_version v on v.id = c.programme_version_id
      join curricula.programme m on m.id = v.programme_id where s.decision_id = n.id and s.kind = 'graduate') l on true
    join diplomas.kind k on k.level = l.level and k.to_date is null
    where n.kind = 'graduation' and l.learners > ${first + second} order by n.signed_on, n.id`.execute(db)
  return found.rows
}

/** Starts an issue of whoever has no diploma yet; who lacks something stays in it. */
async function begin(app: App, decision: Example, medium: Medium): Promise<string> {
  const { run } = await act(
    app,
    startRun,
    {
      source: 'graduation',
      decision: decision.id,
      issue_date: dayText(dayOf(app.clock)),
      issue_place: 'Huế',
      signer_name: decision.signer ?? 'Trần Văn Đức',
      signer_capacity: 'Hiệu trưởng',
      medium,
    },
    actor,
  )
  return run
}

const linesOf = (app: App, run: string): Promise<Line[]> =>
  app.database.read(actor, (db) => listLines(db, run, {}, everybody))

/** Keeps the first so many who lack nothing; the others wait for a later issue. @returns whether anybody is left */
async function keepOnly(app: App, run: string, count: number): Promise<boolean> {
  let kept = 0
  for (const line of await linesOf(app, run)) {
    if (line.faults.length === 0 && (kept += 1) <= count) continue
    await act(app, leaveOut, { run, diploma: line.id, reason: 'Cấp ở đợt sau' }, actor)
  }
  return kept > 0
}

async function enter(app: App, run: string): Promise<void> {
  const { version } = await app.database.read(actor, (db) => getRun(db, run))
  await act(app, numberRun, { run, version }, actor)
}

async function issueFirst(app: App, decision: Example, isAddressKnown: boolean): Promise<void> {
  const run = await begin(app, decision, 'digital')
  if (!(await keepOnly(app, run, first))) return
  await enter(app, run)
  const { version } = await app.database.read(actor, (db) => getRun(db, run))
  await act(app, signRun, { run, version }, actor)
  if (!isAddressKnown) return
  await signLines(app, run)
  const lines = (await linesOf(app, run)).filter((line) => line.state === 'issued')
  const on_date = dayText(dayOf(app.clock))
  const many = lines.slice(0, 4).map((line) => line.id)
  if (many.length > 0) await act(app, handOver, { diplomas: many, on_date, to: 'holder' }, actor)
  const proxy = lines[4]
  if (proxy)
    await act(
      app,
      handOver,
      {
        diplomas: [proxy.id],
        on_date,
        to: 'authorised',
        name: 'Nguyễn Thị Thu Hà',
        proof: 'Giấy ủy quyền có chứng thực (dữ liệu ví dụ)',
      },
      actor,
    )
}

async function enterSecond(app: App, decision: Example): Promise<void> {
  const run = await begin(app, decision, decision.blanks >= second ? 'paper' : 'digital')
  if (!(await keepOnly(app, run, second))) return
  await enter(app, run)
  const [wrong] = await linesOf(app, run)
  const { id, version } = wrong!
  await act(app, voidNumber, { id, version, reason: 'Vào sổ nhầm tên đệm (dữ liệu ví dụ)' }, actor)
}
