import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { replaceAuthors } from '../catalogue/store/author.ts'
import { insertResource, updateDescription } from '../catalogue/store/draft.ts'
import { addFile, describeFile } from '../catalogue/store/file.ts'
import { addItem } from '../catalogue/store/item.ts'
import { addOrigin, listLicences } from '../catalogue/store/origin.ts'
import { tagOccupation } from '../catalogue/store/subject.ts'
import { findResource, findVersionOf } from '../catalogue/store/version.ts'
import { wasPublished } from '../resource.ts'
import type { Manifest } from './manifest.ts'

/** A resource to take in: its description, with bytes that are kept already. */
export type Incoming = Omit<Manifest, 'code' | 'format' | 'files'> & {
  /** null: it gets a code here */
  code: string | null
  files: Omit<Manifest['files'][number], 'entry'>[]
}

/** What it named that is not here, by key of `resources.transfer.dropped` and its words. */
export type Dropped = {
  key: 'institution' | 'licence' | 'access' | 'occupation' | 'unit' | 'component' | 'item' | 'item_version'
  words: string
}
export type Taken = { code: string; title: string; state: 'added' | 'known'; dropped: Dropped[] }

/** Who brings resources in: they own the drafts and are their author where none is named. */
export type Bringer = { account: string; name: string; person: string | null }

/** What the codes of a description mean here. */
type Here = {
  schools: ReadonlyMap<string, string>
  licences: ReadonlySet<string>
  bringer: Bringer | undefined
}

/** Takes resources in as drafts. One whose code is here already is left alone. */
export async function takeAll(
  tx: Tx,
  resources: readonly Incoming[],
  bringer: Bringer | undefined,
): Promise<{ taken: Taken[]; changes: Change[] }> {
  const taken: Taken[] = []
  const changes: Change[] = []
  const licences = new Set((await listLicences(tx)).map((licence) => licence.code))
  const here: Here = { schools: await institutionIds(tx), licences, bringer }
  for (const one of resources) {
    const known = one.code ? await findResource(tx, one.code) : undefined
    if (known) {
      taken.push({ code: known.code, title: one.title, state: 'known', dropped: [] })
      continue
    }
    const made = await takeIn(tx, one, here)
    taken.push({ code: made.code, title: one.title, state: 'added', dropped: made.dropped })
    changes.push({
      subject: 'resources.resource',
      id: made.id,
      institution: made.institution,
      before: null,
      after: { code: made.code, title: one.title, files: one.files.map((file) => file.path) },
    })
  }
  return { taken, changes }
}

async function takeIn(tx: Tx, one: Incoming, here: Here) {
  const institution = (one.institution && here.schools.get(one.institution)) || null
  const dropped = unknownOf(one, here)
  const made = await insertResource(tx, {
    institution_id: institution,
    owner: here.bringer ?? { account: '', name: one.owner, person: null },
    origin: 'imported',
    origin_key: one.code,
    ...(one.code ? { code: one.code } : {}),
  })
  await sql`update resources.version set number = ${one.number} where id = ${made.version}::uuid`.execute(tx)
  for (const file of one.files) {
    const { id } = await addFile(tx, made.version, file)
    const { role, language, alternative_text } = file
    await describeFile(tx, made.version, id, { role, language, alternative_text })
  }
  await describeIncoming(tx, made.version, one, { institution, licences: here.licences })
  await replaceAuthors(tx, made.version, authorsOf(one, institution, here))
  dropped.push(...(await tagIncoming(tx, made.version, one)))
  dropped.push(...(await linkIncoming(tx, made.version, one, here.licences)))
  return { ...made, institution, dropped }
}

/** Schools and licences that are not here, and what follows from that. */
function unknownOf(one: Incoming, { schools, licences }: Here): Dropped[] {
  const isHere = one.institution !== null && schools.has(one.institution)
  const named = [one.institution, ...one.authors.map((author) => author.institution)].filter(
    (code) => code !== null,
  )
  const given = [one.licence, ...one.origins.map((origin) => origin.licence)].filter((code) => code !== null)
  return [
    ...[...new Set(named)]
      .filter((code) => !schools.has(code))
      .map((words): Dropped => ({ key: 'institution', words })),
    ...[...new Set(given)]
      .filter((code) => !licences.has(code))
      .map((words): Dropped => ({ key: 'licence', words })),
    ...(one.access === 'school' && !isHere ? [{ key: 'access', words: '' } as const] : []),
  ]
}

function authorsOf(one: Incoming, institution: string | null, { schools, bringer }: Here) {
  if (one.authors.length === 0 && bringer)
    return [
      { name: bringer.name, person_id: bringer.person, institution_id: institution, organisation: null },
    ]
  return one.authors.map((author) => ({
    name: author.name,
    person_id: null,
    institution_id: (author.institution && schools.get(author.institution)) || null,
    organisation: author.organisation,
  }))
}

async function describeIncoming(
  tx: Tx,
  version: string,
  one: Incoming,
  { institution, licences }: { institution: string | null; licences: ReadonlySet<string> },
): Promise<void> {
  await updateDescription(
    tx,
    { id: version, version: 1 },
    {
      kind: one.kind,
      title: one.title,
      title_en: one.title_en,
      summary: one.summary,
      summary_en: one.summary_en,
      languages: one.languages,
      keywords: one.keywords,
      levels: one.levels,
      audiences: one.audiences,
      licence: known(one.licence, licences),
      rights_holder: one.rights_holder,
      accessibility: one.accessibility,
      accessibility_note: one.accessibility_note,
      address: one.address,
      pages: one.pages,
      seconds: one.seconds,
      study_minutes: one.study_minutes,
      change_note: one.change_note,
      access: institution || one.access !== 'school' ? one.access : 'signed_in',
      open_on: one.open_on,
    },
  )
}

const known = (licence: string | null, licences: ReadonlySet<string>): string | null =>
  licence !== null && licences.has(licence) ? licence : null

/** Tags whose codes are known here. @returns what is not */
async function tagIncoming(tx: Tx, version: string, one: Incoming): Promise<Dropped[]> {
  const dropped: Dropped[] = []
  const occupations = await sql<{
    code: string
  }>`select code from institutions.occupation where code = any(${one.occupations}::text[])`.execute(tx)
  const known = new Set(occupations.rows.map((row) => row.code))
  for (const code of one.occupations) {
    if (known.has(code)) await tagOccupation(tx, version, code)
    else dropped.push({ key: 'occupation', words: code })
  }
  for (const unit of one.units) {
    const tagged = await sql`insert into resources.version_unit (version_id, unit_id, code, name)
      select ${version}::uuid, u.id, ${unit.code}, ${unit.name} from curricula.course_unit u
        join curricula.programme_version v on v.id = u.version_id join curricula.programme p on p.id = v.programme_id
        join institutions.institution i on i.id = p.institution_id
      where i.code = ${unit.institution} and p.code = ${unit.programme} and u.code = ${unit.code} order by v.number desc limit 1
      on conflict do nothing returning unit_id`.execute(tx)
    if (tagged.rows.length === 0) dropped.push({ key: 'unit', words: `${unit.code} ${unit.name}` })
  }
  const components = await sql<{
    code: string
  }>`insert into resources.version_component (version_id, framework_id, component_code)
    select ${version}::uuid, c.framework_id, c.code from jsonb_to_recordset(${JSON.stringify(one.components)}::jsonb) as r(framework text, code text)
    join curricula.framework_component c on c.framework_id = r.framework and c.code = r.code on conflict do nothing
    returning framework_id || ' ' || component_code as code`.execute(tx)
  const tagged = new Set(components.rows.map((row) => row.code))
  for (const { framework, code } of one.components)
    if (!tagged.has(`${framework} ${code}`)) dropped.push({ key: 'component', words: `${framework} ${code}` })
  return dropped
}

/** Sources and items. A source that is not here keeps its title, authors and licence. @returns items that are not here */
async function linkIncoming(
  tx: Tx,
  version: string,
  one: Incoming,
  licences: ReadonlySet<string>,
): Promise<Dropped[]> {
  for (const { code, number, ...origin } of one.origins) {
    const source = code && number ? await findVersionOf(tx, code, number) : undefined
    await addOrigin(tx, version, {
      ...origin,
      origin_version_id: source?.id ?? null,
      licence: known(origin.licence, licences),
    })
  }
  const dropped: Dropped[] = []
  for (const item of one.items) {
    const resource = await findResource(tx, item.code)
    const fixed = resource && item.number ? await findVersionOf(tx, item.code, item.number) : undefined
    const isThere = fixed !== undefined && wasPublished(fixed.state)
    if (resource) await addItem(tx, version, resource.id, item.note, isThere ? fixed.id : null)
    if (!resource) dropped.push({ key: 'item', words: item.code })
    else if (item.number && !isThere)
      dropped.push({ key: 'item_version', words: `${item.code} (${item.number})` })
  }
  return dropped
}

async function institutionIds(db: Db): Promise<Map<string, string>> {
  const found = await sql<{
    id: string
    code: string
  }>`select id, code from institutions.institution`.execute(db)
  return new Map(found.rows.map((row) => [row.code, row.id]))
}
