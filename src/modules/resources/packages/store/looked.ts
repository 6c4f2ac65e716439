import type { Db } from '#platform/db/database.ts'
import { findState } from '../../files/store/state.ts'
import { findPackage, type Package } from './package.ts'

/** What a ZIP turned out to be; where looking into it failed, that it is not opened. undefined: nobody has looked yet. */
export async function findLooked(db: Db, hash: string): Promise<Package | undefined> {
  const found = await findPackage(db, hash)
  if (found || !(await findState(db, hash))?.looked_at) return found
  const unknown = { standard: null, edition: null, language: null, seconds: null, title: '', summary: '' }
  return { hash, ...unknown, items: [], fault: 'unreadable', fault_params: {} }
}
