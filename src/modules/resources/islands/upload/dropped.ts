/** A file and where it lies in what was dropped: `Chương 1/bài.pdf`. */
export type Dropped = { file: File; path: string }
/** One that the browser could not read (locked, taken away meanwhile). */
export type Unread = { file: undefined; path: string }

/** Files that were chosen, with their folders where a folder was. */
export function chosen(input: HTMLInputElement): Dropped[] {
  return [...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
}

/** Files of a drop, those in dropped folders too. What the system itself hides there is left out. */
export async function dropped(data: DataTransfer): Promise<(Dropped | Unread)[]> {
  // Entries are gone once the event is over: taken before the first wait.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile())
  const found: (Dropped | Unread)[] = []
  for (const entry of entries) {
    if (entry instanceof File) found.push({ file: entry, path: entry.name })
    else if (entry) await walk(entry, found)
  }
  return found
}

const hidden = /^(\.|Thumbs\.db$|desktop\.ini$)/i

async function walk(entry: FileSystemEntry, found: (Dropped | Unread)[]): Promise<void> {
  if (hidden.test(entry.name)) return
  try {
    await take(entry, found)
  } catch {
    found.push({ file: undefined, path: entry.fullPath.replace(/^\//, '') })
  }
}

async function take(entry: FileSystemEntry, found: (Dropped | Unread)[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail))
    found.push({ file, path: entry.fullPath.replace(/^\//, '') })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A browser gives a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    if (some.length === 0) return
    for (const one of some) await walk(one, found)
  }
}
