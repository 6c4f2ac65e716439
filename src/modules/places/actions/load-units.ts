import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { insertUnits } from '../store/units.ts'
import { day, successionKinds, unitKinds, unitTypes } from '../unit.ts'

export const UnitInput = z.object({
  code: z.string().min(1).max(60),
  is_official_code: z.boolean().default(true),
  name: z.string().trim().min(2).max(120),
  kind: z.enum(unitKinds),
  type: z.enum(unitTypes),
  parent_code: z.string().nullable(),
  from_date: day,
  from_is_known: z.boolean().default(true),
  to_date: day.nullable(),
  lat: z.number().min(-90).max(90).nullish(),
  lon: z.number().min(-180).max(180).nullish(),
  area_km2: z.number().positive().nullish(),
  source: z.string().min(1),
})
export type UnitInput = z.input<typeof UnitInput>

const Key = z.object({ code: z.string(), from_date: day })
export const SuccessionInput = z.object({
  from: Key,
  to: Key,
  on_date: day,
  kind: z.enum(successionKinds),
  is_part: z.boolean().default(false),
  source: z.string().min(1),
})
export type SuccessionInput = z.input<typeof SuccessionInput>

/** Adds units and what became what, as one act: reference data. Later changes are `places.reorganise`. */
export const loadUnits = defineAction({
  name: 'places.load-units',
  permission: 'places.reorganise',
  input: z.object({
    title: z.string().min(1),
    units: z.array(UnitInput),
    successions: z.array(SuccessionInput),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    const decimal = (value: number | null | undefined) =>
      value === undefined || value === null ? null : String(value)
    const units = input.units.map((unit) => ({
      ...unit,
      lat: decimal(unit.lat),
      lon: decimal(unit.lon),
      area_km2: decimal(unit.area_km2),
    }))
    const added = await insertUnits(tx, units)
    const linked =
      await sql`insert into places.succession (from_unit, to_unit, on_date, kind, is_part, source)
      select f.id, t.id, s.on_date, s.kind, s.is_part, s.source
      from jsonb_to_recordset(${JSON.stringify(input.successions.map(flat))}::jsonb)
        as s(from_code text, from_day date, to_code text, to_day date, on_date date, kind text, is_part boolean, source text)
      join places.unit f on f.code = s.from_code and f.from_date = s.from_day
      join places.unit t on t.code = s.to_code and t.from_date = s.to_day
      on conflict do nothing`.execute(tx)
    return {
      result: { added, linked: Number(linked.numAffectedRows ?? 0) },
      changes: [
        {
          subject: 'places.load',
          id: input.title,
          before: null,
          after: { units: added, successions: input.successions.length },
        },
      ],
    }
  },
})

function flat(s: z.infer<typeof SuccessionInput>) {
  return {
    from_code: s.from.code,
    from_day: s.from.from_date,
    to_code: s.to.code,
    to_day: s.to.from_date,
    on_date: s.on_date,
    kind: s.kind,
    is_part: s.is_part,
    source: s.source,
  }
}
