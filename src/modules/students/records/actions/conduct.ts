import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { keepDecision } from '../../store/decision.ts'
import { getEnrolment } from '../../store/enrolment.ts'
import { ConductFields, readLevel } from '../conduct.ts'
import { getConduct, insertConduct, liftConduct } from '../store/conduct.ts'
import { decisionFields, findDecisionFaults, typedDay } from '../typed.ts'

/** Records an award or a discipline by its decision. */
export const recordConduct = defineAction({
  name: 'students.record-conduct',
  permission: 'students.edit',
  input: ConductFields.extend({ enrolment: z.uuid() }),
  find: (db, input) => getEnrolment(db, input.enrolment),
  about: (enrolment) => ({ institution: enrolment.institution_id }),
  async run(tx, { input, target, today }) {
    const { level, faults } = readLevel(input)
    Object.assign(faults, findDecisionFaults(input, { today, isNeeded: true }))
    if (input.on_date > today) faults.on_date = 'students.error.future'
    if (input.on_date < target.from_date) faults.on_date = 'students.conduct.error.before_admission'
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const decision = await keepDecision(tx, target.institution_id, input.kind, {
      number: input.decision_no!,
      signed_on: input.decision_date!,
      effective_on: input.on_date,
      ...(input.signer ? { signer: input.signer } : {}),
    })
    const row = {
      id: randomUUID(),
      enrolment_id: target.id,
      person_id: target.person_id,
      institution_id: target.institution_id,
      kind: input.kind,
      level,
      decision_id: decision.id,
      on_date: input.on_date,
      reason: input.reason,
    }
    await insertConduct(tx, row)
    return {
      result: { learner: target.learner_id, kind: row.kind, level },
      changes: [
        ...decision.changes,
        {
          subject: 'students.conduct',
          id: row.id,
          institution: target.institution_id,
          before: null,
          after: row,
        },
      ],
    }
  },
})

/** Lifts a discipline from a day on, by a decision; what was decided before stays on the record. */
export const liftDiscipline = defineAction({
  name: 'students.lift-discipline',
  permission: 'students.edit',
  input: z.object({ conduct: z.uuid(), lifted_on: typedDay, ...decisionFields }),
  find: async (db, input) => {
    const conduct = await getConduct(db, input.conduct)
    return { conduct, enrolment: await getEnrolment(db, conduct.enrolment_id) }
  },
  about: ({ conduct }) => ({ institution: conduct.institution_id }),
  async run(tx, { input, target: { conduct, enrolment }, today }) {
    if (conduct.kind !== 'discipline') throw precondition('students.conduct.error.award')
    const faults = findDecisionFaults(input, { today, isNeeded: true })
    if (input.lifted_on > today) faults.lifted_on = 'students.error.future'
    if (input.lifted_on < conduct.on_date) faults.lifted_on = 'students.conduct.error.lifted_before'
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const decision = await keepDecision(tx, conduct.institution_id, 'discipline', {
      number: input.decision_no!,
      signed_on: input.decision_date!,
      effective_on: input.lifted_on,
      ...(input.signer ? { signer: input.signer } : {}),
    })
    const lifted = { lifted_on: input.lifted_on, lifting_decision_id: decision.id }
    if ((await liftConduct(tx, conduct.id, lifted)) === 0) throw conflict()
    return {
      result: { learner: enrolment.learner_id },
      changes: [
        ...decision.changes,
        {
          subject: 'students.conduct',
          id: conduct.id,
          institution: conduct.institution_id,
          before: { lifted_on: null },
          after: lifted,
        },
      ],
    }
  },
})
