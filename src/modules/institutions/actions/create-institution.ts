import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { codePattern, institutionTypes, line, neededDay, ownerships } from '../institution.ts'

/** The department enters an institution that was not in the register. */
export const createInstitution = defineAction({
  name: 'institutions.create-institution',
  permission: 'institutions.edit',
  input: z.object({
    code: z
      .string()
      .trim()
      .min(2)
      .max(60)
      .regex(codePattern, 'institutions.error.code')
      .refine((code) => code !== 'moi', 'institutions.error.code_taken'),
    name: z.string().trim().min(5).max(200),
    short_name: line(60),
    type: z.enum(institutionTypes),
    ownership: z.enum(ownerships),
    governing_body: line(160),
    from_date: neededDay,
    decision_no: line(120),
    source: z.string().trim().min(1, 'institutions.error.source').max(200),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, today }) {
    if (input.from_date > today) throw invalid({ from_date: 'institutions.error.future' })
    const { code, type, ownership, governing_body, source } = input
    const fact = { source, verified: true, confirmedOn: today }
    const facts = { type: fact, ownership: fact, ...(governing_body ? { governing_body: fact } : {}) }
    const made = await tx
      .insertInto('institutions.institution')
      .values({ code, type, ownership, governing_body, facts: JSON.stringify(facts) })
      .onConflict((oc) => oc.column('code').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw invalid({ code: 'institutions.error.code_taken' })
    const dated = {
      institution_id: made.id,
      from_date: input.from_date,
      decision_no: input.decision_no,
      source,
      is_verified: true,
      confirmed_on: today,
    }
    await tx
      .insertInto('institutions.institution_name')
      .values({ ...dated, name: input.name, short_name: input.short_name })
      .execute()
    await tx
      .insertInto('institutions.standing')
      .values({ ...dated, status: 'active' })
      .execute()
    return {
      result: { code },
      changes: [
        {
          subject: 'institutions.institution',
          id: made.id,
          institution: made.id,
          before: null,
          after: input,
        },
      ],
    }
  },
})
