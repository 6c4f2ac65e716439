import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Db } from '#platform/db/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { ClassFields } from '../class-group.ts'
import {
  getClass,
  insertClass,
  isClassCodeTaken,
  listHomeroomChoices,
  updateClass,
} from '../store/class-group.ts'
import { getCohort } from '../store/cohort.ts'

async function findFaults(
  db: Db,
  fields: ClassFields,
  place: { institution: string; except: string | null; today: string; kept: string | null },
): Promise<Record<string, string>> {
  if (await isClassCodeTaken(db, place.institution, fields.code, place.except))
    return { code: 'students.class.error.code_taken' }
  if (!fields.homeroom || fields.homeroom === place.kept) return {}
  const choices = await listHomeroomChoices(db, place.institution, place.today)
  return choices.some((one) => one.id === fields.homeroom)
    ? {}
    : { homeroom: 'students.class.error.homeroom' }
}

/** Opens a class in a cohort. */
export const openClass = defineAction({
  name: 'students.open-class',
  permission: 'students.edit',
  input: ClassFields.extend({ cohort: z.uuid({ error: 'students.class.error.cohort' }) }),
  find: (db, input) => getCohort(db, input.cohort),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, { input, target, today }) {
    const { cohort: _, ...fields } = input
    const institution = target.institution_id
    const faults = await findFaults(tx, fields, { institution, except: null, today, kept: null })
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const row = { id: randomUUID(), institution_id: institution, cohort_id: target.id, ...fields }
    await insertClass(tx, row)
    return {
      result: { id: row.id },
      changes: [{ subject: 'students.class_group', id: row.id, institution, before: null, after: row }],
    }
  },
})

/** Changes code, name and homeroom teacher of a class; its cohort stays. */
export const editClass = defineAction({
  name: 'students.edit-class',
  permission: 'students.edit',
  input: ClassFields.extend({ id: z.uuid(), version: z.coerce.number().int() }),
  find: (db, input) => getClass(db, input.id),
  about: (group) => ({ institution: group.institution_id }),
  async run(tx, { input, target, today }) {
    const { id, version, ...fields } = input
    const institution = target.institution_id
    const faults = await findFaults(tx, fields, {
      institution,
      except: id,
      today,
      kept: target.homeroom_person_id,
    })
    if (Object.keys(faults).length > 0) throw invalid(faults)
    if ((await updateClass(tx, id, version, fields)) === 0) throw conflict()
    const before = { code: target.code, name: target.name, homeroom_person_id: target.homeroom_person_id }
    const after = {
      code: fields.code,
      name: fields.name ?? null,
      homeroom_person_id: fields.homeroom ?? null,
    }
    return {
      result: { id },
      changes: [{ subject: 'students.class_group', id, institution, before, after }],
    }
  },
})
