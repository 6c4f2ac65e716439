import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { listUnits } from '#modules/curricula/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, notFound } from '#platform/errors.ts'
import {
  findClassChoice,
  findTerm,
  listTeacherChoices,
  type ClassChoice,
  type Term,
} from '../store/choices.ts'
import { insertRoster, listClassMembers } from '../store/roster.ts'
import { freeCode } from '../section-code.ts'
import { insertSections, listTakenCodes, type NewSection } from '../store/sections.ts'
import { insertTeachers } from '../store/teachers.ts'
import { listProposals } from '../store/proposals.ts'
import { lockTimetable } from './add-sessions.ts'

const UnitChoice = z.object({
  take: z.stringbool().optional(),
  teacher: z.uuid().optional(),
  hazardous: z.stringbool().optional(),
})

/** Opens a term for a class in one act: a section for each unit chosen, its teacher, and the class on every roster. */
export const openTerm = defineAction({
  name: 'students.open-term',
  permission: 'students.edit',
  input: z.object({ group: z.uuid(), term: z.uuid(), units: z.record(z.uuid(), UnitChoice).default({}) }),
  async find(db, input) {
    const [group, term] = [await findClassChoice(db, input.group), await findTerm(db, input.term)]
    if (!group || !term || term.institution_id !== group.institution_id) throw notFound()
    return { group, term }
  },
  about: ({ group }) => ({ institution: group.institution_id }),
  async run(tx, { input, target: { group, term }, today }) {
    const chosen = Object.entries(input.units).filter(([, choice]) => choice.take)
    if (chosen.length === 0) throw invalid({}, 'students.teaching.error.nothing_chosen')
    await checkTeachers(tx, chosen, group, today)
    await lockTimetable(tx, group.institution_id)
    const sections = await makeSections(tx, chosen, group, term)
    await insertSections(tx, sections)
    const teachers = await insertTeachers(
      tx,
      sections.flatMap((section) => {
        const teacher = input.units[section.course_unit_id]?.teacher
        return teacher
          ? [{ section_id: section.id, person_id: teacher, from_date: term.from_date, role: 'main' as const }]
          : []
      }),
    )
    const members = await listClassMembers(tx, group.id)
    const roster = await insertRoster(
      tx,
      sections.flatMap((section) =>
        members.map((one) => ({
          section_id: section.id,
          enrolment_id: one.id,
          from_date: one.from_date > term.from_date ? one.from_date : term.from_date,
        })),
      ),
    )
    const opened = sections.map(({ id, ...after }): Change => ({
      subject: 'students.course_section',
      id,
      institution: group.institution_id,
      before: null,
      after,
    }))
    return {
      result: { sections: sections.length, learners: members.length, group: group.id, term: term.id },
      changes: [...opened, ...teachers, ...roster],
    }
  },
})

type Chosen = [unit: string, choice: z.output<typeof UnitChoice>][]

async function checkTeachers(tx: Tx, chosen: Chosen, group: ClassChoice, today: string): Promise<void> {
  const staff = new Set(
    (await listTeacherChoices(tx, group.institution_id, today)).map((one) => one.person_id),
  )
  const wrong = chosen.filter(([, choice]) => choice.teacher && !staff.has(choice.teacher))
  if (wrong.length > 0)
    throw invalid(
      Object.fromEntries(wrong.map(([unit]) => [`units.${unit}.teacher`, 'students.teaching.error.teacher'])),
    )
}

async function makeSections(tx: Tx, chosen: Chosen, group: ClassChoice, term: Term): Promise<NewSection[]> {
  const units = new Map((await listUnits(tx, group.programme_version_id)).map((unit) => [unit.id, unit]))
  const open = await listProposals(tx, group, term)
  const codes = chosen.map(([id]) => {
    const unit = units.get(id)
    if (!unit) throw notFound()
    const already = open.find((one) => one.unit.id === id)?.opened
    if (already) throw invalid({ [`units.${id}.take`]: 'students.teaching.error.already_open' })
    return `${unit.code}-${group.code}`
  })
  const taken = new Set(await listTakenCodes(tx, { institution: group.institution_id, term: term.id }, codes))
  return chosen.map(([unit, choice], at) => ({
    id: randomUUID(),
    institution_id: group.institution_id,
    term_id: term.id,
    course_unit_id: unit,
    class_group_id: group.id,
    grading_policy_id: group.grading_policy_id,
    mode: group.mode,
    code: freeCode(codes[at]!, taken),
    is_hazardous: choice.hazardous ?? false,
  }))
}
