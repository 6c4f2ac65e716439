import { act } from '#platform/actions/run.ts'
import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { stopDocuments } from '#platform/documents/index.ts'
import { signPdf } from '#platform/signing/index.ts'
import { checkAddress } from '#modules/diplomas/address.ts'
import { credentialKeyOf } from '#modules/diplomas/credentials/keys.ts'
import { issueCredential } from '#modules/diplomas/credentials/issue.ts'
import type { Diploma } from '#modules/diplomas/diploma.ts'
import { loadKeysDemo } from '#modules/diplomas/documents/demo/keys.ts'
import { diplomaPdf } from '#modules/diplomas/documents/diploma-pdf.ts'
import { pdfSignerOf } from '#modules/diplomas/documents/keys.ts'
import { numberRun } from '#modules/diplomas/issuing/actions/number-run.ts'
import { signRun } from '#modules/diplomas/issuing/actions/sign-run.ts'
import { startRun } from '#modules/diplomas/issuing/actions/start-run.ts'
import { signLines } from '#modules/diplomas/issuing/sign-lines.ts'
import { listLines } from '#modules/diplomas/issuing/store/line.ts'
import { getRun } from '#modules/diplomas/issuing/store/run.ts'
import { fillCohort } from './cohorts.ts'
import { coreTime } from './core-time.ts'
import { note, report, time } from './report.ts'
import { openSite } from './site.ts'

const diplomas = 1_000
const sample = 200
const least = 40
const actor = systemActor('bench')

/** A thousand diplomas from the decision to issued: numbers, PDF/A, PAdES, credential, files; and what each step costs alone. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    const { app } = site
    const { decision, institution } = await fillGraduates(app)
    await loadKeysDemo(app)
    const started = await time(() => begin(app, decision))
    const found = await app.database.owner.query<{ id: string }>('select id from diplomas.issue_run')
    const id = found.rows[0]!.id
    const version = async () => (await app.database.read(actor, (db) => getRun(db, id))).version
    const numbered = await time(async () => act(app, numberRun, { run: id, version: await version() }, actor))
    note(`${diplomas} drafts with their checks: ${started.toFixed(0)} ms; numbers: ${numbered.toFixed(0)} ms`)
    const lines = await app.database.read(actor, (db) => listLines(db, id, {}, sample))
    await alone(app, institution, lines)
    await act(app, signRun, { run: id, version: await version() }, actor)
    const begun = coreTime()
    const took = await time(() => signLines(app, id))
    const used = coreTime() - begun
    const done = await app.database.owner.query<{ times: number }>(
      `select count(*)::int as times from diplomas.diploma where state = 'issued' and pdf_file is not null and credential_file is not null`,
    )
    const each = (diplomas * 1000) / used
    note(`by the clock: ${((diplomas * 1000) / took).toFixed(0)} a second`)
    report({
      what: `${done.rows[0]!.times} diplomas signed and issued`,
      measured: `${each.toFixed(0)} a second of one core, compiler and database counted in`,
      limit: `${least} a second`,
      isOk: each >= least && done.rows[0]!.times === diplomas,
    })
  } finally {
    stopDocuments()
    await site.close()
  }
}

function begin(app: App, decision: string): Promise<unknown> {
  const [year, month, day] = dayOf(app.clock).split('-')
  return act(
    app,
    startRun,
    {
      source: 'graduation',
      decision,
      issue_date: `${day}/${month}/${year}`,
      issue_place: 'Huế',
      signer_name: 'Trần Văn Đức',
      signer_capacity: 'Hiệu trưởng',
      medium: 'digital',
    },
    actor,
  )
}

/** The steps of one diploma, each alone and one after the other, in milliseconds of one core. */
async function alone(app: App, institution: string, lines: readonly Diploma[]): Promise<void> {
  const day = dayOf(app.clock)
  const { signer, key } = await app.database.read(actor, async (db) => ({
    signer: await pdfSignerOf(app, db, institution, day),
    key: await credentialKeyOf(app, db, institution, day),
  }))
  const at = app.clock.now()
  const pdfs: Uint8Array[] = []
  const steps: [string, (line: Diploma, index: number) => Promise<unknown>][] = [
    [
      'PDF/A',
      async (line) =>
        pdfs.push(
          await diplomaPdf({
            content: line.content,
            numbers: { serial: line.serial!, entry_no: line.entry_no! },
            kind_code: line.kind_code,
            medium: 'digital',
            checkUrl: checkAddress(app, line.public_id),
            layout: null,
            at,
          }),
        ),
    ],
    ['PAdES', (_line, index) => signPdf(pdfs[index]!, signer, { reason: 'Cấp', location: 'Huế', at })],
    [
      'credential',
      (line) =>
        issueCredential({
          diploma: line,
          origin: app.publicUrl(),
          key,
          status: { list: line.status_list!, index: line.status_index! },
        }),
    ],
    ['file, sealed', (_line, index) => app.files.put(app.keys.sealBytes(pdfs[index]!))],
  ]
  const costs: [string, number][] = []
  for (const [name, work] of steps) {
    const begun = coreTime()
    for (const [index, line] of lines.entries()) await work(line, index)
    costs.push([name, (coreTime() - begun) / lines.length])
  }
  const whole = costs.reduce((sum, [, cost]) => sum + cost, 0)
  for (const [name, cost] of costs)
    note(
      `${name} alone: ${cost.toFixed(1)} ms a diploma, ${((cost * 100) / whole).toFixed(0)} % of the steps`,
    )
}

/** A cohort that graduated by one decision, with everything a diploma needs. */
async function fillGraduates(app: App): Promise<{ decision: string; institution: string }> {
  const { owner } = app.database
  const { institution } = await fillCohort(owner, { learners: diplomas, units: 1 })
  const made = await owner.query<{ id: string }>(
    `insert into students.decision (institution_id, kind, number, signed_on, effective_on, signer)
     values ($1, 'graduation', '1/QĐ-TN', current_date - 1, current_date - 1, 'Trần Văn Đức') returning id`,
    [institution],
  )
  const decision = made.rows[0]!.id
  await owner.query(
    `update people.person p set birth_date = date '2006-01-01' + (n.at % 700)::int, citizen_number_kind = 'cccd', citizen_number_sealed = 'x',
       citizen_number_index = 'bench ' || n.at, citizen_number_end = '001'
     from (select id, row_number() over () as at from people.person) n where n.id = p.id`,
  )
  await owner.query(`update students.enrolment set state = 'graduated', to_date = current_date - 1`)
  await owner.query(
    `insert into students.status_event (enrolment_id, person_id, institution_id, kind, decision_id, on_date, from_state, to_state)
     select id, person_id, institution_id, 'graduate', $1, current_date - 1, 'studying', 'graduated' from students.enrolment`,
    [decision],
  )
  await owner.query(
    `with review as (insert into students.graduation_review (institution_id, cohort_id, on_date, decision_id, made_by, made_by_name)
       select institution_id, id, current_date - 2, $1, 'bench', 'Đo lường' from students.cohort returning id)
     insert into students.graduation_case (review_id, enrolment_id, person_id, name_key, institution_id, is_eligible, score, classification, seen)
     select r.id, e.id, e.person_id, e.name_key, e.institution_id, true, 8, 'gioi', '' from students.enrolment e, review r`,
    [decision],
  )
  return { decision, institution }
}
