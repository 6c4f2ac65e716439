import { sql } from 'kysely'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import type { ZipPart } from '#platform/sheets/index.ts'
import type { Version } from '../resource.ts'
import { readWhole } from '../catalogue/assess.ts'
import { filePart } from './give.ts'
import { Manifest, manifestName, writeManifest } from './manifest.ts'

/** All that is said of a version, with the codes of schools and programmes instead of our ids. */
export async function toManifest(db: Db, version: Version): Promise<Manifest> {
  const whole = await readWhole(db, version)
  const ids = [version.institution_id, ...whole.authors.map((one) => one.institution_id)].filter(
    (id) => id !== null,
  )
  const codes = await institutionCodes(db, ids)
  const code = (id: string | null) => (id === null ? null : (codes.get(id) ?? null))
  const { kind, title, title_en, summary, summary_en, keywords, audiences, licence } = version
  return Manifest.parse({
    format: 'ngheso-resource/1',
    code: version.code,
    number: version.number,
    institution: code(version.institution_id),
    owner: version.owner_name,
    kind,
    title,
    title_en,
    summary,
    summary_en,
    languages: version.languages,
    keywords,
    levels: version.levels as Manifest['levels'],
    audiences,
    licence,
    rights_holder: version.rights_holder,
    accessibility: version.accessibility,
    accessibility_note: version.accessibility_note,
    address: version.address,
    pages: version.pages,
    seconds: version.seconds,
    study_minutes: version.study_minutes,
    change_note: version.change_note,
    access: version.access,
    open_on: version.open_on,
    authors: whole.authors.map((one) => ({
      name: one.name,
      institution: code(one.institution_id),
      organisation: one.organisation,
    })),
    occupations: whole.subjects.occupations.map((one) => one.code),
    units: await unitCodes(db, version.id),
    components: whole.subjects.components.map((one) => ({ framework: one.framework_id, code: one.code })),
    origins: whole.origins.map((one) => ({
      relation: one.relation,
      title: one.title,
      authors: one.authors,
      address: one.address,
      licence: one.licence,
      code: one.origin_code,
      number: one.origin_number,
    })),
    items: whole.items.map((one) => ({ code: one.code, note: one.note, number: one.fixed_number })),
    files: whole.files.map((file, at) => ({
      path: file.path,
      entry: entryOf(file.path, at),
      hash: file.hash,
      size: Number(file.size),
      mime: file.mime,
      kind: file.kind,
      role: file.role,
      language: file.language,
      alternative_text: file.alternative_text,
    })),
  })
}

/** Numbered, so that no name in the archive can lead anywhere or meet another. */
function entryOf(path: string, at: number): string {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(path)?.[1]?.toLowerCase()
  return `tep/${String(at + 1).padStart(4, '0')}${ending ? `.${ending}` : ''}`
}

async function institutionCodes(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; code: string }>`select id, code from institutions.institution
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.id, row.code]))
}

async function unitCodes(db: Db, versionId: string): Promise<Manifest['units']> {
  const found = await sql<
    Manifest['units'][number]
  >`select i.code as institution, p.code as programme, t.code, t.name
    from resources.version_unit t join curricula.course_unit u on u.id = t.unit_id
    join curricula.programme_version v on v.id = u.version_id join curricula.programme p on p.id = v.programme_id
    join institutions.institution i on i.id = p.institution_id
    where t.version_id = ${versionId}::uuid order by 1, 2, 3, 4`.execute(db)
  return found.rows
}

/** What a ZIP of it holds: the description first, then every file. */
export const partsOf = (app: App, manifest: Manifest): ZipPart[] => [
  { path: manifestName, content: [writeManifest(manifest)] },
  ...manifest.files.map((file) => filePart(app, file.entry, file)),
]
