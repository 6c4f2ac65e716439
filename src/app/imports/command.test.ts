import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { UsageError } from '../arguments.ts'
import { testApp, type TestApp } from '../testing.ts'
import { runImportCommand, type ImportReport } from './command.ts'
import { plainFile } from './testing/files.ts'
import { sample, schools } from './testing/sample.ts'

let site: TestApp
let folder: string
beforeAll(async () => {
  site = await testApp({ modules: [sample] })
  folder = await mkdtemp(join(tmpdir(), 'import-command-'))
})
beforeEach(async () => {
  await query(
    'truncate sample.tool, sample.trouble, platform.import_columns, platform.import_row, platform.import_batch',
  )
})

const query = async (text: string) => (await site.app.database.owner.query(text)).rows
const keep = async (rows: string[][], headings?: string[]): Promise<string> => {
  const path = join(folder, 'thiet-bi.xlsx')
  await writeFile(path, Buffer.from(await (await plainFile(rows, headings)).arrayBuffer()))
  return path
}
/** Runs the command and answers its exit status and what it printed. */
async function run(
  words: string[],
  options: Record<string, string | true>,
): Promise<{ status: number; text: string }> {
  let text = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => ((text += String(piece)), true))
  try {
    return { status: await runImportCommand(site.app, { words, options }), text }
  } finally {
    out.mockRestore()
  }
}
const json = (text: string) => JSON.parse(text) as ImportReport
const good = [
  ['A1', 'Khoan', '1/2/2020', '046190000123'],
  ['A2', 'Mài', '', ''],
]
const bad = [
  ['A1', 'Khoan', '31/2/2020', ''],
  ['A2', 'Mài', '', ''],
]

test('a dry run says what would happen, as JSON alone, and leaves no trace', async () => {
  const { status, text } = await run(['tools', await keep(bad)], {
    institution: 'HUE',
    'dry-run': true,
    json: true,
  })
  expect(json(text)).toMatchObject({
    kind: 'tools',
    institution: 'HUE',
    dry_run: true,
    state: 'checked',
    counts: { rows: 2, new: 1, error: 1 },
    problems: [{ row: 2, column: 'C', field: 'Ngày mua', level: 'error', code: 'impossible_date' }],
  })
  expect(status, 'an error in the file is no success').toBe(1)
  expect(
    (await run(['tools', await keep(good)], { institution: 'HUE', 'dry-run': true, json: true })).status,
  ).toBe(0)
  for (const table of ['sample.tool', 'platform.import_batch', 'platform.import_row', 'platform.audit_entry'])
    expect({ table, rows: await query(`select 1 from ${table}`) }).toEqual({ table, rows: [] })
})

test('a clean file is written as one batch, and the same file again has nothing to write', async () => {
  const path = await keep(good)
  const { status, text } = await run(['tools', path], { institution: 'hue', json: true })
  expect(status).toBe(0)
  expect(json(text)).toMatchObject({ state: 'committed', counts: { write_new: 2 } })
  expect(text).not.toContain('046190000123')
  expect(await query('select code, institution_id from sample.tool order by code')).toEqual([
    { code: 'A1', institution_id: schools.hue.id },
    { code: 'A2', institution_id: schools.hue.id },
  ])
  const again = await run(['tools', path], { institution: 'HUE', json: true })
  expect(again.status).toBe(0)
  expect(json(again.text)).toMatchObject({ counts: { same: 2, write_new: 0 } })
})

test('a file with errors waits for a person, or goes in without them when asked', async () => {
  const path = await keep(bad)
  const waiting = await run(['tools', path], { institution: 'HUE' })
  expect(waiting.status).toBe(1)
  expect(waiting.text).toContain('DS!C2: “31/2/2020” không có trong lịch')
  expect(waiting.text).toContain('http://test.local/nhap-du-lieu/')
  expect(await query('select 1 from sample.tool')).toEqual([])
  expect((await run(['tools', path], { institution: 'HUE', 'skip-errors': true })).status).toBe(0)
  expect(await query('select code from sample.tool')).toEqual([{ code: 'A2' }])
})

test('columns that are not clear are named, and nothing is written', async () => {
  const { status, text } = await run(
    ['tools', await keep(good, ['Ký số', 'Tên thiết bị', 'Ngày mua', 'Số CCCD'])],
    { institution: 'HUE', json: true },
  )
  expect(status).toBe(1)
  expect(json(text)).toMatchObject({
    state: 'matching',
    columns: [{ missing: ['Mã thiết bị'], unused: ['Ký số'] }],
  })
})

test('writing that breaks leaves nothing and says so', async () => {
  await query('insert into sample.trouble values (true)')
  const { status, text } = await run(['tools', await keep(good)], { institution: 'HUE', json: true })
  expect(status).toBe(1)
  expect(json(text)).toMatchObject({ state: 'failed' })
  expect(await query('select 1 from sample.tool')).toEqual([])
})

test('a file that is none fails in words; a wrong call says how to call', async () => {
  const path = join(folder, 'anh.xlsx')
  await writeFile(path, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0]))
  for (const isDry of [true, false]) {
    const { status, text } = await run(['tools', path], {
      institution: 'HUE',
      json: true,
      ...(isDry ? { 'dry-run': true as const } : {}),
    })
    expect(status).toBe(1)
    expect(json(text).failure).toContain('không phải bảng tính')
  }
  await expect(run(['nothing', path], {})).rejects.toThrow(UsageError)
  await expect(run(['tools', path], {})).rejects.toThrow('--institution')
  await expect(run(['tools', path], { institution: 'XX' })).rejects.toThrow('XX')
  await expect(run(['tools', join(folder, 'absent.xlsx')], { institution: 'HUE' })).rejects.toThrow(
    'không đọc được',
  )
})
