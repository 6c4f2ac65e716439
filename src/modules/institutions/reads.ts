import { z } from 'zod'
import { defineRead } from '#platform/pages/endpoint.ts'
import { DirectoryQuery, toSearch } from './directory-query.ts'
import { institutionTypes, levels, ownerships, precisions, statuses } from './institution.ts'
import { listCampuses, listContacts, listLicenceItems, listRecognitions } from './store/details.ts'
import { getInstitution, listNames, listRelations } from './store/record.ts'
import { searchInstitutions } from './store/search.ts'

const Hit = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  short_name: z.string().nullable(),
  type: z.enum(institutionTypes),
  ownership: z.enum(ownerships).nullable(),
  governing_body: z.string().nullable(),
  website: z.string().nullable(),
  status: z.enum(statuses),
  is_standing_verified: z.boolean(),
  address: z.string().nullable(),
  ward_code: z.string().nullable(),
  ward_name: z.string().nullable(),
  /** The ward as it was when the address was written, where it has changed since. */
  ward_then_name: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  geo_precision: z.enum(precisions),
  is_place_verified: z.boolean(),
  is_demo: z.boolean(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  is_high_quality: z.boolean(),
  occupations: z.array(
    z.object({
      code: z.string().nullable(),
      name: z.string(),
      level: z.enum(levels),
      quota: z.number().nullable(),
    }),
  ),
  confirmed_on: z.iso.date().nullable(),
  distance_km: z.number().nullable(),
  found_by: z.string().nullable(),
})

/** Public API: the directory's search. */
export const institutionsRead = defineRead({
  path: '/api/v1/institutions',
  summary: 'Cơ sở khớp với một lượt tìm; đọc tiếp bằng `after`',
  permission: 'public',
  query: DirectoryQuery,
  response: z.object({ total: z.number().int(), next: z.string().nullable(), institutions: z.array(Hit) }),
  async load({ db, query, today }) {
    const { hits, total, next } = await searchInstitutions(db, toSearch(query, today), {
      limit: 100,
      after: query.after,
    })
    return { total, next: next ?? null, institutions: hits }
  },
})

const Provenance = { source: z.string(), is_verified: z.boolean(), confirmed_on: z.iso.date().nullable() }
const Relation = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  on_date: z.iso.date(),
  decision_no: z.string().nullable(),
  ...Provenance,
})
const Day = z.iso.date().nullable()
const Ward = z.object({ code: z.string(), name: z.string() }).nullable()

const Details = z.object({
  code: z.string(),
  name: z.string(),
  short_name: z.string().nullable(),
  name_en: z.string().nullable(),
  type: z.enum(institutionTypes),
  ownership: z.enum(ownerships).nullable(),
  governing_body: z.string().nullable(),
  website: z.string().nullable(),
  status: z.enum(statuses),
  facts: z.record(
    z.string(),
    z.object({ source: z.string(), verified: z.boolean(), confirmedOn: z.iso.date().nullable() }),
  ),
  campuses: z.array(
    z.object({
      kind: z.string(),
      name: z.string().nullable(),
      address: z.string().nullable(),
      ward_then: Ward,
      ward_now: Ward,
      lat: z.string().nullable(),
      lon: z.string().nullable(),
      geo_precision: z.enum(precisions),
      is_demo: z.boolean(),
      ...Provenance,
    }),
  ),
  contacts: z.array(z.object({ kind: z.string(), value: z.string(), is_demo: z.boolean(), ...Provenance })),
  names: z.array(
    z.object({
      name: z.string(),
      from_date: Day,
      to_date: Day,
      decision_no: z.string().nullable(),
      ...Provenance,
    }),
  ),
  licences: z.array(
    z.object({
      licence_number: z.string().nullable(),
      occupation_code: z.string().nullable(),
      occupation_name: z.string(),
      level: z.enum(levels),
      campus_name: z.string().nullable(),
      quota: z.number().nullable(),
      from_date: Day,
      to_date: Day,
      is_demo: z.boolean(),
      ...Provenance,
    }),
  ),
  recognitions: z.array(
    z.object({
      kind: z.string(),
      decision_no: z.string(),
      decision_date: z.iso.date(),
      valid_from: z.iso.date(),
      valid_to: z.iso.date().nullable(),
      is_demo: z.boolean(),
      ...Provenance,
    }),
  ),
  successors: z.array(Relation),
  predecessors: z.array(Relation),
})

/** Public API: one institution with the source of each fact. */
export const institutionRead = defineRead({
  path: '/api/v1/institutions/{code}',
  summary:
    'Một cơ sở, kể cả khi đã sáp nhập: thông tin kèm nguồn, địa điểm, liên hệ, công nhận, cơ sở kế tiếp',
  permission: 'public',
  params: z.object({ code: z.string() }),
  response: Details,
  async load({ db, params, today }) {
    const institution = await getInstitution(db, params.code, today)
    const [names, licences, campuses, contacts, recognitions, relations] = await Promise.all([
      listNames(db, institution.id),
      listLicenceItems(db, institution.id, today),
      listCampuses(db, institution.id, today),
      listContacts(db, institution.id),
      listRecognitions(db, institution.id),
      listRelations(db, institution.id, today),
    ])
    // The shape is what leaves: fields it does not name are dropped.
    return Details.parse({
      ...institution,
      names,
      licences,
      campuses,
      contacts,
      recognitions,
      successors: relations.after,
      predecessors: relations.before,
    })
  },
})
