import type { Db } from '#platform/db/database.ts'
import { listHeld } from '../files/store/state.ts'
import { listPackageFaults } from '../packages/store/package.ts'
import type { Version, VersionFile } from '../resource.ts'
import { check, type Check } from './checks.ts'
import { findLicenceFaults, isNarrower, type Licence } from './licence.ts'
import { listAuthors, type Author } from './store/author.ts'
import { listFiles } from './store/file.ts'
import { listHidden, listItems, type Item } from './store/item.ts'
import { findLikenesses } from './store/likeness.ts'
import { listLicences, listOrigins, toSources, type Origin } from './store/origin.ts'
import { listSubjects, type Subjects } from './store/subject.ts'

/** A version with all that hangs on it, and what its checks say. */
export type Whole = {
  version: Version
  files: VersionFile[]
  authors: Author[]
  subjects: Subjects
  origins: Origin[]
  items: Item[]
  licences: Licence[]
  licence: Licence | null
}

/** Reads a version whole. `known`: the licences there are, where many versions are read. */
export async function readWhole(db: Db, version: Version, known?: Licence[]): Promise<Whole> {
  const licences = known ?? (await listLicences(db))
  return {
    version,
    files: await listFiles(db, version.id),
    authors: await listAuthors(db, version.id),
    subjects: await listSubjects(db, version.id),
    origins: await listOrigins(db, version.id),
    items: version.kind === 'collection' ? await listItems(db, version.id) : [],
    licences,
    licence: licences.find((one) => one.code === version.licence) ?? null,
  }
}

/** What speaks against handing the version in. */
export async function assess(db: Db, whole: Whole): Promise<Check[]> {
  const { version, files, authors, subjects, origins, items, licences, licence } = whole
  return check({
    version,
    files,
    authors: authors.length,
    tags: subjects.units.length + subjects.occupations.length + subjects.components.length,
    items: items.length,
    faults: [
      ...findLicenceFaults(
        { licence, access: version.access },
        toSources(origins, licences, version.institution_id),
      ),
      ...findItemFaults(version, items),
      ...(await findHiddenFaults(db, version)),
      ...(isNarrower(version) ? [{ key: 'narrower', params: { now: version.resource_access } }] : []),
    ],
    likenesses: version.state === 'draft' ? await findLikenesses(db, version) : [],
    held: await listHeld(db, version.id),
    unopened: await listPackageFaults(db, version.id),
  })
}

/** What speaks by now against a version that was handed in already: malware found in a file since, an item taken down. */
export const listFaults = async (db: Db, version: Version): Promise<Check[]> =>
  (await assess(db, await readWhole(db, version))).filter((one) => one.severity === 'error')

/** Nobody can say of what the editor may not see who else can open it. */
async function findHiddenFaults(db: Db, version: Version) {
  const hidden = version.kind === 'collection' ? (await listHidden(db, version.id)).length : 0
  return hidden > 0 ? [{ key: 'item_hidden', params: { count: String(hidden) } }] : []
}

/** Items of a collection must be open to everybody the collection is open to. */
function findItemFaults(version: Version, items: readonly Item[]) {
  const rank = { private: -1, school: 0, signed_in: 1, public: 2 }
  return items
    .filter(
      (item) =>
        rank[item.access] < rank[version.access] ||
        item.is_withdrawn ||
        (item.access === 'school' && item.institution_id !== version.institution_id),
    )
    .map((item) => ({ key: item.is_withdrawn ? 'item_gone' : 'item_access', params: { title: item.title } }))
}
