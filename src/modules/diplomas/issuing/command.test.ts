import { Readable } from 'node:stream'
import { beforeAll, expect, test, vi } from 'vitest'
import { UsageError } from '#platform/command.ts'
import { diplomasCommand } from '../command.ts'
import { graduatedClass, type GraduatedClass } from './testing/graduates.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})

/** Runs the command; answers its exit status and what stood on standard output. */
async function run(options: Record<string, string | true>) {
  let text = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => ((text += String(piece)), true))
  try {
    const host = {
      env: {},
      input: Readable.from([]),
      withApp: <T>(work: (app: typeof here.site.app) => Promise<T>) => work(here.site.app),
    }
    return { status: await diplomasCommand.run({ words: ['issue'], options }, host), text }
  } finally {
    out.mockRestore()
  }
}

test('issues everybody of a decision; who lacks something is left out and named, and the status says so', async () => {
  const decision = await here.decision()
  await here.graduate(decision, 'Nguyễn Văn Đủ')
  await here.graduate(decision, 'Trần Thị Thiếu', { birth_date: null, birth_year: 2006 })
  const done = await run({ decision, place: 'Huế', json: true })
  expect(done.status).toBe(1)
  const report = JSON.parse(done.text) as Record<string, unknown[]> & { run: string }
  expect(report).toMatchObject({
    issued: [{ name: 'Nguyễn Văn Đủ', public_id: expect.stringMatching(/^[0-9A-Z]{16}$/) }],
    left_out: [{ name: 'Trần Thị Thiếu', reasons: ['Chưa có đủ ngày, tháng, năm sinh.'] }],
    failed: [],
  })
  expect((await here.one('issue_run', report.run)).state).toBe('issued')
})

test('knows the decision by its number, says the outcome in words, and issues nobody twice', async () => {
  const decision = await here.decision({ number: '88/QĐ-LỆNH' })
  await here.graduate(decision, 'Lê Văn Lệnh')
  expect(await run({ decision: '88/QĐ-LỆNH', place: 'Huế' })).toEqual({ status: 0, text: 'Đã cấp 1.\n' })
  await expect(run({ decision, place: 'Huế' })).rejects.toMatchObject({
    reason: { key: 'diplomas.issuing.error.nobody' },
  })
  expect(
    await here.rows(`select 1 from diplomas.diploma where content #>> '{holder,full_name}' = 'Lê Văn Lệnh'`),
  ).toHaveLength(1)
})

test('is told when it is called wrongly', async () => {
  await expect(run({})).rejects.toThrow(UsageError)
  await expect(run({ decision: 'không có' })).rejects.toThrow('không có quyết định tốt nghiệp')
  await expect(run({ decision: 'x', medium: 'đá' })).rejects.toThrow('--medium')
})
