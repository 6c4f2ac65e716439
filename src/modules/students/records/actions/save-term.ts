import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { findTermFaults, TermFields } from '../term.ts'
import { findSessionOutside, findTermRival, getTerm, insertTerm, updateTerm } from '../store/term.ts'

/**
 * Enters a term, or changes its name and days. Nothing is rolled over: what was taught in a term stays with it, so its
 * days may not shrink past a lesson of the timetable.
 */
export const saveTerm = defineAction({
  name: 'students.save-term',
  permission: 'students.edit',
  input: TermFields.extend({
    institution: z.uuid().optional(),
    id: z.uuid().optional(),
    version: z.coerce.number().int().optional(),
  }),
  find: async (db, input) => (input.id ? getTerm(db, input.id) : undefined),
  about: (term, input) => ({ institution: term?.institution_id ?? input.institution }),
  async run(tx, { input, target, app, lang }) {
    const { institution, id: given, version, ...fields } = input
    const school = target?.institution_id ?? institution!
    const faults = findTermFaults(fields)
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const t = app.catalog(lang)
    const rival = await findTermRival(tx, school, fields, given ?? null)
    if (rival?.is_same_name) throw invalid({ name: 'students.term.error.name_taken' })
    if (rival) {
      const days = { name: rival.name, from: t.date(rival.from_date), to: t.date(rival.to_date) }
      throw invalid({ from_date: t('students.term.error.overlaps', days) })
    }
    if (!target) {
      const id = randomUUID()
      await insertTerm(tx, id, school, fields)
      return {
        result: { id },
        changes: [{ subject: 'students.term', id, institution: school, before: null, after: fields }],
      }
    }
    const outside = await findSessionOutside(tx, target.id, fields)
    if (outside)
      throw invalid({ to_date: t('students.term.error.session_outside', { day: t.date(outside) }) })
    if ((await updateTerm(tx, target.id, version ?? 0, fields)) === 0) throw conflict()
    const { name, kind, school_year, from_date, to_date } = target
    const before = { name, kind, school_year, from_date, to_date }
    return {
      result: { id: target.id },
      changes: [{ subject: 'students.term', id: target.id, institution: school, before, after: fields }],
    }
  },
})
