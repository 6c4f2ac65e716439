import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { contactKinds, levels, precisions } from '../institution.ts'
import { InfrastructureProfile } from '../infrastructure.ts'

const id = z.uuid()
const Example = z.object({
  institution_id: id,
  campus: z
    .object({
      address: z.string(),
      unit_id: id,
      lat: z.string(),
      lon: z.string(),
      geo_precision: z.enum(precisions),
      is_verified: z.boolean(),
    })
    .nullable(),
  contacts: z.array(z.object({ kind: z.enum(contactKinds), value: z.string() })),
  licence: z.object({ number: z.string(), issued_on: z.iso.date() }).nullable(),
  items: z.array(
    z.object({
      occupation_code: z.string(),
      occupation_name: z.string(),
      level: z.enum(levels),
      quota: z.number().int(),
    }),
  ),
  declarations: z.array(
    z.object({
      profile: InfrastructureProfile,
      declared_on: z.iso.date(),
      state: z.enum(['declared', 'confirmed', 'returned']),
      reason: z.string().nullable(),
    }),
  ),
  isHighQuality: z.boolean(),
})
export type Example = z.input<typeof Example>

/** Adds example data round the real institutions. Every row it writes is marked as an example and shown as one. */
export const loadExamples = defineAction({
  name: 'institutions.load-examples',
  permission: 'institutions.edit',
  input: z.object({ source: z.string(), author: z.string(), examples: z.array(Example) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, today, app }) {
    const marked = { source: input.source, is_demo: true }
    const confirmed = { ...marked, is_verified: true, confirmed_on: today }
    for (const {
      institution_id,
      campus,
      contacts,
      licence,
      items,
      declarations,
      isHighQuality,
    } of input.examples) {
      if (campus) {
        await tx
          .insertInto('institutions.campus')
          .values({
            ...campus,
            ...marked,
            institution_id,
            kind: 'main',
            confirmed_on: campus.is_verified ? today : null,
          })
          // Written out: a statement planned once for every value cannot be matched to the partial index.
          .onConflict((oc) =>
            oc
              .column('institution_id')
              .where('kind', '=', sql.lit('main'))
              .where('to_date', 'is', null)
              .doNothing(),
          )
          .execute()
      }
      if (contacts.length > 0) {
        await tx
          .insertInto('institutions.contact')
          .values(contacts.map((contact) => ({ ...contact, ...confirmed, institution_id })))
          .onConflict((oc) => oc.doNothing())
          .execute()
      }
      const made = licence
        ? await tx
            .insertInto('institutions.licence')
            .values({ ...licence, ...confirmed, institution_id, from_date: licence.issued_on })
            .returning('id')
            .executeTakeFirstOrThrow()
        : undefined
      if (made && items.length > 0) {
        await tx
          .insertInto('institutions.licence_item')
          .values(
            items.map((item) => ({
              ...item,
              ...confirmed,
              institution_id,
              licence_id: made.id,
              from_date: licence!.issued_on,
            })),
          )
          .execute()
      }
      for (const { profile, state, reason, declared_on } of declarations) {
        const at = sql<Date>`${declared_on}::date + interval '9 hours'`
        const decided =
          state === 'declared'
            ? {}
            : {
                decided_by: 'example',
                decided_by_name: input.author,
                decided_at: at,
                decided_on: declared_on,
              }
        await tx
          .insertInto('institutions.infrastructure')
          .values({
            ...profile,
            ...decided,
            institution_id,
            state,
            reason,
            declared_on,
            declared_by: 'example',
            declared_by_name: input.author,
            declared_at: at,
            is_demo: true,
          })
          .execute()
      }
      if (isHighQuality) {
        const decision = {
          decision_no: 'VD-01',
          decision_date: '2025-01-10',
          valid_from: '2025-01-10',
          valid_to: '2030-01-09',
        }
        await tx
          .insertInto('institutions.recognition')
          .values({ ...decision, ...confirmed, institution_id, kind: 'high_quality_college' })
          .execute()
      }
    }
    const loaded = { institutions: input.examples.length, at: app.clock.now().toISOString() }
    return {
      result: loaded,
      changes: [{ subject: 'institutions.examples', id: 'examples', before: null, after: loaded }],
    }
  },
})
