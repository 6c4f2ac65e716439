import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { receive, type Purpose } from '#platform/files/index.ts'
import { categories, typedDay, typedHours } from '../course.ts'
import { listRegistrants } from '../store/enrolments.ts'
import { decideOutside, getOutside, insertOutside } from '../store/records.ts'
import { ownPerson } from './enrol.ts'

const proof: Purpose = {
  purpose: 'training-certificate',
  maxBytes: 10 * 1024 * 1024,
  types: ['pdf', 'jpeg', 'png'],
}
/** A little more than the file, for the fields beside it. */
export const proofMaxBody = proof.maxBytes + 256 * 1024

const text = (max: number) => z.string().trim().max(max)

/** A certificate somebody else issued, sent in by its holder with a scan. */
export const sendCertificate = defineAction({
  name: 'staff.send-certificate',
  permission: 'signed-in',
  input: z
    .object({
      course_name: text(300).min(3),
      category: z.enum(categories, 'staff.training.error.category'),
      issuer: text(200).min(3),
      issuer_legal_id: text(40).optional(),
      serial: text(60).optional(),
      hours: typedHours.refine((hours) => Number(hours) > 0, 'staff.training.error.hours'),
      from_date: typedDay.optional(),
      completed_on: typedDay,
      valid_to: typedDay.optional(),
      content: text(5000).optional(),
      file: z.instanceof(File, { error: 'staff.training.error.file' }),
    })
    .refine((one) => one.from_date === undefined || one.from_date <= one.completed_on, {
      path: ['completed_on'],
      message: 'staff.training.error.ends_before',
    })
    .refine((one) => one.valid_to === undefined || one.valid_to >= one.completed_on, {
      path: ['valid_to'],
      message: 'staff.training.error.valid_before',
    }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, actor, app, today }) {
    if (input.completed_on > today) throw invalid({ completed_on: 'staff.training.error.future' })
    const [holder] = await listRegistrants(tx, [ownPerson(actor)], today)
    if (!holder) throw precondition('staff.training.error.no_post')
    const kept = await receive(app.files, input.file.stream(), input.file.name, proof)
    const { file: _, ...facts } = input
    const row = {
      ...facts,
      ...holder,
      sent_on: today,
      issuer_legal_id: facts.issuer_legal_id ?? null,
      serial: facts.serial ?? null,
      from_date: facts.from_date ?? null,
      valid_to: facts.valid_to ?? null,
      content: facts.content ?? null,
      file_hash: kept.hash,
      file_name: kept.name,
      file_kind: kept.kind as 'pdf' | 'jpeg' | 'png',
    }
    const id = await insertOutside(tx, row)
    const { person_name: __, ...after } = row
    return {
      result: { id },
      changes: [
        { subject: 'staff.outside-certificate', id, institution: holder.institution_id, before: null, after },
      ],
    }
  },
})

/** The department says whether an outside certificate counts, and may put right its category and hours. */
export const decideCertificate = defineAction({
  name: 'staff.decide-certificate',
  permission: 'staff.verify-certificates',
  input: z
    .object({
      id: z.uuid(),
      version: z.coerce.number().int(),
      decision: z.enum(['verified', 'rejected']),
      reason: text(1000).optional(),
      category: z.enum(categories, 'staff.training.error.category'),
      hours: typedHours.refine((hours) => Number(hours) > 0, 'staff.training.error.hours'),
    })
    .refine((one) => one.decision === 'verified' || one.reason, {
      path: ['reason'],
      message: 'staff.training.error.reason',
    }),
  find: (db, input) => getOutside(db, input.id),
  about: (certificate) => ({ institution: certificate.institution_id }),
  async run(tx, { input, target, actor, today }) {
    if (actor.kind === 'account' && actor.personId === target.person_id)
      throw precondition('staff.training.error.own_certificate')
    const decision = {
      state: input.decision,
      reason: input.decision === 'rejected' ? (input.reason ?? null) : null,
      category: input.category,
      hours: input.hours,
      decided_on: today,
      decided_by_name: actor.kind === 'public' ? '' : actor.name,
    }
    if ((await decideOutside(tx, target.id, input.version, decision)) === 0)
      throw conflict('staff.training.error.decided_already')
    const before = { state: target.state, category: target.category, hours: target.hours }
    return {
      result: { id: target.id, state: input.decision },
      changes: [
        {
          subject: 'staff.outside-certificate',
          id: target.id,
          institution: target.institution_id,
          before,
          after: decision,
        },
      ],
    }
  },
})
