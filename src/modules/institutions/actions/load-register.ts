import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import {
  campusKinds,
  codePattern,
  institutionTypes,
  ownerships,
  precisions,
  statuses,
} from '../institution.ts'
import { checkItems } from '../infrastructure.ts'

const day = z.iso.date().nullable().default(null)
const text = z.string().nullable().default(null)
const confirmed = { source: z.string().min(1), is_verified: z.boolean().default(false), confirmed_on: day }

export const RegisterEntry = z.object({
  code: z.string().regex(codePattern),
  type: z.enum(institutionTypes),
  ownership: z.enum(ownerships).nullable().default(null),
  governing_body: text,
  website: text,
  founded_year: z.number().int().nullable().default(null),
  founding_decision: text,
  introduction: text,
  /** field → source, for the facts above; none of them is confirmed. */
  facts: z.record(z.string(), z.string()).default({}),
  names: z
    .array(
      z.object({
        name: z.string().min(3),
        short_name: text,
        name_en: text,
        from_date: day,
        to_date: day,
        decision_no: text,
        ...confirmed,
      }),
    )
    .min(1),
  standings: z
    .array(
      z.object({ status: z.enum(statuses), from_date: day, to_date: day, decision_no: text, ...confirmed }),
    )
    .min(1),
  campuses: z
    .array(
      z.object({
        kind: z.enum(campusKinds),
        name: text,
        address: text,
        /** The unit as written in the address: its code and a day on which it bore that code. */
        unit: z.object({ code: z.string(), on: z.iso.date() }).nullable().default(null),
        lat: text,
        lon: text,
        geo_precision: z.enum(precisions).default('unknown'),
        from_date: day,
        to_date: day,
        ...confirmed,
      }),
    )
    .default([]),
})
export type RegisterEntry = z.input<typeof RegisterEntry>

const OccupationEntry = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['cao_dang', 'trung_cap', 'so_cap']),
  field_code: text,
  group_code: text,
  is_ict: z.boolean(),
  list_version: z.string(),
  from_date: day,
  source: z.string(),
  certainty: z.string(),
})

/** Adds institutions, what became what, occupations and the checklist of infrastructure, as one act. Codes that are there already stay as they are. */
export const loadRegister = defineAction({
  name: 'institutions.load-register',
  permission: 'institutions.edit',
  input: z.object({
    title: z.string(),
    institutions: z.array(RegisterEntry),
    successions: z
      .array(
        z.object({
          from: z.string(),
          to: z.string(),
          kind: z.enum(['merge', 'split', 'rename', 'transfer']),
          on_date: z.iso.date(),
          decision_no: text,
          ...confirmed,
        }),
      )
      .default([]),
    occupations: z.array(OccupationEntry).default([]),
    rules: z
      .array(
        z.object({
          item: z.enum(checkItems),
          minimum: z.number().int().positive(),
          from_date: z.iso.date(),
          source: z.string(),
        }),
      )
      .default([]),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const ids = new Map<string, string>()
    for (const entry of input.institutions) {
      const id = await insertEntry(tx, entry)
      if (id) ids.set(entry.code, id)
    }
    for (const { from, to, ...rest } of input.successions) {
      const [from_institution, to_institution] = [ids.get(from), ids.get(to)]
      if (from_institution && to_institution)
        await tx
          .insertInto('institutions.succession')
          .values({ ...rest, from_institution, to_institution })
          .execute()
    }
    if (input.occupations.length > 0) {
      await tx
        .insertInto('institutions.occupation')
        .values(input.occupations)
        .onConflict((oc) => oc.column('code').doNothing())
        .execute()
    }
    if (input.rules.length > 0)
      await tx.insertInto('institutions.infrastructure_rule').values(input.rules).execute()
    const loaded = {
      institutions: ids.size,
      occupations: input.occupations.length,
      rules: input.rules.length,
    }
    return {
      result: loaded,
      changes: [{ subject: 'institutions.load', id: input.title, before: null, after: loaded }],
    }
  },
})

async function insertEntry(tx: Tx, entry: z.infer<typeof RegisterEntry>): Promise<string | undefined> {
  const { names, standings, campuses, facts, ...own } = entry
  const marked = Object.fromEntries(
    Object.entries(facts).map(([field, source]) => [field, { source, verified: false, confirmedOn: null }]),
  )
  const made = await tx
    .insertInto('institutions.institution')
    .values({ ...own, facts: JSON.stringify(marked) })
    .onConflict((oc) => oc.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return undefined
  const institution_id = made.id
  await tx
    .insertInto('institutions.institution_name')
    .values(names.map((name) => ({ ...name, institution_id })))
    .execute()
  await tx
    .insertInto('institutions.standing')
    .values(standings.map((standing) => ({ ...standing, institution_id })))
    .execute()
  for (const { unit, ...campus } of campuses) {
    const unit_id = unit
      ? sql<string>`(select id from places.unit where code = ${unit.code} and from_date <= ${unit.on}::date and coalesce(to_date, 'infinity') >= ${unit.on}::date)`
      : null
    await tx
      .insertInto('institutions.campus')
      .values({ ...campus, institution_id, unit_id })
      .execute()
  }
  return institution_id
}
