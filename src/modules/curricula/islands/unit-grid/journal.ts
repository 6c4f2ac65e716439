import { forget, keep, readKept } from '#platform/forms/device.ts'
import type { GridRow } from '../../unit-grid.ts'

/** What was typed and is not yet known to be saved, kept in the browser so that a killed tab loses nothing. */
export type Pending = { version: number | null; row: GridRow }
export type Journal = {
  all: () => Record<string, Pending>
  put: (id: string, pending: Pending) => void
  drop: (id: string) => void
}

export function openJournal(versionId: string): Journal {
  const key = `ngheso:unit-grid:${versionId}`
  const known = readKept<Record<string, Pending>>(key) ?? {}
  const write = () => (Object.keys(known).length === 0 ? forget(key) : keep(key, known))
  return {
    all: () => known,
    put(id, pending) {
      known[id] = pending
      write()
    },
    drop(id) {
      delete known[id]
      write()
    },
  }
}
