import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { getUnit, getVersion } from '#modules/curricula/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { listPolicies } from '../../store/policy.ts'
import { findClassChoice, findTerm, listTeacherChoices } from '../store/choices.ts'
import { insertRoster, listClassMembers } from '../store/roster.ts'
import { insertSections, listTakenCodes, type NewSection } from '../store/sections.ts'
import { insertTeachers } from '../store/teachers.ts'
import { lockTimetable } from './add-sessions.ts'

const Input = z.object({
  term: z.uuid('students.teaching.error.required'),
  unit: z.uuid('students.teaching.error.required'),
  group: z.uuid().optional(),
  code: z.string('students.teaching.error.required').trim().min(2).max(60),
  teacher: z.uuid().optional(),
  delivery: z.enum(['in_person', 'online', 'blended']).default('in_person'),
  is_hazardous: z.stringbool().optional(),
})

/** Opens one section by hand: for learners of several classes, for those who relearn, or for a class. */
export const addSection = defineAction({
  name: 'students.add-section',
  permission: 'students.edit',
  input: Input,
  async find(db, input) {
    const term = await findTerm(db, input.term)
    const unit = await getUnit(db, input.unit)
    const version = await getVersion(db, unit.version_id)
    const group = input.group ? await findClassChoice(db, input.group) : undefined
    if (!term || version.institution_id !== term.institution_id) throw notFound()
    if (input.group && group?.institution_id !== term.institution_id) throw notFound()
    return { term, unit, version, group }
  },
  about: ({ term }) => ({ institution: term.institution_id }),
  async run(tx, { input, target: { term, unit, version, group }, today }) {
    const institution = term.institution_id
    if (group && group.programme_version_id !== unit.version_id)
      throw invalid({ unit: 'students.teaching.error.other_programme' })
    await lockTimetable(tx, institution)
    if ((await listTakenCodes(tx, { institution, term: term.id }, [input.code])).includes(input.code))
      throw invalid({ code: 'students.teaching.error.code_taken' })
    if (input.teacher) {
      const staff = await listTeacherChoices(tx, institution, today)
      if (!staff.some((one) => one.person_id === input.teacher))
        throw invalid({ teacher: 'students.teaching.error.teacher' })
    }
    const policy = group?.grading_policy_id ?? (await listPolicies(tx, institution, term.from_date))[0]?.id
    if (!policy) throw invalid({ term: 'students.teaching.error.no_policy' })
    const section: NewSection = {
      id: randomUUID(),
      institution_id: institution,
      term_id: term.id,
      course_unit_id: unit.id,
      class_group_id: group?.id ?? null,
      grading_policy_id: policy,
      mode: group?.mode ?? version.mode,
      code: input.code,
      is_hazardous: input.is_hazardous ?? false,
      delivery: input.delivery,
    }
    await insertSections(tx, [section])
    const members = group ? await listClassMembers(tx, group.id) : []
    const teachers = input.teacher
      ? [
          {
            section_id: section.id,
            person_id: input.teacher,
            role: 'main' as const,
            from_date: term.from_date,
          },
        ]
      : []
    const { id, ...after } = section
    return {
      result: { id },
      changes: [
        { subject: 'students.course_section', id, institution, before: null, after },
        ...(await insertTeachers(tx, teachers)),
        ...(await insertRoster(
          tx,
          members.map((one) => ({
            section_id: id,
            enrolment_id: one.id,
            from_date: one.from_date > term.from_date ? one.from_date : term.from_date,
          })),
        )),
      ],
    }
  },
})
