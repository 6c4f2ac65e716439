import type { Version, VersionFile } from '../resource.ts'

/** What a version says, laid out to be compared: words by field, names in lists. */
export type Laid = {
  version: Pick<Version, (typeof texts)[number] | (typeof lists)[number]>
  files: readonly (Pick<VersionFile, 'path' | 'hash' | 'size'> &
    Partial<Pick<VersionFile, 'role' | 'language' | 'alternative_text'>>)[]
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
  'access',
  'open_on',
] as const
const lists = ['languages', 'keywords', 'levels', 'audiences', 'accessibility'] as const

export type TextChange = { field: string; before: string | null; after: string | null }
export type ListChange = { field: string; added: string[]; removed: string[] }
export type FileChange = {
  path: string
  change: 'added' | 'removed' | 'changed' | 'moved' | 'described'
  from: string | null
}
export type Difference = { texts: TextChange[]; lists: ListChange[]; files: FileChange[] }

/** What changed from one version to another, in the words of the fields. */
export function compare(before: Laid, after: Laid): Difference {
  return {
    texts: [
      ...texts.flatMap((field): TextChange[] => {
        const [old, next] = [textOf(before.version[field]), textOf(after.version[field])]
        return old === next ? [] : [{ field, before: old, after: next }]
      }),
      ...(['authors', 'items'] as const).flatMap((field) => compareOrder(field, before[field], after[field])),
    ],
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

/** The same ones in another order. */
function compareOrder(field: string, before: readonly string[], after: readonly string[]): TextChange[] {
  const isOnlyOrder = before.toSorted().join('\n') === after.toSorted().join('\n')
  if (!isOnlyOrder || before.join('\n') === after.join('\n')) return []
  return [{ field, before: before.join('; '), after: after.join('; ') }]
}

/** A file whose bytes stand under another path was moved, not taken away and added. */
function compareFiles(before: Laid['files'], after: Laid['files']): FileChange[] {
  const old = new Map(before.map((file) => [file.path, file]))
  const next = new Map(after.map((file) => [file.path, file.hash]))
  const gone = before.filter((file) => !next.has(file.path))
  const found: FileChange[] = []
  for (const file of after) {
    const was = old.get(file.path)
    if (was?.hash === file.hash) {
      if (saidOf(was) !== saidOf(file)) found.push({ path: file.path, change: 'described', from: null })
      continue
    }
    if (was !== undefined) {
      found.push({ path: file.path, change: 'changed', from: null })
      continue
    }
    const at = gone.findIndex((one) => one.hash === file.hash)
    if (at === -1) found.push({ path: file.path, change: 'added', from: null })
    else found.push({ path: file.path, change: 'moved', from: gone.splice(at, 1)[0]!.path })
  }
  return [...found, ...gone.map((file): FileChange => ({ path: file.path, change: 'removed', from: null }))]
}

const saidOf = (file: Laid['files'][number]): string =>
  JSON.stringify([file.role ?? 'content', file.language ?? null, file.alternative_text ?? null])
