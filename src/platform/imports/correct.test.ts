import { expect, test } from 'vitest'
import { deriveKeys } from '../keys.ts'
import type { FieldSpec, SheetRecord } from '../sheets/index.ts'
import type { FoundList } from './batch.ts'
import { correctRow, plainText } from './correct.ts'
import type { AnyImport } from './define.ts'
import { stageRecord, type Staged } from './stage.ts'
import type { StagedRow } from './store.ts'

const keys = deriveKeys('a master secret for tests, 32 characters or more')
const fields: FieldSpec[] = [
  { key: 'name', labels: ['Họ tên'], kind: 'name', required: true },
  { key: 'number', labels: ['Số căn cước'], kind: 'national-id' },
  { key: 'hours', labels: ['Số giờ'], kind: 'number' },
  {
    key: 'level',
    labels: ['Trình độ'],
    kind: 'choice-group',
    choices: [
      { value: 'master', labels: ['Thạc sỹ'] },
      { value: 'doctor', labels: ['Tiến sỹ'] },
    ],
  },
  {
    key: 'born',
    labels: ['Ngày sinh'],
    kind: 'date-group',
    choices: [
      { value: 'male', labels: ['Nam'] },
      { value: 'female', labels: ['Nữ'] },
    ],
  },
]
const spec = {
  kind: 'x',
  fields,
  check: (record: SheetRecord) => {
    if (typeof record.values.number === 'string') record.values.number = keys.seal(record.values.number)
    return []
  },
} as unknown as AnyImport
const column = (key: string, index: number) => ({
  key,
  mode: 'single' as const,
  columns: [{ index, label: key }],
  score: 1,
  by: 'wording' as const,
})
const list = { matches: fields.map((field, index) => column(field.key, index)) } as unknown as FoundList
const context = { spec, keys, today: '2026-11-22', list }

const staged = (record: Partial<SheetRecord>): StagedRow =>
  asRow(
    stageRecord({ sheet: 'DS', row: 5, values: {}, notes: {}, raw: {}, problems: [], ...record }, context),
  )
const asRow = (row: Staged): StagedRow => ({
  ...row,
  row_number: 1,
  read_problems: row.problems,
  verdict: 'unchecked',
  match_id: null,
  differences: null,
  decision: null,
})

const row = () =>
  staged({
    raw: { name: 'Nguyễn Văn An', number: '046190000123', hours: '12', born: '5/3/1990' },
    values: {
      name: 'Nguyễn Văn An',
      number: '046190000123',
      hours: 12.4,
      level: 'master',
      born: { choice: 'male', date: '1990-03-05' },
    },
  })

test('what is not touched stays as it was understood, and nothing personal is kept in plain', () => {
  const before = row()
  expect(JSON.stringify(before)).not.toContain('046190000123')
  const after = asRow(correctRow(before, { name: 'Nguyễn Văn Ân' }, context))
  expect(after.values).toMatchObject({
    name: 'Nguyễn Văn Ân',
    hours: 12.4,
    level: 'master',
    born: { choice: 'male', date: '1990-03-05' },
  })
  expect(keys.open(String(after.values.number))).toBe('046190000123')
  expect(plainText(after, fields[1]!, keys)).toBe('046190000123')
  expect(after.problems).toEqual([])
})

test('a cell emptied is empty, and one that must not be is marked', () => {
  const after = correctRow(row(), { name: '', hours: '' }, context)
  expect(after.values).not.toHaveProperty('hours')
  expect(after.problems).toEqual([{ column: 0, field: 'name', level: 'error', code: 'required', params: {} }])
})

test('marks in two columns stay wrong until one answer is chosen', () => {
  const several = [3, 4].map((at) => ({
    sheet: 'DS',
    row: 5,
    column: at,
    field: 'level',
    level: 'error' as const,
    code: 'several_marks' as const,
    params: { labels: 'x' },
  }))
  const wrong = staged({ raw: { name: 'An' }, values: { name: 'An' }, problems: several })
  const still = asRow(correctRow(wrong, { name: 'Ân' }, context))
  expect(still.problems.map((problem) => problem.code)).toEqual(['several_marks', 'several_marks'])
  const mended = correctRow(still, { level: 'Tiến sỹ' }, context)
  expect(mended.problems).toEqual([])
  expect(mended.values.level).toBe('doctor')
})

test('the column of a date can be changed apart from the date', () => {
  const after = correctRow(row(), { 'born#': 'female' }, context)
  expect(after.values.born).toEqual({ choice: 'female', date: '1990-03-05' })
  expect(correctRow(row(), { born: '31/2/1990' }, context).problems).toMatchObject([
    { field: 'born', code: 'impossible_date' },
  ])
})

test('a number of a person that cannot be read is masked in the words about it', () => {
  const after = correctRow(row(), { number: '0461900001239' }, context)
  expect(after.problems).toMatchObject([
    { field: 'number', code: 'not_a_national_id', params: { text: '•••239' } },
  ])
})
