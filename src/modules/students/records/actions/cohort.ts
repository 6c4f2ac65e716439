import { addDays, addMonths } from '#platform/clock.ts'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { getVersion, isPublished, listActiveVersions } from '#modules/curricula/index.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { listPolicies } from '../../store/policy.ts'
import { CohortFields } from '../cohort.ts'
import { getCohort, hasResults, insertCohort, isCohortNameTaken, updateCohort } from '../store/cohort.ts'
import { typedReason } from '../typed.ts'

/** The policy a cohort that begins on the day is bound to: the school's own first, else the national one of its level. */
async function policyOn(tx: Tx, institution: string, on: string, level: string): Promise<string> {
  const policies = await listPolicies(tx, institution, on)
  const fitting = policies.find(({ policy }) => (policy.levels as readonly string[]).includes(level))
  if (!fitting) throw invalid({ programme_version: 'students.cohort.error.no_policy' })
  return fitting.id
}

/**
 * Opens a cohort on a version of a programme that is active on its first day, under the grading policy in force on that
 * day. Both stay with it.
 */
export const openCohort = defineAction({
  name: 'students.open-cohort',
  permission: 'students.edit',
  input: CohortFields.extend({
    institution: z.uuid(),
    mode: CohortFields.shape.mode.optional(),
    programme_version: z.uuid({ error: 'students.cohort.error.version' }),
  }),
  find: nothing,
  about: (_target, input) => ({ institution: input.institution }),
  async run(tx, { input }) {
    const { institution, programme_version: versionId, ...fields } = input
    const active = await listActiveVersions(tx, fields.from_date, { institution })
    const version = active.find((one) => one.version_id === versionId)
    if (!version) throw invalid({ programme_version: 'students.cohort.error.not_active' })
    if (await isCohortNameTaken(tx, institution, fields.name, null))
      throw invalid({ name: 'students.cohort.error.name_taken' })
    const { duration_months: months } = await getVersion(tx, versionId)
    const until =
      fields.planned_to_date ?? (months ? addDays(addMonths(fields.from_date, months), -1) : undefined)
    if (!until) throw invalid({ planned_to_date: 'students.cohort.error.end' })
    if (until <= fields.from_date) throw invalid({ planned_to_date: 'students.error.ends_before' })
    const row = {
      id: randomUUID(),
      institution_id: institution,
      name: fields.name,
      programme_version_id: versionId,
      grading_policy_id: await policyOn(tx, institution, fields.from_date, version.level),
      mode: fields.mode ?? version.mode,
      study_form: fields.study_form,
      entry: fields.entry ?? null,
      from_date: fields.from_date,
      planned_to_date: until,
    }
    await insertCohort(tx, row)
    return {
      result: { id: row.id },
      changes: [{ subject: 'students.cohort', id: row.id, institution, before: null, after: row }],
    }
  },
})

/** Changes what a cohort says of itself. Programme, grading policy and mode of training stay. */
export const editCohort = defineAction({
  name: 'students.edit-cohort',
  permission: 'students.edit',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    name: CohortFields.shape.name,
    study_form: CohortFields.shape.study_form,
    entry: CohortFields.shape.entry,
    planned_to_date: CohortFields.shape.from_date,
  }),
  find: (db, input) => getCohort(db, input.id),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, { input, target }) {
    if (input.planned_to_date <= target.from_date)
      throw invalid({ planned_to_date: 'students.error.ends_before' })
    if (await isCohortNameTaken(tx, target.institution_id, input.name, target.id))
      throw invalid({ name: 'students.cohort.error.name_taken' })
    const { name, study_form, planned_to_date } = input
    const after = { name, study_form, planned_to_date, entry: input.entry ?? null }
    if ((await updateCohort(tx, target.id, input.version, after)) === 0) throw conflict()
    const before = {
      name: target.name,
      study_form: target.study_form,
      planned_to_date: target.planned_to_date,
      entry: target.entry,
    }
    return {
      result: { id: target.id },
      changes: [
        { subject: 'students.cohort', id: target.id, institution: target.institution_id, before, after },
      ],
    }
  },
})

/**
 * Binds a cohort to another version of its programme, with a reason. Once learners have results, or sections are open on
 * the version, it stays: figures already given would change their meaning.
 */
export const moveCohort = defineAction({
  name: 'students.move-cohort',
  permission: 'students.approve',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    programme_version: z.uuid({ error: 'students.cohort.error.version' }),
    reason: typedReason,
  }),
  find: (db, input) => getCohort(db, input.id),
  about: (cohort) => ({ institution: cohort.institution_id }),
  async run(tx, { input, target }) {
    const bound = await hasResults(tx, target.id)
    if (bound.results > 0) throw precondition('students.cohort.error.has_results', { count: bound.results })
    if (bound.sections > 0)
      throw precondition('students.cohort.error.has_sections', { count: bound.sections })
    const version = await getVersion(tx, input.programme_version)
    const isFitting =
      version.programme_id === target.programme_id &&
      isPublished(version.state) &&
      version.state !== 'retired'
    if (!isFitting || version.id === target.programme_version_id)
      throw invalid({ programme_version: 'students.cohort.error.other_version' })
    // the cohort's own mode decides how it is graded
    if (version.mode !== target.mode) throw invalid({ programme_version: 'students.cohort.error.other_mode' })
    const after = { programme_version_id: version.id }
    if ((await updateCohort(tx, target.id, input.version, after)) === 0) throw conflict()
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'students.cohort',
          id: target.id,
          institution: target.institution_id,
          before: { programme_version_id: target.programme_version_id },
          after: { ...after, reason: input.reason },
        },
      ],
    }
  },
})
