import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { typedDay } from '#platform/forms/typed.ts'
import { defineAction, type RunContext } from '#platform/actions/define.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { AppError, conflict, invalid, precondition } from '#platform/errors.ts'
import {
  askWhich,
  chooseKnown,
  findDuplicates,
  findHolder,
  insertPeople,
  isMinority,
  PersonFields,
  sealCitizenNumber,
  type NewPerson,
} from '#modules/people/index.ts'
import { fold } from '#platform/text/index.ts'
import { sql } from 'kysely'
import { keepDecision } from '../../store/decision.ts'
import { insertEnrolments, nextLearnerCodes } from '../../store/enrolment.ts'
import { nextApplicationState, type Application } from '../application.ts'
import { tellApplicant } from '../jobs.ts'
import { answerApplication, getApplication } from '../store/application.ts'
import { isHere } from '../../records/store/cohort.ts'
import { findCohortForAdmission, type AdmissionPlace } from '../store/place.ts'

const day = typedDay('students.admission.error.day')

/** What was seen: id and version, as `id version`, of each application ticked. */
const seen = z.string().transform((text, context) => {
  const [id = '', version = ''] = text.split(' ')
  const read = z.object({ id: z.uuid(), version: z.coerce.number().int() }).safeParse({ id, version })
  if (!read.success) context.addIssue({ code: 'custom', message: 'students.admission.error.none_ticked' })
  return read.data ?? { id, version: 0 }
})

/**
 * Accepts applications by one decision of admission: makes the person (unless a record of the same person is there), the learner,
 * the course of study in its cohort and class and the policy groups claimed, in one act. Of several, one that looks like somebody
 * known, or is in the cohort already, stays waiting; of a single one the form asks which record is meant, or for a citizen number
 * that is nobody else's.
 */
export const acceptApplications = defineAction({
  name: 'students.accept-applications',
  permission: 'students.edit',
  input: z.object({
    applications: z.array(seen).min(1, 'students.admission.error.none_ticked').max(500),
    cohort: z.uuid('students.admission.error.cohort'),
    class_group: z.uuid().optional(),
    decision_no: z.string('students.error.decision_no').trim().min(1, 'students.error.decision_no').max(60),
    decision_date: day,
    from_date: day.optional(),
    same_person: z.union([z.literal('new'), z.uuid()]).optional(),
    /** Of a single application: the number as its paper says, where the applicant mistyped it. */
    citizen_number: PersonFields.shape.citizen_number,
  }),
  async find(db, input) {
    const applications: Application[] = []
    for (const { id } of input.applications) applications.push(await getApplication(db, id))
    return applications
  },
  about: (applications) => ({ institution: sameSchool(applications) }),
  async run(tx, context) {
    const { input, target: applications, today } = context
    const institution = sameSchool(applications)
    const place = await findCohortForAdmission(tx, input.cohort, input.class_group ?? null)
    if (place?.institution_id !== institution) throw invalid({ cohort: 'students.admission.error.cohort' })
    if (applications.some((one) => one.programme_id !== place.programme_id))
      throw invalid({ cohort: 'students.admission.error.other_programme' })
    if (input.decision_date > today) throw invalid({ decision_date: 'students.error.decision_future' })
    const from = input.from_date ?? place.from_date
    if (!isWithin(from, place)) throw invalid({ from_date: 'students.admission.error.from_outside' })
    const decision = await keepDecision(tx, institution, 'admission', {
      number: input.decision_no,
      signed_on: input.decision_date,
    })
    const taken = await takeIn(tx, context, {
      institution,
      decision: decision.id,
      from,
    })
    return {
      result: { accepted: taken.accepted, doubtful: taken.doubtful, last: taken.last },
      changes: [...decision.changes, ...taken.changes],
    }
  },
})

type Input = z.output<(typeof acceptApplications)['input']>
type Run = RunContext<Input, Application[]>

function sameSchool(applications: readonly Application[]): string {
  const schools = new Set(applications.map((one) => one.institution_id))
  const [only] = schools
  if (schools.size !== 1 || !only) throw invalid({ 'applications[]': 'students.admission.error.two_schools' })
  return only
}

/** Nobody comes before the cohort begins, nor after it ends. */
const isWithin = (day: string, place: Pick<AdmissionPlace, 'from_date' | 'planned_to_date'>): boolean =>
  day >= place.from_date && day <= place.planned_to_date

async function takeIn(
  tx: Tx,
  context: Run,
  place: { institution: string; decision: string; from: string },
): Promise<{ accepted: number; doubtful: number; last: string | undefined; changes: Change[] }> {
  const { target } = context
  const changes: Change[] = []
  const codes = await nextLearnerCodes(tx, place.institution, Number(place.from.slice(0, 4)), target.length)
  let [accepted, doubtful, last] = [0, 0, undefined as string | undefined]
  for (const [at, application] of target.entries()) {
    if (!nextApplicationState(application.state, 'accept'))
      throw precondition('students.admission.error.not_waiting', { name: application.full_name })
    const settled = await settle(tx, context, withNumber(application, context))
    if ('doubt' in settled) {
      if (target.length === 1) throw settled.doubt
      doubtful += 1
      continue
    }
    const version = context.input.applications[at]!.version
    const entry = { ...settled, code: codes[at]!, version }
    const made = await takeOne(tx, context, entry, place)
    changes.push(...made.changes)
    accepted += 1
    last = made.enrolment
  }
  if (accepted === 0) throw new AppError('precondition', 'students.admission.error.all_doubtful')
  return { accepted, doubtful, last, changes }
}

/** The application with the number the office read from the paper. */
function withNumber(application: Application, { input, target, app }: Run): Application {
  return input.citizen_number && target.length === 1
    ? { ...application, ...sealCitizenNumber(app.keys, input.citizen_number) }
    : application
}

type Settled = { application: Application; person: string | undefined } | { doubt: AppError }

/** Whose application it is: a person on record, somebody new, or what has to be said first. */
async function settle(tx: Tx, context: Run, application: Application): Promise<Settled> {
  const { input, target } = context
  const index = application.citizen_number_index
  const holder = index ? await findHolder(tx, index) : undefined
  if (holder && holder.search !== fold(application.full_name))
    return { doubt: invalid({ citizen_number: 'people.error.number_taken' }) }
  const candidates = await findDuplicates(tx, application)
  const person = chooseKnown(candidates, target.length === 1 ? input.same_person : undefined)
  if (person === 'ask') {
    // of many, nobody is shown: the application stays waiting
    if (target.length > 1) return { doubt: invalid({}, 'students.admission.error.maybe_known') }
    const asking = {
      question: 'students.admission.error.maybe_known',
      page: `/tuyen-sinh/ho-so/${application.id}`,
    }
    return { doubt: await askWhich(candidates, asking, context) }
  }
  if (person && (await isHere(tx, person, { id: input.cohort })))
    return { doubt: invalid({ cohort: 'students.learner.error.here_already' }) }
  return { application, person }
}

async function takeOne(
  tx: Tx,
  { input, actor, app }: Run,
  entry: { application: Application; person: string | undefined; code: string; version: number },
  place: { institution: string; decision: string; from: string },
): Promise<{ enrolment: string; changes: Change[] }> {
  const { application } = entry
  const person = newPerson(application)
  const changes: Change[] = entry.person ? [] : await insertPeople(tx, [person], place.institution)
  const enrolment = randomUUID()
  changes.push(
    ...(await insertEnrolments(tx, [
      {
        id: enrolment,
        learner_id: randomUUID(),
        learner_code: entry.code,
        person_id: entry.person ?? person.id,
        institution_id: place.institution,
        cohort_id: input.cohort,
        class_group_id: input.class_group ?? null,
        from_date: place.from,
        schooling: application.schooling,
        address: application.address,
        unit_id: application.unit_id,
        decision_id: place.decision,
      },
    ])),
  )
  changes.push(...(await insertClaims(tx, application, entry.person ?? person.id, place.from)))
  const { id: by, name } = actorLabel(actor)
  const answered = await answerApplication(tx, application.id, entry.version, {
    state: 'accepted',
    answer: null,
    enrolment_id: enrolment,
    decided_at: app.clock.now(),
    decided_by: by,
    decided_by_name: name,
    citizen_number_kind: application.citizen_number_kind,
    citizen_number_sealed: application.citizen_number_sealed,
    citizen_number_index: application.citizen_number_index,
    citizen_number_end: application.citizen_number_end,
  })
  if (answered === 0) throw conflict()
  await tellApplicant(tx, application.id)
  changes.push({
    subject: 'students.application',
    id: application.id,
    institution: place.institution,
    before: { state: application.state },
    after: { state: 'accepted', enrolment_id: enrolment },
  })
  return { enrolment, changes }
}

function newPerson(application: Application): NewPerson {
  return {
    id: randomUUID(),
    full_name: application.full_name,
    birth_date: application.birth_date,
    birth_year: application.birth_year,
    sex: application.sex,
    ethnicity: application.ethnicity,
    is_minority: application.ethnicity ? (isMinority(application.ethnicity) ?? null) : null,
    citizen_number_kind: application.citizen_number_kind,
    citizen_number_sealed: application.citizen_number_sealed,
    citizen_number_index: application.citizen_number_index,
    citizen_number_end: application.citizen_number_end,
    phone: application.phone,
    email: application.email,
  }
}

/** What was claimed becomes facts that still wait to be verified, unless the school has written down the same for these days. */
async function insertClaims(
  tx: Tx,
  application: Application,
  person: string,
  from: string,
): Promise<Change[]> {
  const school = application.institution_id
  const made = await sql<{ id: string; kind: string }>`
    insert into students.policy_fact (person_id, institution_id, kind, from_date, note)
    select ${person}::uuid, ${school}::uuid, c.kind, ${from}::date, ${application.code}
    from unnest(${[...application.claims]}::text[]) as c(kind)
    where not exists (select 1 from students.policy_fact f where f.person_id = ${person}::uuid and f.institution_id = ${school}::uuid
      and f.kind = c.kind and coalesce(f.to_date, 'infinity') >= ${from}::date)
    returning id, kind`.execute(tx)
  return made.rows.map(({ id, kind }) => ({
    subject: 'students.policy_fact',
    id,
    institution: school,
    before: null,
    after: { person_id: person, kind, from_date: from },
  }))
}
