import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'

/** What is known of the bytes under a hash. */
export type FileState = {
  hash: string
  scan: 'waiting' | 'none' | 'clean' | 'infected' | 'too_large'
  threat: string | null
  looked_at: Date | null
  thumbnail: string | null
  preview: string | null
  preview_fault: 'no_converter' | 'failed' | 'too_large' | null
  pages: number | null
  seconds: number | null
  width: number | null
  height: number | null
  codec: string | null
  fault: string | null
  fault_params: Record<string, string | number>
}

const columns = sql`s.hash, s.scan, s.threat, s.looked_at, s.thumbnail, s.preview, s.preview_fault, s.pages, s.seconds, s.width, s.height,
  s.codec, s.fault, s.fault_params`

/** States of these files by hash; one that was added before states were kept has none. */
export async function listStates(db: Db, hashes: readonly string[]): Promise<Map<string, FileState>> {
  if (hashes.length === 0) return new Map()
  const found = await sql<FileState>`select ${columns} from resources.file_state s
    where s.hash = any (${[...new Set(hashes)]}::text[])`.execute(db)
  return new Map(found.rows.map((row) => [row.hash, row]))
}

export async function findState(db: Db, hash: string): Promise<FileState | undefined> {
  return (await listStates(db, [hash])).get(hash)
}

/** Files of a version that carry malware, wait for the scanner longer than a job takes, or are more than it takes. */
export async function listHeld(
  db: Db,
  versionId: string,
): Promise<{ path: string; scan: 'infected' | 'waiting' | 'too_large'; threat: string | null }[]> {
  const found = await sql<{
    path: string
    scan: 'infected' | 'waiting' | 'too_large'
    threat: string | null
  }>`select f.path, s.scan, s.threat from resources.version_file f join resources.file_state s on s.hash = f.hash
    where f.version_id = ${versionId}::uuid
      and (s.scan in ('infected', 'too_large') or (s.scan = 'waiting' and s.added_at < now() - interval '5 minutes'))
    order by f.position, f.id`.execute(db)
  return found.rows
}

/** Writes what the scanner said. */
export async function writeScan(
  tx: Tx,
  hash: string,
  scan: { scan: Exclude<FileState['scan'], 'waiting'>; threat?: string | undefined },
): Promise<void> {
  await sql`insert into resources.file_state (hash, scan, threat, scanned_at)
      values (${hash}, ${scan.scan}, ${scan.threat ?? null}, now())
    on conflict (hash) do update set scan = excluded.scan, threat = excluded.threat, scanned_at = excluded.scanned_at`.execute(
    tx,
  )
}

type Fact =
  | 'thumbnail'
  | 'preview'
  | 'preview_fault'
  | 'pages'
  | 'seconds'
  | 'width'
  | 'height'
  | 'codec'
  | 'fault'
export type LookedState = { [name in Fact]?: FileState[name] | undefined } & Pick<FileState, 'fault_params'>

/** Writes what the lookers found. */
export async function writeLooked(tx: Tx, hash: string, found: LookedState): Promise<void> {
  await sql`update resources.file_state set looked_at = now(), thumbnail = ${found.thumbnail ?? null}, preview = ${found.preview ?? null},
      preview_fault = ${found.preview_fault ?? null}, pages = ${found.pages ?? null}, seconds = ${found.seconds ?? null},
      width = ${found.width ?? null}, height = ${found.height ?? null}, codec = ${found.codec ?? null}, fault = ${found.fault ?? null},
      fault_params = ${JSON.stringify(found.fault_params)}::jsonb
    where hash = ${hash}`.execute(tx)
}

/** Keeps the words of a file, to search in. */
export async function writeText(
  tx: Tx,
  hash: string,
  text: string,
  pages: number | undefined,
): Promise<void> {
  await sql`insert into resources.file_text (hash, text, pages, read_at) values (${hash}, ${text}, ${pages ?? null}, now())
    on conflict (hash) do update set text = excluded.text, pages = excluded.pages, read_at = excluded.read_at`.execute(
    tx,
  )
}

export async function findText(db: Db, hash: string): Promise<string | undefined> {
  const found = await sql<{
    text: string
  }>`select text from resources.file_text where hash = ${hash}`.execute(db)
  return found.rows[0]?.text
}
