import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { findPerson } from '#modules/people/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { keepParked } from '#platform/forms/parked.ts'
import { findLinkFault, GuardianFields, lastMinorDay, makeSecret } from '../guardian.ts'
import { getGuardianLink, insertGuardianLink, revokeGuardianLink } from '../store/guardian.ts'
import { getLearner } from '../store/learner.ts'

/** Where a secret just made waits for the page that shows it once. */
export const secretForm = 'lien-ket-phu-huynh'

/**
 * Makes a link by which a guardian of a minor reads along until a day, at most to the eve of the 18th birthday. Only the
 * hash of its secret is kept; the secret waits, sealed, for the page and is shown there once.
 */
export const giveGuardianLink = defineAction({
  name: 'students.give-guardian-link',
  permission: 'students.edit',
  input: GuardianFields.extend({ learner: z.uuid() }),
  async find(db, input) {
    const learner = await getLearner(db, input.learner)
    const person = await findPerson(db, learner.person_id)
    if (!person) throw notFound()
    return { learner, person }
  },
  about: ({ learner }) => ({ institution: learner.institution_id }),
  async run(tx, { input, target: { learner, person }, actor, app, today, lang }) {
    const last = lastMinorDay(person)
    const to = input.to_date ?? last ?? today
    const fault = findLinkFault(last, to, today)
    const t = app.catalog(lang)
    if (fault) throw invalid({ to_date: t.dynamic(fault, { day: t.date(last) }) })
    const { token, hash } = makeSecret()
    const row = {
      id: randomUUID(),
      learner_id: learner.id,
      person_id: learner.person_id,
      institution_id: learner.institution_id,
      guardian_name: input.guardian_name,
      relation: input.relation,
      contact: input.contact ?? null,
      from_date: today,
      to_date: to,
    }
    await insertGuardianLink(tx, { ...row, token_hash: hash })
    const path = `/hoc-sinh/${learner.id}/phu-huynh`
    const owner = { account: actor.kind === 'account' ? actor.id : '' }
    const parked = await keepParked(tx, app, path, { form: secretForm, values: { secret: token } }, owner)
    return {
      result: { path, parked },
      changes: [
        {
          subject: 'students.guardian_link',
          id: row.id,
          institution: row.institution_id,
          before: null,
          after: row,
        },
      ],
    }
  },
})

/** Takes a link back; it opens nothing from this moment on. */
export const takeGuardianLink = defineAction({
  name: 'students.revoke-guardian-link',
  permission: 'students.edit',
  input: z.object({ link: z.uuid() }),
  find: (db, input) => getGuardianLink(db, input.link),
  about: (link) => ({ institution: link.institution_id }),
  async run(tx, { target, today }) {
    if ((await revokeGuardianLink(tx, target.id, today)) === 0) throw conflict()
    return {
      result: { learner: target.learner_id },
      changes: [
        {
          subject: 'students.guardian_link',
          id: target.id,
          institution: target.institution_id,
          before: { revoked_on: null },
          after: { revoked_on: today },
        },
      ],
    }
  },
})
