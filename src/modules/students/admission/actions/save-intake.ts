import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { findProgramme } from '#modules/curricula/index.ts'
import { IntakeFields, type IntakeFields as Fields } from '../intake.ts'
import { deleteIntake, getIntake, hasApplications, insertIntake, updateIntake } from '../store/intake.ts'

/** Puts a round of admission of a programme into the school's plan. */
export const addIntake = defineAction({
  name: 'students.add-intake',
  permission: 'students.edit',
  input: IntakeFields,
  async find(db, input) {
    const programme = await findProgramme(db, input.programme_id)
    if (!programme) throw invalid({ programme_id: 'students.admission.error.programme' })
    return programme
  },
  about: (programme) => ({ institution: programme.institution_id }),
  async run(tx, { input, target }) {
    const id = randomUUID()
    const change = await insertIntake(tx, target.institution_id, { id, ...columns(input) })
    return { result: { id }, changes: [change] }
  },
})

/** Changes a round. Its programme stays once somebody has applied. */
export const editIntake = defineAction({
  name: 'students.edit-intake',
  permission: 'students.edit',
  input: IntakeFields.safeExtend({ id: z.uuid(), version: z.coerce.number().int() }),
  find: (db, input, { app }) => getIntake(db, input.id, dayOf(app.clock)),
  about: (intake) => ({ institution: intake.institution_id }),
  async run(tx, { input, target }) {
    const { id, version, ...fields } = input
    const programme = await findProgramme(tx, fields.programme_id)
    if (programme?.institution_id !== target.institution_id)
      throw invalid({ programme_id: 'students.admission.error.programme' })
    if (programme.id !== target.programme_id && (await hasApplications(tx, id)))
      throw invalid({ programme_id: 'students.admission.error.programme_fixed' })
    const change = await updateIntake(tx, target, version, columns(fields))
    return { result: { id }, changes: [change] }
  },
})

/** Takes out a round nobody applied to. */
export const removeIntake = defineAction({
  name: 'students.remove-intake',
  permission: 'students.edit',
  input: z.object({ id: z.uuid() }),
  find: (db, input, { app }) => getIntake(db, input.id, dayOf(app.clock)),
  about: (intake) => ({ institution: intake.institution_id }),
  async run(tx, { target }) {
    if ((await deleteIntake(tx, target.id)) === 0)
      throw precondition('students.admission.error.has_applications')
    const { id, institution_id, ...before } = target
    return {
      result: { id },
      changes: [{ subject: 'students.intake', id, institution: institution_id, before, after: null }],
    }
  },
})

function columns(fields: Fields) {
  return { ...fields, is_published: fields.is_published ?? false }
}
