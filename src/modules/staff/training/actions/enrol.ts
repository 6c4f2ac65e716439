import { z } from 'zod'
import { reach, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { isRegistrationOpen } from '../course.ts'
import { getRun } from '../store/courses.ts'
import {
  cancelEnrolment,
  findEnrolment,
  holdQueue,
  insertEnrolments,
  listRegistrants,
} from '../store/enrolments.ts'

const Run = z.object({ run: z.uuid() })

/** The person the actor is. @throws AppError precondition when the account is nobody's */
export function ownPerson(actor: Actor): string {
  if (actor.kind !== 'account' || !actor.personId) throw precondition('staff.training.error.no_person')
  return actor.personId
}

function made(
  rows: readonly { id: string; person_id: string; institution_id: string }[],
  run: string,
): Change[] {
  return rows.map((row) => ({
    subject: 'staff.enrolment',
    id: row.id,
    institution: row.institution_id,
    before: null,
    after: { run, person: row.person_id },
  }))
}

/** A teacher or manager registers for a class; beyond the seats they stand on the waiting list. */
export const enrolSelf = defineAction({
  name: 'staff.enrol-self',
  permission: 'signed-in',
  input: Run,
  find: (db, input) => getRun(db, input.run),
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor, today }) {
    const person = ownPerson(actor)
    if (!isRegistrationOpen(target, today)) throw precondition('staff.training.error.closed')
    const registrants = await listRegistrants(tx, [person], today)
    if (registrants.length === 0) throw precondition('staff.training.error.no_post')
    await holdQueue(tx, target.id)
    const rows = await insertEnrolments(tx, target.id, registrants, 'self')
    const own = await findEnrolment(tx, target.id, person)
    return {
      result: { run: target.id, place: own?.place ?? 0, quota: target.quota },
      changes: made(rows, target.id),
    }
  },
})

/** A school registers several of its people at once. */
export const enrolPeople = defineAction({
  name: 'staff.enrol-people',
  permission: 'staff.enrol-people',
  input: Run.extend({ people: z.array(z.uuid()).min(1, 'staff.training.error.nobody').max(500) }),
  find: (db, input) => getRun(db, input.run),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, today }) {
    if (!isRegistrationOpen(target, today)) throw precondition('staff.training.error.closed')
    const within = reach(actor, 'staff.enrol-people')
    const registrants = await listRegistrants(tx, input.people, today)
    const isOwn = (institution: string) => within === 'all' || within.includes(institution)
    if (
      registrants.length < new Set(input.people).size ||
      registrants.some((one) => !isOwn(one.institution_id))
    )
      throw notFound()
    await holdQueue(tx, target.id)
    const rows = await insertEnrolments(tx, target.id, registrants, 'school')
    return { result: { run: target.id, count: rows.length }, changes: made(rows, target.id) }
  },
})

/** Takes a registration back: one's own, or one of the school. The next on the waiting list moves up by itself. */
export const cancelRegistration = defineAction({
  name: 'staff.cancel-registration',
  permission: 'signed-in',
  input: Run.extend({ person: z.uuid().optional() }),
  async find(db, input, { actor }) {
    const person = input.person ?? ownPerson(actor)
    const enrolment = await findEnrolment(db, input.run, person)
    const within = reach(actor, 'staff.enrol-people')
    const isOwn = actor.kind === 'account' && actor.personId === person
    if (!enrolment || (!isOwn && within !== 'all' && !within.includes(enrolment.institution_id)))
      throw notFound()
    return enrolment
  },
  about: () => ({ anywhere: true }),
  async run(tx, { target }) {
    if ((await cancelEnrolment(tx, target.id)) === 0) throw invalid({}, 'staff.training.error.decided')
    return {
      result: { run: target.run_id },
      changes: [
        {
          subject: 'staff.enrolment',
          id: target.id,
          institution: target.institution_id,
          before: { is_cancelled: false },
          after: { is_cancelled: true },
        },
      ],
    }
  },
})
