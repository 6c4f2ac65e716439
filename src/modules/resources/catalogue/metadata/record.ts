import { sql } from 'kysely'
import { dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Accessibility, Audience, Kind } from '../../resource.ts'
import { vi } from '../messages/vi.ts'

/** One published version as its metadata views read it. Names are Vietnamese, with English where it is known. */
export type MetadataRecord = {
  version_id: string
  code: string
  number: number
  kind: Kind
  title: string
  title_en: string | null
  summary: string
  summary_en: string | null
  languages: string[]
  keywords: string[]
  levels: string[]
  audiences: Audience[]
  accessibility: Accessibility[]
  accessibility_note: string | null
  rights_holder: string | null
  licence: { code: string; name: string; name_en: string; url: string | null } | null
  address: string | null
  pages: number | null
  seconds: number | null
  study_minutes: number | null
  authors: { name: string; organisation: string | null }[]
  /** The school that offers it, or the department; null: harvested, and nobody said. */
  publisher: string | null
  files: { id: string; path: string; mime: string; size: number }[]
  occupations: { code: string; name: string }[]
  units: { code: string; name: string }[]
  components: { framework_id: string; code: string; name: string; name_en: string }[]
  origins: { title: string; address: string | null; code: string | null; relation: string }[]
  published_at: Date | null
  withdrawn_at: Date | null
  is_harvested?: boolean
}

/** The records of these versions, as far as the reader may see them, in the order of their ids. */
export async function readRecords(db: Db, versionIds: readonly string[]): Promise<MetadataRecord[]> {
  const found =
    await sql<MetadataRecord>`select v.id as version_id, r.code, v.number, v.kind, v.title, v.title_en, v.summary, v.summary_en,
      v.languages, v.keywords, v.levels, v.audiences, v.accessibility, v.accessibility_note, v.rights_holder, v.address, v.pages, v.seconds,
      v.study_minutes, v.published_at, r.withdrawn_at, r.origin = 'harvested' as is_harvested,
      case when l.code is not null then jsonb_build_object('code', l.code, 'name', l.name, 'name_en', l.name_en, 'url', l.url) end as licence,
      coalesce((select n.name from institutions.institution_name n where n.institution_id = v.institution_id
        order by n.to_date is not null, coalesce(n.from_date, '-infinity') desc limit 1),
        case when r.origin <> 'harvested' then ${vi['resources.catalogue.department']} end) as publisher,
      coalesce((select jsonb_agg(jsonb_build_object('name', a.name, 'organisation', coalesce(a.organisation,
          (select n.name from institutions.institution_name n where n.institution_id = a.institution_id
            order by n.to_date is not null, coalesce(n.from_date, '-infinity') desc limit 1))) order by a.position)
        from resources.version_author a where a.version_id = v.id), '[]') as authors,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'path', f.path, 'mime', f.mime, 'size', f.size) order by f.position, f.id)
        from resources.version_file f where f.version_id = v.id), '[]') as files,
      coalesce((select jsonb_agg(jsonb_build_object('code', o.code, 'name', o.name) order by o.code)
        from resources.version_occupation t join institutions.occupation o on o.code = t.occupation_code where t.version_id = v.id), '[]') as occupations,
      coalesce((select jsonb_agg(jsonb_build_object('code', u.code, 'name', u.name) order by u.code, u.unit_id)
        from resources.version_unit u where u.version_id = v.id), '[]') as units,
      coalesce((select jsonb_agg(jsonb_build_object('framework_id', c.framework_id, 'code', c.code, 'name', c.name, 'name_en', c.name_en) order by c.code)
        from resources.version_component t join curricula.framework_component c
          on c.framework_id = t.framework_id and c.code = t.component_code where t.version_id = v.id), '[]') as components,
      coalesce((select jsonb_agg(jsonb_build_object('title', g.title, 'address', g.address, 'relation', g.relation, 'code', q.code) order by g.position)
        from resources.version_origin g left join resources.version w on w.id = g.origin_version_id
        left join resources.resource q on q.id = w.resource_id where g.version_id = v.id), '[]') as origins
    from resources.version v join resources.resource r on r.id = v.resource_id left join resources.licence l on l.code = v.licence
    where v.id = any(${[...versionIds]}::uuid[]) order by v.id`.execute(db)
  return found.rows
}

export async function readRecord(db: Db, versionId: string): Promise<MetadataRecord | undefined> {
  return (await readRecords(db, [versionId]))[0]
}

/** The lasting address of a record's resource. */
export const recordAddress = (publicUrl: string, record: Pick<MetadataRecord, 'code'>): string =>
  `${publicUrl}/hoc-lieu/${record.code}`

/** The day it was published, in Vietnam, as the page of the resource says it. */
export const publishedOn = ({ published_at: at }: Pick<MetadataRecord, 'published_at'>): string | null =>
  at && dayOf(new Date(at))

/** Ours are described in Vietnamese; what was harvested, in the language it is in. */
export const languageOf = (record: Pick<MetadataRecord, 'is_harvested' | 'languages'>): string =>
  (record.is_harvested && record.languages.find((one) => one !== 'zxx')) || 'vi'

/** Text for XML: the five signs escaped, what XML forbids left out. */
export function xmlText(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- XML 1.0 knows no control signs but tab and line ends
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;')
  )
}

/** Seconds as ISO 8601: `PT1H2M3S`. */
export function isoDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest || (!hours && !minutes) ? `${rest}S` : ''}`
}
