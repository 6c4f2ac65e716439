import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { findUnit } from '#modules/places/index.ts'
import { AddedPerson, findBirthFault, settlePerson } from '#modules/people/index.ts'
import { defineAction, type RunContext } from '#platform/actions/define.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { invalid } from '#platform/errors.ts'
import { fundings } from '../../enrolment.ts'
import { keepDecision } from '../../store/decision.ts'
import { insertEnrolments, nextLearnerCodes } from '../../store/enrolment.ts'
import type { Cohort } from '../cohort.ts'
import { LearnerFields } from '../learner.ts'
import { getClass } from '../store/class-group.ts'
import { getCohort, isHere } from '../store/cohort.ts'
import { findLearnerOf, isLearnerCodeTaken } from '../store/learner.ts'
import { decisionFields, findDecisionFaults, typedDay } from '../typed.ts'

/** A learner of about this age at least: younger is a mistyped year. */
const youngest = 10

/** A place as one choice: the id of the cohort and, behind a space, of the class. */
const place = z.string({ error: 'students.learner.error.place' }).transform((text, context) => {
  const [cohort, classGroup] = text.split(' ')
  const read = z
    .object({ cohort: z.uuid(), classGroup: z.uuid().optional() })
    .safeParse({ cohort, classGroup })
  if (!read.success) context.addIssue({ code: 'custom', message: 'students.learner.error.place' })
  return read.data ?? { cohort: '' }
})

const LearnerInput = AddedPerson.extend(LearnerFields.shape).extend({
  place,
  from_date: typedDay.optional(),
  /** Taken over from another school: which. */
  other_school: z.string().trim().max(200).optional(),
  funding: z.array(z.enum(fundings)).default([]),
  ...decisionFields,
})
type Input = z.output<typeof LearnerInput>

/**
 * Adds one learner: the person (unless a record of the same person is there), the learner, the course of study with its
 * class place and the decision, in one act. When records look like the same person, the form comes back asking which;
 * `same_person` answers.
 */
export const addLearner = defineAction({
  name: 'students.add-learner',
  permission: 'students.edit',
  input: LearnerInput,
  find: (db, input) => getCohort(db, input.place.cohort),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, context) {
    const { input, target: cohort, today } = context
    const institution = cohort.institution_id
    const faults = { ...findFaults(input, today), ...(await findPlaceFaults(tx, input, cohort)) }
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const person = await settlePerson(tx, context, institution, {
      question: 'students.learner.error.maybe_known',
      page: '/hoc-sinh/moi',
    })
    if (await isHere(tx, person.id, cohort)) throw invalid({ place: 'students.learner.error.here_already' })
    const from = input.from_date ?? cohort.from_date
    const decision = await decide(tx, context)
    const id = randomUUID()
    const row = {
      id,
      learner_id: randomUUID(),
      learner_code: await settleCode(tx, institution, person.id, input.code, from),
      person_id: person.id,
      institution_id: institution,
      cohort_id: cohort.id,
      class_group_id: input.place.classGroup ?? null,
      from_date: from,
      schooling: input.schooling ?? null,
      address: input.address ?? null,
      unit_id: await unitIdOf(tx, input.unit, today),
      funding: input.funding,
      decision_id: decision.id,
      other_school: input.other_school ?? null,
    }
    const made = await insertEnrolments(tx, [row])
    return {
      result: { learner: (await findLearnerOf(tx, person.id, institution)) ?? row.learner_id },
      changes: [...decision.changes, ...person.changes, ...made],
    }
  },
})

type Run = RunContext<Input, Cohort>

function findFaults(input: Input, today: string): Record<string, string> {
  const faults = findDecisionFaults(input, { today, isNeeded: Boolean(input.other_school) })
  const birth = findBirthFault(input.birth, today)
  const year = input.birth?.year
  if (birth) faults.birth = birth
  else if (year && Number(today.slice(0, 4)) - year < youngest)
    faults.birth = 'students.learner.error.too_young'
  return faults
}

async function findPlaceFaults(db: Db, input: Input, cohort: Cohort): Promise<Record<string, string>> {
  const { classGroup } = input.place
  if (!classGroup) return {}
  const group = await getClass(db, classGroup)
  return group.cohort_id === cohort.id ? {} : { place: 'students.learner.error.place' }
}

/** The unit that bears the code today. */
export async function unitIdOf(db: Db, code: string | undefined, today: string): Promise<string | null> {
  if (!code) return null
  const unit = await findUnit(db, code, today)
  if (!unit) throw invalid({ unit: 'students.learner.error.unit' })
  return unit.id
}

async function settleCode(
  tx: Tx,
  institution: string,
  person: string,
  code: string | undefined,
  from: string,
): Promise<string> {
  if (!code) return (await nextLearnerCodes(tx, institution, Number(from.slice(0, 4)), 1))[0]!
  if (await isLearnerCodeTaken(tx, institution, code, person))
    throw invalid({ code: 'students.learner.error.code_taken' })
  return code
}

async function decide(tx: Tx, { input, target }: Run) {
  if (!input.decision_no || !input.decision_date) return { id: null, changes: [] }
  return keepDecision(tx, target.institution_id, input.other_school ? 'transfer' : 'admission', {
    number: input.decision_no,
    signed_on: input.decision_date,
    ...(input.signer ? { signer: input.signer } : {}),
  })
}
