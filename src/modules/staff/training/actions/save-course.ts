import { defineAction } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { CourseInput } from '../course.ts'
import { findCourseById, insertCourse, isCodeTaken, updateCourse } from '../store/courses.ts'

/** Adds a course to the catalogue, or changes it. */
export const saveCourse = defineAction({
  name: 'staff.save-course',
  permission: 'staff.give-courses',
  input: CourseInput,
  find: async (db, input) => (input.id ? await findCourseById(db, input.id) : undefined),
  about: (course, input) => giver(course ? course.institution_id : input.institution_id),
  async run(tx, { input, target }) {
    if (await isCodeTaken(tx, 'course', input.code, target?.id))
      throw invalid({ code: 'staff.training.error.code_taken' })
    const after = {
      name: input.name,
      category: input.category,
      hours: input.hours,
      provider: input.provider,
      components: input.components,
    }
    const institution = target ? target.institution_id : (input.institution_id ?? null)
    if (!target) {
      const id = await insertCourse(tx, input)
      return {
        result: { code: input.code },
        changes: [{ subject: 'staff.course', id, institution, before: null, after }],
      }
    }
    await updateCourse(tx, target.id, input.version ?? 0, input)
    const before = {
      name: target.name,
      category: target.category,
      hours: target.hours,
      provider: target.provider,
      components: target.components,
    }
    return {
      result: { code: target.code },
      changes: [{ subject: 'staff.course', id: target.id, institution, before, after }],
    }
  },
})

/** Whose a course or class is: a school's, or the province's. */
export function giver(
  institutionId: string | null | undefined,
): { institution: string } | { province: true } {
  return institutionId ? { institution: institutionId } : { province: true }
}
