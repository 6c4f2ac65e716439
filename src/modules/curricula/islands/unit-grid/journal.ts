import { forget, keep, listKept, readKept } from '#platform/forms/device.ts'
import type { GridRow } from '../../unit-grid.ts'

/** What was typed and is not yet known to be saved, kept in the browser so that a killed tab loses nothing. */
export type Pending = { version: number | null; row: GridRow }
export type Journal = {
  all: () => Record<string, Pending>
  put: (id: string, pending: Pending) => void
  drop: (id: string) => void
}

/** A name for each row: two tabs of one draft keep beside each other. */
export function openJournal(versionId: string): Journal {
  const prefix = `ngheso:unit-grid:${versionId}:`
  return {
    all: () =>
      Object.fromEntries(
        listKept(prefix).flatMap((name) => {
          const pending = readKept<Pending>(name)
          return pending ? [[name.slice(prefix.length), pending]] : []
        }),
      ),
    put: (id, pending) => keep(prefix + id, pending),
    drop: (id) => forget(prefix + id),
  }
}
