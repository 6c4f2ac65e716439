import { sql } from 'kysely'
import { exampleActor, type Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { renderPdf } from '#platform/documents/index.ts'
import { importActions } from '#platform/imports/index.ts'
import { writeCsv } from '#platform/sheets/index.ts'
import { approvePage } from '../actions/approve-page.ts'
import { keyPage } from '../actions/key-page.ts'
import { openOldBook } from '../actions/open-book.ts'
import { addPages } from '../actions/pages.ts'
import { findKeeper } from '../../registers/store/keeper.ts'
import { oldRegisterImport } from '../imports.ts'
import type { OldRow } from '../row.ts'
import { getPage } from '../store/page.ts'
import { drawn, exampleRows } from './rows.ts'
import template from './page.typ?raw'

const [firstYear, secondYear] = [1996, 1998]
/** Five pages of six lines: settled, to be settled, keyed once, not keyed, not keyed. */
const linesOfPage = 6

/** Two people who key and a third who settles; the system itself may do each only once a page. */
const keyer = (name: string): Actor => ({
  kind: 'account',
  id: `example:${name}`,
  name: `${name} (ví dụ)`,
  email: '',
  personId: undefined,
  via: 'command',
  sessionId: undefined,
  grants: [
    {
      id: `example:${name}`,
      role: 'academic-office',
      permissions: new Set(['diplomas.register']),
      area: { kind: 'province', id: null },
      institutions: undefined,
    },
  ],
})
const [one, two, three] = ['Cô Xuân', 'Anh Thu', 'Chị Đông'].map(keyer) as [Actor, Actor, Actor]

/** Two old registers of a school that was merged, at the school that keeps its papers: pages in every state, and lines of a spreadsheet. */
export async function loadOldRegistersDemo(app: App): Promise<void> {
  const known = await app.database.owner.query(
    `select 1 from diplomas.book where origin = 'digitised' limit 1`,
  )
  if (known.rowCount) return
  const place = await app.database.read(exampleActor, async (db) => {
    const found = await sql<{ id: string }>`select s.from_institution as id from institutions.succession s
      join institutions.institution i on i.id = s.from_institution where s.kind = 'merge' order by s.on_date desc, i.code limit 1`.execute(
      db,
    )
    const issuer = found.rows[0]?.id
    return issuer && { issuer, keeper: await findKeeper(db, issuer, dayOf(app.clock)) }
  })
  if (!place) return
  await loadKeyed(app, place.issuer)
  await loadImported(app, place)
}

const openBook = async (app: App, issuer: string, year: number): Promise<string> =>
  (await act(app, openOldBook, { issuer, kind: 'intermediate_diploma', year, volume: '1' }, exampleActor)).id

async function loadKeyed(app: App, issuer: string): Promise<void> {
  const book = await openBook(app, issuer, firstYear)
  const pages = await addScans(app, book, firstYear, 5)
  const rows = (page: number) => exampleRows(firstYear, page * linesOfPage + 1)
  // The second keyer misread a name and a day: a third settled it.
  await keyTwice(app, pages[0]!, rows(0), misread(rows(0)))
  await settle(app, pages[0]!, rows(0))
  // A line was missed here, and a serial misread: it waits for a third.
  await keyTwice(
    app,
    pages[1]!,
    rows(1),
    misread(rows(1)).filter((_, at) => at !== 4),
  )
  await key(app, pages[2]!, rows(2), one)
}

const misread = (rows: readonly OldRow[]): OldRow[] =>
  rows.map((row, at) =>
    at === 1
      ? { ...row, full_name: 'Trần Văn Mậu' }
      : at === 3
        ? { ...row, birth: '20/11/1971', serial: `${row.serial}7` }
        : row,
  )

async function addScans(app: App, book: string, year: number, count: number): Promise<string[]> {
  const files: File[] = []
  for (let page = 0; page < count; page++) {
    const rows = exampleRows(year, page * linesOfPage + 1).map((row) =>
      drawn.map((field) => row[field] ?? ''),
    )
    const value = { year, page: page + 1, slant: page % 2 === 0 ? 0.4 : -0.5, rows }
    const pdf = await renderPdf(template, value, { title: `Sổ gốc ${year} (ví dụ)`, lang: 'vi' })
    files.push(new File([pdf as Uint8Array<ArrayBuffer>], `trang-${page + 1}.pdf`))
  }
  await act(app, addPages, { book, files }, exampleActor)
  const found = await app.database.owner.query<{ id: string }>(
    'select id from diplomas.old_page where book_id = $1 order by number',
    [book],
  )
  return found.rows.map((row) => row.id)
}

const key = (app: App, id: string, rows: readonly OldRow[], by: Actor) =>
  act(app, keyPage, { id, version: 0, done: 'true', rows: rows.map(texts) }, by)

async function keyTwice(app: App, id: string, first: readonly OldRow[], second: readonly OldRow[]) {
  await key(app, id, first, one)
  await key(app, id, second, two)
}

async function settle(app: App, id: string, rows: readonly OldRow[]): Promise<void> {
  const { version } = await app.database.read(exampleActor, (db) => getPage(db, id))
  await act(app, approvePage, { id, version, rows: rows.map(texts) }, three)
}

/** A row as a form sends it: what is not known is not there. */
const texts = (row: OldRow): Record<string, string> =>
  Object.fromEntries(Object.entries(row).flatMap(([field, text]) => (text === null ? [] : [[field, text]])))

/** A register the school once copied into a spreadsheet, with one page scanned since: its lines wait to be compared. */
async function loadImported(app: App, { issuer, keeper }: { issuer: string; keeper: string }): Promise<void> {
  const book = await openBook(app, issuer, secondYear)
  await addScans(app, book, secondYear, 1)
  const code = await app.database.owner.query<{ code: string }>(
    'select code from institutions.institution where id = $1',
    [issuer],
  )
  const rows = exampleRows(secondYear, 1).map((row) => [
    ...drawn.map((field) => row[field]),
    'Bằng tốt nghiệp trung cấp',
    secondYear,
    '1',
    code.rows[0]!.code,
  ])
  const headers = [
    'Số vào sổ',
    'Họ và tên',
    'Ngày sinh',
    'Nơi sinh',
    'Ngành, nghề',
    'Xếp loại',
    'Số hiệu',
    'Ngày cấp',
    'Số quyết định',
  ]
  const columns = [...headers, 'Loại văn bằng', 'Năm của sổ', 'Quyển số', 'Cơ sở đã cấp'].map((header) => ({
    header,
  }))
  const file = new File([await new Response(writeCsv({ columns, rows })).arrayBuffer()], 'so-goc-1998.csv')
  const actions = importActions(oldRegisterImport)
  const batch = await act(app, actions.create, { institution: keeper, file }, exampleActor)
  await act(app, actions.commit, { id: batch.id }, exampleActor)
}
