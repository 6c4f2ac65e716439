import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { ProgrammeForm } from '../programme.ts'
import { findFormFaults } from '../store/form-faults.ts'
import { insertProgramme, updateProgramme } from '../store/programme.ts'
import { getProgramme, listVersions } from '../store/version.ts'
import { copyVersion, deleteVersion, insertVersion } from '../store/version-write.ts'
import { isPublished } from '../version.ts'
import { getDraft, institutionOf } from './draft.ts'

/** A programme and its first draft. */
export const createProgramme = defineAction({
  name: 'curricula.create-programme',
  permission: 'curricula.edit',
  input: z.object({ institution_id: z.uuid() }).and(ProgrammeForm),
  find: nothing,
  about: (_target, input) => ({ institution: input.institution_id }),
  async run(tx, { input }) {
    await checkForm(tx, input, input.institution_id)
    const id = await insertProgramme(tx, input)
    const version = await insertVersion(tx, { id, institution_id: input.institution_id }, 1)
    return {
      result: { id, version },
      changes: [
        {
          subject: 'curricula.programme',
          id,
          institution: input.institution_id,
          before: null,
          after: facts(input),
        },
      ],
    }
  },
})

/** Changes what is said of a programme. With an approved version only the mark "digital technology" may change. */
export const editProgramme = defineAction({
  name: 'curricula.edit-programme',
  permission: 'curricula.edit',
  input: z.object({ id: z.uuid(), version: z.coerce.number().int() }).and(ProgrammeForm),
  find: (db, input) => getProgramme(db, input.id),
  about: institutionOf,
  async run(tx, { input, target }) {
    await checkForm(tx, input, target.institution_id, target.id)
    const isFixed = (await listVersions(tx, target.id)).some((one) => isPublished(one.state))
    const isOther =
      input.code !== target.code ||
      input.name !== target.name ||
      input.level !== target.level ||
      (input.occupation_code ?? null) !== target.occupation_code
    if (isFixed && isOther) throw precondition('curricula.error.programme_fixed')
    if (!(await updateProgramme(tx, input))) throw conflict()
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.programme',
          id: target.id,
          institution: target.institution_id,
          before: facts(target),
          after: facts(input),
        },
      ],
    }
  },
})

/** A new version as the copy of the latest one that was decided; without one, an empty draft. */
export const startVersion = defineAction({
  name: 'curricula.start-version',
  permission: 'curricula.edit',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getProgramme(db, input.id),
  about: institutionOf,
  async run(tx, { target }) {
    const versions = await listVersions(tx, target.id)
    if (versions.some((one) => !isPublished(one.state))) throw precondition('curricula.error.draft_exists')
    const source = versions.find((one) => isPublished(one.state))
    const number = (versions[0]?.number ?? 0) + 1
    const id = source ? await copyVersion(tx, source, number) : await insertVersion(tx, target, number)
    return {
      result: { id },
      changes: [
        {
          subject: 'curricula.version',
          id,
          institution: target.institution_id,
          before: null,
          after: { programme: target.id, number, based_on: source?.id ?? null },
        },
      ],
    }
  },
})

/** Throws a draft away; what was decided before stays. */
export const discardDraft = defineAction({
  name: 'curricula.discard-draft',
  permission: 'curricula.edit',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getDraft(db, input.id),
  about: institutionOf,
  async run(tx, { target }) {
    await deleteVersion(tx, target.id)
    return {
      result: { programme: target.programme_id },
      changes: [
        {
          subject: 'curricula.version',
          id: target.id,
          institution: target.institution_id,
          before: { programme: target.programme_id, number: target.number },
          after: null,
        },
      ],
    }
  },
})

async function checkForm(tx: Tx, form: ProgrammeForm, institution: string, id?: string): Promise<void> {
  const faults = await findFormFaults(tx, form, institution, id)
  if (faults) throw invalid(faults)
}

function facts(form: {
  code: string
  name: string
  level: string
  occupation_code?: string | null | undefined
  is_digital: boolean
  digital_reason?: string | null | undefined
}): Record<string, unknown> {
  const { code, name, level, occupation_code = null, is_digital, digital_reason = null } = form
  return { code, name, level, occupation_code, is_digital, digital_reason }
}
