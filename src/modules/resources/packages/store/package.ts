import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { keptJson } from '../clean.ts'
import type { PackageFacts, PackageItem, Standard } from '../facts.ts'

/** What a ZIP turned out to be. */
export type Package = {
  hash: string
  /** null: it is not opened, `fault` says why */
  standard: Standard | null
  edition: string | null
  title: string
  language: string | null
  summary: string
  seconds: number | null
  items: PackageItem[]
  fault: string | null
  fault_params: Record<string, string | number>
}

/** A file of a package; no hash: it is empty. */
export type KeptFile = { path: string; hash: string | null; size: number }

const columns = sql`p.hash, p.standard, p.edition, p.title, p.language, p.summary, p.seconds, p.items, p.fault, p.fault_params`

export async function findPackage(db: Db, hash: string): Promise<Package | undefined> {
  const found = await sql<Package>`select ${columns} from resources.package p where p.hash = ${hash}`.execute(
    db,
  )
  return found.rows[0]
}

type Unopened = { path: string; fault: string; fault_params: Package['fault_params'] }

/** ZIP files of a version that are not opened, and why. */
export async function listPackageFaults(db: Db, versionId: string): Promise<Unopened[]> {
  const found = await sql<Unopened>`select f.path, p.fault, p.fault_params from resources.version_file f
    join resources.package p on p.hash = f.hash
    where f.version_id = ${versionId}::uuid and f.role = 'content' and p.fault is not null
    order by f.position, f.id`.execute(db)
  return found.rows
}

/** Writes a package that can be played, with its files. One that is there already stays. */
export async function insertPackage(
  tx: Tx,
  hash: string,
  facts: PackageFacts,
  files: readonly KeptFile[],
): Promise<void> {
  const made =
    await sql`insert into resources.package (hash, standard, edition, title, language, summary, seconds, items, read_at)
    values (${hash}, ${facts.standard}, ${facts.edition}, ${facts.title}, ${facts.language}, ${facts.summary}, ${facts.seconds},
      ${keptJson(facts.items)}::jsonb, now())
    on conflict (hash) do nothing`.execute(tx)
  if (Number(made.numAffectedRows ?? 0) === 0) return
  await sql`insert into resources.package_file (package, path, hash, size)
    select ${hash}, f.path, f.hash, f.size
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as f(path text, hash text, size bigint)`.execute(
    tx,
  )
}

/** Writes why a ZIP is not opened. */
export async function insertRefused(
  tx: Tx,
  hash: string,
  fault: { code: string; params: Record<string, string | number> },
): Promise<void> {
  await sql`insert into resources.package (hash, fault, fault_params, read_at)
    values (${hash}, ${fault.code}, ${keptJson(fault.params)}::jsonb, now())
    on conflict (hash) do nothing`.execute(tx)
}

/** What a request for a file of a package is answered from. */
export type Served = Pick<Package, 'standard' | 'items' | 'title'> & { file: KeptFile | null }

/**
 * A file of the package that a file of a version is, by its path there or else in any case of letters.
 * @param issued when the right to it was given: nothing of what was taken down since then
 */
export async function findServed(
  db: Db,
  fileId: string,
  issued: Date,
  path: string,
): Promise<Served | undefined> {
  const found = await sql<Served>`
    select p.standard, p.items, p.title, (
      select to_jsonb(o) from (
        select m.path, m.hash, m.size from resources.package_file m
        where m.package = p.hash and lower(m.path) = lower(${path}) order by m.path <> ${path}, m.path limit 1) o) as file
    from resources.version_file f
    join resources.version v on v.id = f.version_id
    join resources.resource r on r.id = v.resource_id
    join resources.package p on p.hash = f.hash and p.standard is not null
    left join resources.file_state s on s.hash = f.hash
    where f.id = ${fileId}::uuid and s.scan is distinct from 'infected'
      and (r.withdrawn_at is null or r.withdrawn_at < ${issued})`.execute(db)
  return found.rows[0]
}
