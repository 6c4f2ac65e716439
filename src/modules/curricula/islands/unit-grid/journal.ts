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
  // A browser that keeps nothing (private window, full store) still saves rows; only the journal is missing.
  let known: Record<string, Pending> = {}
  try {
    known = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, Pending>
  } catch {
    known = {}
  }
  const write = () => {
    try {
      if (Object.keys(known).length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(known))
    } catch {
      // as above
    }
  }
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
