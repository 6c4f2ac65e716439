import { defineAction } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { RunInput } from '../course.ts'
import { findCourseById, findRun, insertRun, isCodeTaken, updateRun, type Run } from '../store/courses.ts'
import { giver } from './save-course.ts'

/** Opens a class of a course, or changes its days, seats or state. */
export const saveRun = defineAction({
  name: 'staff.save-run',
  permission: 'staff.give-courses',
  input: RunInput,
  find: async (db, input) => (input.id ? await findRun(db, input.id) : undefined),
  about: (run, input) => giver(run ? run.institution_id : input.institution_id),
  async run(tx, { input, target }) {
    if (!(await findCourseById(tx, input.course_id)))
      throw invalid({ course_id: 'staff.training.error.course' })
    if (await isCodeTaken(tx, 'course_run', input.code, target?.id))
      throw invalid({ code: 'staff.training.error.code_taken' })
    const row = { ...input, register_until: input.register_until ?? input.from_date }
    const institution = target ? target.institution_id : (input.institution_id ?? null)
    if (!target) {
      const id = await insertRun(tx, row)
      return {
        result: { id },
        changes: [{ subject: 'staff.course-run', id, institution, before: null, after: facts(row) }],
      }
    }
    await updateRun(tx, target.id, input.version ?? 0, row)
    return {
      result: { id: target.id },
      changes: [
        { subject: 'staff.course-run', id: target.id, institution, before: facts(target), after: facts(row) },
      ],
    }
  },
})

function facts(run: RunInput | Run): Record<string, unknown> {
  const { code, from_date, to_date, register_until, mode, place = null, quota = null, state } = run
  return { code, from_date, to_date, register_until, mode, place, quota, state }
}
