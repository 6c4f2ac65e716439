import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { ProgrammeForm, type Programme } from '../programme.ts'
import { isMarkedBefore, setDigitalMark, type DigitalMark } from '../store/digital-mark.ts'
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
  async run(tx, { input, today }) {
    const { institution_id } = input
    const mark = markOf(input, today)
    await checkForm(tx, input, { institution_id, mark, today })
    const id = await insertProgramme(tx, input)
    await setDigitalMark(tx, { id, institution_id }, mark, today)
    const version = await insertVersion(tx, { id, institution_id }, 1)
    return {
      result: { id, version },
      changes: [
        {
          subject: 'curricula.programme',
          id,
          institution: institution_id,
          before: null,
          after: facts(input, mark),
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
  async run(tx, { input, target, today }) {
    const mark = markOf(input, today)
    await checkForm(tx, input, { ...target, mark, today })
    const isFixed = (await listVersions(tx, target.id)).some((one) => isPublished(one.state))
    const isOther =
      input.code !== target.code ||
      input.name !== target.name ||
      input.level !== target.level ||
      (input.occupation_code ?? null) !== target.occupation_code
    if (isFixed && isOther) throw precondition('curricula.error.programme_fixed')
    if (!(await updateProgramme(tx, input))) throw conflict()
    await setDigitalMark(tx, target, mark, today)
    return {
      result: { id: target.id },
      changes: [
        {
          subject: 'curricula.programme',
          id: target.id,
          institution: target.institution_id,
          before: facts(target, marked(target)),
          after: facts(input, mark),
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

type Head = { code: string; name: string; level: string; occupation_code?: string | null | undefined }

/** The mark a form asks for: from the day it names, else from that of the act. */
function markOf(form: ProgrammeForm, today: string): DigitalMark | undefined {
  if (!form.is_digital) return undefined
  return { from_date: form.digital_from ?? today, reason: form.digital_reason! }
}

const marked = ({ digital_from, digital_reason }: Programme): DigitalMark | undefined =>
  digital_from === null ? undefined : { from_date: digital_from, reason: digital_reason! }

async function checkForm(
  tx: Tx,
  form: ProgrammeForm,
  about: { institution_id: string; id?: string; mark: DigitalMark | undefined; today: string },
): Promise<void> {
  const { institution_id, id, mark, today } = about
  const faults = await findFormFaults(tx, form, institution_id, id)
  if (faults) throw invalid(faults)
  if (mark && mark.from_date > today) throw invalid({ digital_from: 'curricula.refusal.future' })
  if (mark && id && (await isMarkedBefore(tx, id, mark.from_date)))
    throw invalid({ digital_from: 'curricula.error.digital_before' })
}

function facts(head: Head, mark: DigitalMark | undefined): Record<string, unknown> {
  const { code, name, level, occupation_code = null } = head
  const [digital_from, digital_reason] = [mark?.from_date ?? null, mark?.reason ?? null]
  return { code, name, level, occupation_code, digital_from, digital_reason }
}
