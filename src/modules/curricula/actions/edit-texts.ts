import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict } from '#platform/errors.ts'
import { entryLevels, modes, studyForms } from '../programme.ts'
import { listUnits, updateSyllabus } from '../store/unit.ts'
import { touchVersion } from '../store/version-write.ts'
import { typedCount, typedCredits } from '../typed.ts'
import { notFound } from '#platform/errors.ts'
import { getDraft, institutionOf } from './draft.ts'

const text = z.string().trim().max(20_000).default('')

/** Parts of the document that are texts. */
export const editTexts = defineAction({
  name: 'curricula.edit-texts',
  permission: 'curricula.edit',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    mode: z.enum(modes),
    study_form: z.enum(studyForms),
    entry_level: z.enum(entryLevels),
    entry_requirement: text,
    duration_months: typedCount,
    elective_credits: typedCredits,
    objectives: text,
    job_positions: text,
    usage_guide: text,
    change_note: text,
    new_technology_note: text,
    delivery_note: text,
  }),
  find: (db, input) => getDraft(db, input.id),
  about: institutionOf,
  async run(tx, { input, target }) {
    const { id, version, ...texts } = input
    await touchVersion(tx, id, version, texts)
    const before = Object.fromEntries(
      Object.keys(texts).map((key) => [key, target[key as keyof typeof texts]]),
    )
    return {
      result: { id },
      changes: [
        { subject: 'curricula.version', id, institution: target.institution_id, before, after: texts },
      ],
    }
  },
})

/** The detailed syllabus of a subject. */
export const editSyllabus = defineAction({
  name: 'curricula.edit-syllabus',
  permission: 'curricula.edit',
  input: z.object({ version_id: z.uuid(), id: z.uuid(), version: z.coerce.number().int(), syllabus: text }),
  find: (db, input) => getDraft(db, input.version_id),
  about: institutionOf,
  async run(tx, { input, target }) {
    const before = (await listUnits(tx, target.id)).find((unit) => unit.id === input.id)
    if (!before) throw notFound()
    if (!(await updateSyllabus(tx, input, input.syllabus))) throw conflict()
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.course-unit',
          id: input.id,
          institution: target.institution_id,
          before: { syllabus: before.syllabus },
          after: { syllabus: input.syllabus },
        },
      ],
    }
  },
})
