import { createReadStream } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { App } from '#platform/app.ts'
import { AppError } from '#platform/errors.ts'
import { receive } from '#platform/files/index.ts'
import { openWorkbook, SheetError, type Row } from '#platform/sheets/index.ts'
import { fold } from '#platform/text/index.ts'
import { levels, readAddress } from '../catalogue/description.ts'
import { propose } from '../catalogue/propose.ts'
import { filePurpose } from '../catalogue/upload.ts'
import { accesses, kinds, type Access, type Kind } from '../resource.ts'
import type { Incoming } from './import-action.ts'
import { PackageFault } from './read-package.ts'

/** Columns of the sheet, by the words offices write above them. */
const headings = {
  files: ['tep', 'duong dan', 'ten tep', 'file'],
  title: ['ten hoc lieu', 'ten', 'tieu de'],
  summary: ['tom tat', 'mo ta'],
  kind: ['loai', 'loai hoc lieu'],
  licence: ['giay phep'],
  access: ['ai xem duoc', 'nguoi xem', 'pham vi'],
  authors: ['tac gia'],
  keywords: ['tu khoa'],
  levels: ['trinh do'],
  occupations: ['nghe', 'ma nghe', 'ma nganh nghe'],
  address: ['dia chi', 'lien ket'],
} as const
type Column = keyof typeof headings
const shown: Record<Column, string> = {
  files: 'Tệp',
  title: 'Tên học liệu',
  summary: 'Tóm tắt',
  kind: 'Loại',
  licence: 'Giấy phép',
  access: 'Người xem',
  authors: 'Tác giả',
  keywords: 'Từ khóa',
  levels: 'Trình độ',
  occupations: 'Nghề',
  address: 'Địa chỉ',
}

export type FolderContext = {
  app: App
  folder: string
  institution: string | null
  /** Licences by the words people may write for them. */
  licences: ReadonlyMap<string, string>
}

/**
 * Reads a sheet that describes the files of a folder, one resource a row. Every fault of every row is told at once, by cell.
 * @throws PackageFault with all faults; nothing is kept as a resource then
 */
export async function readFolder(sheet: string, context: FolderContext): Promise<Incoming[]> {
  const rows = await readRows(sheet)
  const [head, ...body] = rows
  const columns = head ? findColumns(head) : new Map<Column, number>()
  if (!columns.has('files') && !columns.has('address'))
    throw new PackageFault(`${sheet}: không thấy cột “${shown.files}” hay “${shown.address}” ở dòng đầu`)
  const faults: string[] = []
  const found: Incoming[] = []
  for (const row of body) {
    const cell = (column: Column): string => {
      const at = columns.get(column)
      return at === undefined ? '' : (row.cells[at]?.text ?? '').normalize('NFC').trim()
    }
    const told = (column: Column, words: string) =>
      faults.push(`dòng ${row.number}, cột “${shown[column]}”: ${words}`)
    const one = await readRow(cell, told, context)
    if (one) found.push(one)
  }
  if (faults.length > 0) throw new PackageFault(faults.join('\n'))
  if (found.length === 0) throw new PackageFault(`${sheet}: không có dòng nào`)
  return found
}

async function readRows(path: string): Promise<Row[]> {
  try {
    const workbook = await openWorkbook(path)
    const rows: Row[] = []
    for await (const row of workbook.sheets[0]?.rows() ?? []) rows.push(row)
    return rows
  } catch (error) {
    if (error instanceof SheetError)
      throw new PackageFault(`${path}: không đọc được bảng tính (${error.code})`)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new PackageFault(`${path}: không có tệp này`)
    throw error
  }
}

function findColumns(head: Row): Map<Column, number> {
  const columns = new Map<Column, number>()
  for (const [at, cell] of head.cells.entries()) {
    const words = fold(cell?.text ?? '')
    const column = (Object.keys(headings) as Column[]).find((name) =>
      (headings[name] as readonly string[]).includes(words),
    )
    if (column && !columns.has(column)) columns.set(column, at)
  }
  return columns
}

type Cell = (column: Column) => string
type Tell = (column: Column, words: string) => void
const parts = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

async function readRow(cell: Cell, tell: Tell, context: FolderContext): Promise<Incoming | undefined> {
  if (!cell('files') && !cell('address') && !cell('title')) return undefined
  const files = await readFiles(parts(cell('files')), tell, context)
  const address = cell('address') ? readAddress(cell('address')) : null
  if (address === undefined) tell('address', `“${cell('address')}” không phải địa chỉ trang mạng`)
  if (files.length === 0 && !address && cell('files') === '')
    tell('files', 'cần ít nhất một tệp, hoặc một địa chỉ')
  const proposal = propose(files.map(({ path, kind }) => ({ name: path, kind })))
  const pick = <T>(column: Column, values: ReadonlyMap<string, T>): T | undefined => {
    const words = cell(column)
    if (words === '') return undefined
    const value = values.get(fold(words))
    if (value === undefined)
      tell(column, `“${words}” không có trong danh sách: ${[...values.keys()].join(', ')}`)
    return value
  }
  const t = context.app.catalog('vi')
  const named = <T extends string>(all: readonly T[], key: string) =>
    new Map(
      all.flatMap((value): [string, T][] => [
        [fold(t.dynamic(`${key}.${value}`)), value],
        [value, value],
      ]),
    )
  const kind: Kind =
    pick('kind', named(kinds, 'resources.kind')) ?? (address && files.length === 0 ? 'link' : proposal.kind)
  const access: Access =
    pick('access', named(accesses, 'resources.access')) ?? (context.institution ? 'school' : 'signed_in')
  const licence = pick('licence', context.licences) ?? null
  const levelNames = named(levels, 'institutions.level')
  const taught = parts(cell('levels').replaceAll(',', ';')).flatMap((words) => {
    const level = levelNames.get(fold(words))
    if (!level) tell('levels', `không có trình độ “${words}”`)
    return level ? [level] : []
  })
  return {
    ...empty,
    institution: context.institution,
    kind,
    access,
    licence,
    levels: taught,
    title: cell('title') || proposal.title,
    summary: cell('summary'),
    languages: proposal.languages as Incoming['languages'],
    keywords: parts(cell('keywords').replaceAll(',', ';')),
    address: address ?? null,
    authors: parts(cell('authors')).map((name) => ({
      name,
      institution: context.institution,
      organisation: null,
    })),
    occupations: parts(cell('occupations').replaceAll(',', ';')).map(
      (words) => /^\d+/.exec(words)?.[0] ?? words,
    ),
    files,
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
  audiences: [],
  rights_holder: null,
  accessibility: [],
  accessibility_note: null,
  pages: null,
  seconds: null,
  study_minutes: null,
  change_note: null,
  occupations: [],
  units: [],
  components: [],
  origins: [],
  items: [],
}

/** Takes the named files of the folder; what lies outside it, or is no plain file, is refused. */
async function readFiles(
  names: readonly string[],
  tell: Tell,
  context: FolderContext,
): Promise<Incoming['files']> {
  const root = await realpath(context.folder)
  const kept: Incoming['files'] = []
  for (const name of names) {
    const path = join(root, name.replaceAll('\\', '/'))
    const entry = path.startsWith(root + sep) ? await lstat(path).catch(() => undefined) : undefined
    const real = entry && (await realpath(path).catch(() => ''))
    if (!entry?.isFile() || !real?.startsWith(root + sep)) {
      tell('files', `không có tệp “${name}” trong thư mục`)
      continue
    }
    try {
      const { hash, size, mime, kind } = await receive(
        context.app.files,
        createReadStream(path),
        name,
        filePurpose,
      )
      const told = {
        path: name.replaceAll('\\', '/'),
        role: 'content' as const,
        language: null,
        alternative_text: null,
      }
      kept.push({ ...told, hash, size, mime, kind })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      tell('files', `“${name}”: ${context.app.catalog('vi').dynamic(error.reason.key, error.reason.params)}`)
    }
  }
  return kept
}
