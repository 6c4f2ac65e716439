import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { unitsNow } from './store/follow.ts'
import { listUnits } from './store/search.ts'
import { listBearers, listRelatives } from './store/units.ts'
import { answersFor, successionKinds, unitKinds, unitTypes, type Unit } from './unit.ts'

const Named = z.object({ code: z.string(), name: z.string(), from: z.string(), to: z.string().nullable() })
const Placed = Named.extend({
  is_official_code: z.boolean(),
  /** False: `from` is the first day it is known to have been so. */
  from_is_known: z.boolean(),
  kind: z.enum(unitKinds),
  type: z.enum(unitTypes),
  parent_code: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  area_km2: z.number().nullable(),
  source: z.string(),
})

const decimal = (text: string | null) => (text === null ? null : Number(text))
const named = (unit: Pick<Unit, 'code' | 'name' | 'from_date' | 'to_date'>) => ({
  code: unit.code,
  name: unit.name,
  from: unit.from_date,
  to: unit.to_date,
})
const placed = (unit: Unit) => ({
  ...named(unit),
  is_official_code: unit.is_official_code,
  from_is_known: unit.from_is_known,
  kind: unit.kind,
  type: unit.type,
  parent_code: unit.parent_code,
  lat: decimal(unit.lat),
  lon: decimal(unit.lon),
  area_km2: decimal(unit.area_km2),
  source: unit.source,
})

const onDay = z.iso.date().optional()

export const placesRead = defineRead({
  path: '/api/v1/places',
  summary: 'Đơn vị hành chính có hiệu lực vào một ngày; tìm theo tên cũ ra đơn vị mới',
  permission: 'public',
  query: z.object({
    on: onDay,
    kind: z.enum(unitKinds).optional(),
    q: z.string().trim().max(100).optional(),
    parent: z.string().max(60).optional(),
  }),
  response: z.object({ on: z.string(), places: z.array(Placed.extend({ found_by: z.array(Named) })) }),
  async load({ db, query, today }) {
    const on = query.on ?? today
    const units = await listUnits(db, { on, kind: query.kind, text: query.q, parent: query.parent })
    return { on, places: units.map((unit) => ({ ...placed(unit), found_by: unit.found_by.map(named) })) }
  },
})

const Step = Named.extend({ on: z.string(), kind: z.enum(successionKinds), is_part: z.boolean() })

export const placeRead = defineRead({
  path: '/api/v1/places/{code}',
  summary: 'Đơn vị mang một mã vào một ngày: gồm những đơn vị cũ nào, nay thuộc đơn vị nào',
  permission: 'public',
  params: z.object({ code: z.string().max(60) }),
  query: z.object({ on: onDay }),
  response: z.object({
    on: z.string(),
    place: Placed,
    before: z.array(Step),
    after: z.array(Step),
    now: z.array(Named.extend({ is_part: z.boolean() })),
    same_code: z.array(Named),
  }),
  async load({ db, params, query, today }) {
    const on = query.on ?? today
    const bearers = await listBearers(db, params.code)
    const unit = bearers.find((bearer) => answersFor(bearer, on))
    if (!unit) throw notFound()
    const { before, after } = await listRelatives(db, unit.id)
    const now = (await unitsNow(db, [unit.id], today)).get(unit.id)?.now ?? []
    const step = (relative: (typeof before)[number]) => ({
      ...named(relative),
      on: relative.on_date,
      kind: relative.kind,
      is_part: relative.is_part,
    })
    return {
      on,
      place: placed(unit),
      before: before.map(step),
      after: after.map(step),
      now: now.map((each) => ({ ...named(each), is_part: each.is_part })),
      same_code: bearers.filter((bearer) => bearer.id !== unit.id).map(named),
    }
  },
})
