/** A cell typed and not yet known to be stored: what was typed, and what the person saw there before. */
export type Entry = { typed: string; seen: string }
export type Journal = ReturnType<typeof openJournal>

/** Under account and section: two people at one device never see one another's. Only ids, no names. */
export function openJournal(account: string, section: string) {
  const key = `bang-diem:${account}:${section}`
  const read = (): Record<string, Entry> => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, Entry>
    } catch {
      return {}
    }
  }
  /** Another window of the same person writes here too: each change begins from what stands there now. */
  const change = (work: (all: Record<string, Entry>) => void): boolean => {
    try {
      const all = read()
      work(all)
      if (Object.keys(all).length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(all))
      return true
    } catch {
      return false
    }
  }
  return {
    account,
    read,
    /** @returns false when the browser keeps nothing */
    keep: (cell: string, entry: Entry) => change((all) => void (all[cell] = entry)),
    /** Forgets cells that are stored, unless they were typed again since. */
    drop: (cells: Readonly<Record<string, string>>) =>
      change((all) => {
        for (const [cell, typed] of Object.entries(cells)) if (all[cell]?.typed === typed) delete all[cell]
      }),
  }
}
