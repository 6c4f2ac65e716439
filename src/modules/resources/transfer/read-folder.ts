import type { App } from '#platform/app.ts'
import { AppError } from '#platform/errors.ts'
import { receive } from '#platform/files/index.ts'
import { fold } from '#platform/text/index.ts'
import { levels, readAddress } from '../catalogue/description.ts'
import { propose } from '../catalogue/propose.ts'
import { filePurpose } from '../catalogue/upload.ts'
import { uploadPath } from '../files/upload/path.ts'
import type { Licence } from '../catalogue/licence.ts'
import { accesses, kinds, type Access, type Kind } from '../resource.ts'
import { PackageFault, type CellFault } from './fault.ts'
import type { Folder } from './folder.ts'
import { cellsOf, readSheet, type Cells, type Column } from './read-sheet.ts'
import type { Incoming } from './take-in.ts'

export type FolderContext = {
  app: Pick<App, 'files' | 'catalog'>
  folder: Folder
  /** Name the sheet goes by in faults. */
  name: string
  institution: string | null
  licences: readonly Licence[]
  /** Codes of the national list of occupations. */
  occupations: ReadonlySet<string>
}

/** What a sheet describes. `unused`: headings of its columns that say nothing we know. */
export type FolderRead = { resources: Incoming[]; unused: string[] }

/**
 * Reads a sheet that describes the files of a folder, one resource a row. Every fault of every row is told at once, by cell.
 * @throws PackageFault with all faults; nothing is kept as a resource then
 */
export async function readFolder(sheet: Uint8Array | string, context: FolderContext): Promise<FolderRead> {
  const { name } = context
  const { rows, places, unused } = await readSheet(sheet, name)
  const faults: CellFault[] = []
  const resources: Incoming[] = []
  for (const row of rows) {
    const one = await readRow(cellsOf(row, places, faults), context)
    if (one) resources.push(one)
  }
  if (faults.length > 0) throw new PackageFault('cells', { path: name }, { cells: faults })
  if (resources.length === 0) throw new PackageFault('no_rows', { path: name })
  return { resources, unused }
}

const parts = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
const list = (text: string): string[] => parts(text.replaceAll(',', ';'))

async function readRow(cells: Cells, context: FolderContext): Promise<Incoming | undefined> {
  const { text, tell } = cells
  const { institution } = context
  if (!text('files') && !text('address') && !text('title')) return undefined
  const files = await readFiles(parts(text('files')), tell, context)
  const address = text('address') ? readAddress(text('address')) : null
  if (address === undefined) tell('address', 'address', { words: text('address') })
  if (!text('files') && !text('address')) tell('files', 'nothing')
  const proposal = propose(files.map(({ path, kind }) => ({ name: path, kind })))
  const named = choices(cells, context)
  const keywords = list(text('keywords'))
  const authors = parts(text('authors'))
  checkSizes(cells, { keywords, authors })
  const kind: Kind =
    named.pick('kind', named.of(kinds, 'resources.kind')) ??
    (address && files.length === 0 ? 'link' : proposal.kind)
  const access: Access =
    named.pick('access', named.of(accesses, 'resources.access')) ?? (institution ? 'school' : 'signed_in')
  const licence = named.pick('licence', licenceChoices(context.licences)) ?? null
  return {
    ...empty,
    institution,
    kind,
    access,
    licence,
    levels: named.pickAll('levels', named.of(levels, 'institutions.level')),
    title: text('title') || proposal.title,
    summary: text('summary'),
    languages: proposal.languages as Incoming['languages'],
    keywords,
    address: address ?? null,
    authors: authors.map((name) => ({ name, institution, organisation: null })),
    occupations: readOccupations(cells, context),
    files,
  }
}

/** What the form of a draft lets pass, the sheet does too, and no more. */
const longest = { title: 300, summary: 5000, address: 2000 } as const
const most = { keywords: { count: 30, letters: 80 }, authors: { count: 30, letters: 200 } } as const

function checkSizes({ text, tell }: Cells, lists: Record<keyof typeof most, readonly string[]>): void {
  for (const [column, letters] of Object.entries(longest) as [keyof typeof longest, number][])
    if (text(column).length > letters) tell(column, 'long', { most: letters })
  for (const [column, { count, letters }] of Object.entries(most) as [
    keyof typeof most,
    { count: number; letters: number },
  ][]) {
    if (lists[column].length > count) tell(column, 'many', { most: count })
    for (const words of lists[column].filter((one) => one.length > letters))
      tell(column, 'long_one', { words: `${words.slice(0, 40)}…`, most: letters })
  }
}

/** A value people may choose, by every word they may write for it; the first is shown. */
type Choice<T> = { value: T; words: string[] }

/** The short name of a licence will do where no other has it too. */
export function licenceChoices(all: readonly Licence[]): Choice<string>[] {
  const short = (one: Licence) => one.name.split(':')[0]!
  return all.map((one) => {
    const isAlone = all.filter((other) => short(other) === short(one)).length === 1
    return { value: one.code, words: [...(isAlone ? [short(one)] : []), one.name, one.code] }
  })
}

/** Codes, also with the name behind them. */
function readOccupations({ text, tell }: Cells, { occupations }: FolderContext): string[] {
  return list(text('occupations')).flatMap((words) => {
    const code = /^\d+/.exec(words)?.[0] ?? words
    if (occupations.has(code)) return [code]
    tell('occupations', 'occupation', { words })
    return []
  })
}

function choices({ text, tell }: Cells, { app }: FolderContext) {
  const t = app.catalog('vi')
  const find = <T>(column: Column, all: readonly Choice<T>[], words: string): T | undefined => {
    const found = all.find((one) => one.words.some((word) => fold(word) === fold(words)))
    if (!found) tell(column, 'not_in_list', { words, list: all.map((one) => one.words[0]).join(', ') })
    return found?.value
  }
  return {
    of: <T extends string>(all: readonly T[], key: string): Choice<T>[] =>
      all.map((value) => ({ value, words: [t.dynamic(`${key}.${value}`), value] })),
    pick: <T>(column: Column, all: readonly Choice<T>[]): T | undefined =>
      text(column) === '' ? undefined : find(column, all, text(column)),
    pickAll: <T>(column: Column, all: readonly Choice<T>[]): T[] =>
      list(text(column)).flatMap((words) => find(column, all, words) ?? []),
  }
}

const empty: Omit<
  Incoming,
  'kind' | 'access' | 'title' | 'summary' | 'licence' | 'authors' | 'files' | 'address'
> = {
  code: null,
  number: 1,
  institution: null,
  owner: '',
  title_en: null,
  summary_en: null,
  languages: [],
  keywords: [],
  levels: [],
  // As a draft that is begun by its files.
  audiences: ['learner'],
  rights_holder: null,
  accessibility: [],
  accessibility_note: null,
  pages: null,
  seconds: null,
  study_minutes: null,
  change_note: null,
  open_on: null,
  occupations: [],
  units: [],
  components: [],
  origins: [],
  items: [],
}

/** Takes the named files of the folder; what is not there, and what is not what it says, is told. */
async function readFiles(
  names: readonly string[],
  tell: Cells['tell'],
  { app, folder }: FolderContext,
): Promise<Incoming['files']> {
  const kept: Incoming['files'] = []
  for (const name of names) {
    const open = await folder.find(name)
    if (!open) {
      tell('files', 'no_file', { name })
      continue
    }
    try {
      const { hash, size, mime, kind } = await receive(app.files, open(), name, filePurpose)
      const said = { role: 'content' as const, language: null, alternative_text: null }
      kept.push({ path: uploadPath(name), hash, size, mime, kind, ...said })
    } catch (error) {
      if (!(error instanceof AppError) || error.refusal !== 'invalid') throw error
      tell('files', 'refused', { name }, { key: error.reason.key, params: error.reason.params ?? {} })
    }
  }
  return kept
}
