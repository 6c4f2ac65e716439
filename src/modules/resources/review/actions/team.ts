import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { addDays } from '#platform/clock.ts'
import { conflict, notFound, precondition } from '#platform/errors.ts'
import { findPersonName } from '../../catalogue/store/author.ts'
import { placeOf } from '../../catalogue/rights.ts'
import { endMember, findMember, insertMember } from '../store/team.ts'

/** Names somebody to a school's review team, or to the shared one (no institution). */
export const addMember = defineAction({
  name: 'resources.add-reviewer',
  permission: 'resources.decide',
  input: z.object({ institution: z.uuid().optional(), person: z.uuid('resources.review.error.person') }),
  find: nothing,
  about: (_target, input) => placeOf({ institution_id: input.institution ?? null }),
  async run(tx, { input, actor, today }) {
    const name = await findPersonName(tx, input.person)
    if (!name) throw notFound()
    const institution = input.institution ?? null
    const id = await insertMember(tx, {
      institution_id: institution,
      person_id: input.person,
      name,
      from_date: today,
      added_by_name: actorLabel(actor).name,
    })
    if (!id) throw precondition('resources.review.error.member')
    return {
      result: { name, institution },
      changes: [
        {
          subject: 'resources.team_member',
          id,
          institution,
          before: null,
          after: { name, from_date: today },
        },
      ],
    }
  },
})

/** Ends somebody's time in a team with yesterday, so that it is over at once; what they reviewed stays. */
export const removeMember = defineAction({
  name: 'resources.end-reviewer',
  permission: 'resources.decide',
  input: z.object({ id: z.uuid(), version: z.coerce.number().int() }),
  async find(db, input) {
    const member = await findMember(db, input.id)
    if (!member) throw notFound()
    return member
  },
  about: (member) => placeOf(member),
  async run(tx, { input, target, today }) {
    if (!(await endMember(tx, target.id, input.version, addDays(today, -1)))) throw conflict()
    return {
      result: { name: target.name, institution: target.institution_id },
      changes: [
        {
          subject: 'resources.team_member',
          id: target.id,
          institution: target.institution_id,
          before: { to_date: null },
          after: { to_date: today },
        },
      ],
    }
  },
})
