import { defineAction } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { CourseInput } from '../course.ts'
import {
  findCourseById,
  hasResults,
  insertCourse,
  isCodeTaken,
  updateCourse,
  type Course,
} from '../store/courses.ts'

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
    // what somebody's result counts for does not change under them
    if (target && target.category !== input.category && (await hasResults(tx, target.id)))
      throw invalid({ category: 'staff.training.error.category_fixed' })
    const institution = target ? target.institution_id : (input.institution_id ?? null)
    if (!target) {
      const id = await insertCourse(tx, input)
      return {
        result: { code: input.code },
        changes: [{ subject: 'staff.course', id, institution, before: null, after: facts(input) }],
      }
    }
    await updateCourse(tx, target.id, input.version ?? 0, input)
    return {
      result: { code: target.code },
      changes: [
        { subject: 'staff.course', id: target.id, institution, before: facts(target), after: facts(input) },
      ],
    }
  },
})

function facts(course: CourseInput | Course): Record<string, unknown> {
  const { name, category, hours, provider, content, components } = course
  return { name, category, hours, provider, content, components }
}

/** Whose a course or class is: a school's, or the province's. */
export function giver(
  institutionId: string | null | undefined,
): { institution: string } | { province: true } {
  return institutionId ? { institution: institutionId } : { province: true }
}
