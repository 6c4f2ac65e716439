import type { Version, VersionFile } from '../resource.ts'

/** What a version says, laid out to be compared: words by field, names in lists. */
export type Laid = {
  version: Pick<Version, (typeof texts)[number] | (typeof lists)[number]>
  files: readonly Pick<VersionFile, 'path' | 'hash' | 'size'>[]
  authors: readonly string[]
  subjects: readonly string[]
  origins: readonly string[]
  items: readonly string[]
}

const texts = [
  'title',
  'title_en',
  'kind',
  'summary',
  'summary_en',
  'licence',
  'rights_holder',
  'address',
  'pages',
  'seconds',
  'study_minutes',
  'accessibility_note',
] as const
const lists = ['languages', 'keywords', 'levels', 'audiences', 'accessibility'] as const

export type TextChange = { field: string; before: string | null; after: string | null }
export type ListChange = { field: string; added: string[]; removed: string[] }
export type FileChange = {
  path: string
  change: 'added' | 'removed' | 'changed' | 'moved'
  from: string | null
}
export type Difference = { texts: TextChange[]; lists: ListChange[]; files: FileChange[] }

/** What changed from one version to another, in the words of the fields. */
export function compare(before: Laid, after: Laid): Difference {
  return {
    texts: texts.flatMap((field): TextChange[] => {
      const [old, next] = [textOf(before.version[field]), textOf(after.version[field])]
      return old === next ? [] : [{ field, before: old, after: next }]
    }),
    lists: [
      ...lists.map((field) => compareLists(field, before.version[field], after.version[field])),
      ...(['authors', 'subjects', 'origins', 'items'] as const).map((field) =>
        compareLists(field, before[field], after[field]),
      ),
    ].filter((one) => one.added.length > 0 || one.removed.length > 0),
    files: compareFiles(before.files, after.files),
  }
}

export const isSame = (one: Difference): boolean =>
  one.texts.length === 0 && one.lists.length === 0 && one.files.length === 0

const textOf = (value: string | number | null): string | null =>
  value === null || value === '' ? null : String(value)

function compareLists(field: string, before: readonly string[], after: readonly string[]): ListChange {
  const [old, next] = [new Set(before), new Set(after)]
  return {
    field,
    added: after.filter((one) => !old.has(one)),
    removed: before.filter((one) => !next.has(one)),
  }
}

/** A file whose bytes stand under another path was moved, not taken away and added. */
function compareFiles(before: Laid['files'], after: Laid['files']): FileChange[] {
  const old = new Map(before.map((file) => [file.path, file.hash]))
  const next = new Map(after.map((file) => [file.path, file.hash]))
  const gone = before.filter((file) => !next.has(file.path))
  const found: FileChange[] = []
  for (const file of after) {
    const hash = old.get(file.path)
    if (hash === file.hash) continue
    if (hash !== undefined) {
      found.push({ path: file.path, change: 'changed', from: null })
      continue
    }
    const at = gone.findIndex((one) => one.hash === file.hash)
    if (at === -1) found.push({ path: file.path, change: 'added', from: null })
    else found.push({ path: file.path, change: 'moved', from: gone.splice(at, 1)[0]!.path })
  }
  return [...found, ...gone.map((file): FileChange => ({ path: file.path, change: 'removed', from: null }))]
}
