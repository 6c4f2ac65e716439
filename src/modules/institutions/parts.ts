import { z } from 'zod'
import {
  campusKinds,
  coordinate,
  institutionTypes,
  levels,
  line,
  ownerships,
  precisions,
  webAddress,
  wholeNumber,
  writtenDay,
} from './institution.ts'

/** What of an institution's record changes together, by one form, one proposal, one decision. */
export const partNames = ['profile', 'contact', 'campus', 'licence_item'] as const
export type PartName = (typeof partNames)[number]

/** Flat values of a part by field name, as they stand in a proposal and in the queue's two columns. */
export type PartValues = Record<string, string | number | null>

const email = line(120).refine(
  (text) => text === null || z.email().safeParse(text).success,
  'institutions.error.email',
)
const phone = line(60).refine(
  (text) => text === null || (/^[\d\s().+/-]+$/.test(text) && text.replaceAll(/\D/g, '').length >= 8),
  'institutions.error.phone',
)

export const Profile = z.object({
  /** Left out: stays as it is. */
  type: z
    .enum(institutionTypes)
    .nullish()
    .transform((value) => value ?? null),
  short_name: line(60),
  name_en: line(160),
  ownership: z
    .enum(ownerships)
    .nullish()
    .transform((value) => value ?? null),
  governing_body: line(160),
  website: webAddress,
  founded_year: wholeNumber(1800, 2200),
  founding_decision: line(160),
  introduction: line(2000),
})

export const Contact = z.object({ phone, email, admissions: phone, social: webAddress })

export const Campus = z.object({
  kind: z.enum(campusKinds),
  name: line(160),
  address: line(240),
  unit_id: z
    .uuid()
    .nullish()
    .transform((value) => value ?? null),
  // the mainland and the islands of Viet Nam lie within
  lat: coordinate(6, 24),
  lon: coordinate(102, 118),
  geo_precision: z
    .enum(precisions)
    .nullish()
    .transform((value) => value ?? 'unknown'),
  from_date: writtenDay,
  to_date: writtenDay,
})

export const LicenceItem = z.object({
  licence_number: z.string().trim().min(1, 'institutions.error.needed').max(80),
  issued_on: writtenDay,
  issuer: line(160),
  occupation_code: line(20),
  occupation_name: line(200),
  level: z.enum(levels),
  campus_id: z
    .uuid()
    .nullish()
    .transform((value) => value ?? null),
  quota: wholeNumber(0, 100_000),
  from_date: writtenDay,
  to_date: writtenDay,
})

const shapes = { profile: Profile, contact: Contact, campus: Campus, licence_item: LicenceItem } as const

/** Which record a change is about, as the form carries it. */
const about = {
  code: z.string(),
  /** The campus or the licence item; empty for a new one. */
  subject_id: z
    .uuid()
    .nullish()
    .transform((value) => value ?? null),
}

type Wider = { [key: string]: z.ZodType }

/** Input of an act on one part: the part's own fields beside `code`, `part`, `subject_id` and what the act adds. */
export function partInput<Extra extends Wider>(extra: Extra) {
  return z
    .discriminatedUnion('part', [
      Profile.extend({ ...about, ...extra, part: z.literal('profile') }),
      Contact.extend({ ...about, ...extra, part: z.literal('contact') }),
      Campus.extend({ ...about, ...extra, part: z.literal('campus') }),
      LicenceItem.extend({ ...about, ...extra, part: z.literal('licence_item') }),
    ])
    .superRefine((input, ctx) => {
      for (const [field, message] of Object.entries(
        faults(input as unknown as { part: PartName } & PartValues),
      )) {
        ctx.addIssue({ code: 'custom', path: [field], message })
      }
    })
}

/** Rules between the fields of a part: field → message key. */
function faults(values: { part: PartName } & PartValues): Record<string, string> {
  const wrong: Record<string, string> = {}
  const { part, lat, lon, from_date: from, to_date: to } = values
  if (part === 'campus' && (lat === null) !== (lon === null))
    wrong[lat === null ? 'lat' : 'lon'] = 'institutions.error.both_coordinates'
  if (part === 'campus' && lat !== null && lon !== null && values.geo_precision === 'unknown')
    wrong.geo_precision = 'institutions.error.precision'
  if (part === 'licence_item' && !values.occupation_code && !values.occupation_name)
    wrong.occupation_name = 'institutions.error.occupation'
  if (typeof from === 'string' && typeof to === 'string' && to < from)
    wrong.to_date = 'institutions.error.day_order'
  return wrong
}

/** The fields of a part, in the order of its form. */
export function fieldsOf(part: PartName): string[] {
  return Object.keys(shapes[part].shape)
}

/** Takes the part's own fields out of an act's input. */
export function payloadOf(part: PartName, input: Record<string, unknown>): PartValues {
  return Object.fromEntries(
    fieldsOf(part).map((field) => [field, (input[field] ?? null) as string | number | null]),
  )
}

/** Fields whose values differ, in the order of the form. */
export function changedFields(part: PartName, before: PartValues, after: PartValues): string[] {
  return fieldsOf(part).filter((field) => String(before[field] ?? '') !== String(after[field] ?? ''))
}
