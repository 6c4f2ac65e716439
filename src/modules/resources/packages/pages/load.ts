import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import type { Version, VersionFile } from '../../resource.ts'
import { itemAddress } from '../address.ts'
import type { PackageItem } from '../facts.ts'
import { findLooked } from '../store/looked.ts'
import type { Package } from '../store/package.ts'
import { signAccess } from '../token.ts'

/** A part of a package as its table of contents shows it. */
export type Line = { at: number; item: PackageItem; address: string | undefined }

export type Played = {
  version: Version
  file: VersionFile
  /** undefined: nobody has looked into it yet */
  found: Package | undefined
  lines: Line[]
  chosen: Line | undefined
  /** Where the page itself lies, where its file is, and where it came from. */
  here: string
  download: string
  back: string
}

/** What a player page shows of a file its reader may have. */
export async function loadPlayed(
  { app, db }: { app: App; db: Db },
  about: Pick<Played, 'version' | 'file' | 'here' | 'download' | 'back'>,
  wanted: number | undefined,
): Promise<Played> {
  const found = await findLooked(db, about.file.hash)
  const token = signAccess(app.keys, about.file.id, app.clock.now())
  const lines = (found?.items ?? []).map((item, at) => ({
    at,
    item,
    address: found?.standard ? itemAddress(app, token, found.standard, item, at) : undefined,
  }))
  const begins = lines.filter((line) => line.item.launch)
  return { ...about, found, lines, chosen: begins.find((line) => line.at === wanted) ?? begins[0] }
}
