import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { forgetRows } from '#platform/imports/index.ts'
import { openDesk } from './testing/desk.ts'
import { plainFile } from './testing/files.ts'

const desk = openDesk()
const keptFiles = async () => {
  const hashes: string[] = []
  for await (const { hash } of desk.site.app.files.list()) hashes.push(hash)
  return hashes
}

test('the uploaded file is kept sealed, and goes with its rows', async () => {
  const before = await keptFiles()
  const { id } = await desk.begin(await plainFile([['TB-0', 'Máy khoan', '', '']]))
  const made = (await keptFiles()).filter((hash) => !before.includes(hash))
  expect(made).toHaveLength(1)
  const content = await buffer((await desk.site.app.files.get(made[0]!)).stream)
  expect(content.subarray(0, 2).toString()).not.toBe('PK')
  const marked = `/nhap-du-lieu/${id}/danh-dau`
  expect((await desk.site.as(desk.manager).get(marked)).status).toBe(200)
  await desk.query(`update platform.import_batch set changed_at = now() - interval '91 days'`)
  expect(await forgetRows(desk.site.app)).toBe(1)
  expect(await keptFiles()).toEqual(before)
  expect((await desk.site.as(desk.manager).get(marked)).status).toBe(404)
})

test('a file that could not be deleted is deleted the next night', async () => {
  const before = await keptFiles()
  await desk.begin(await plainFile([['TB-9', 'Máy bào', '', '']]))
  await desk.query(`update platform.import_batch set changed_at = now() - interval '91 days'`)
  const { app } = desk.site
  const files = { ...app.files, delete: () => Promise.reject(new Error('away')) }
  await expect(forgetRows({ ...app, files })).rejects.toThrow('away')
  expect(await keptFiles()).toHaveLength(before.length + 1)
  expect(await forgetRows(app)).toBe(1)
  expect(await keptFiles()).toEqual(before)
})

test('rows of a batch nobody touched for long are deleted, and its page says so and that undoing is still possible', async () => {
  const { id } = await desk.begin(await plainFile([['TB-1', 'Máy tiện', '', '']]))
  await desk.commit(id)
  const left = await desk.begin(await plainFile([['TB-2', 'Máy phay', '', '']]))
  const rows = () => desk.query('select 1 from platform.import_row')
  expect(await forgetRows(desk.site.app)).toBe(0)
  expect(await rows()).toHaveLength(2)
  await desk.query(`update platform.import_batch set changed_at = now() - interval '91 days'`)
  expect(await forgetRows(desk.site.app)).toBe(2)
  expect(await rows()).toHaveLength(0)
  const written = await desk.page(`/nhap-du-lieu/${id}`)
  expect(written).toContain('Các dòng đọc từ tệp đã được xóa ngày')
  expect(written).toContain('vẫn hoàn tác được lô này')
  expect(written).toContain(`/nhap-du-lieu/${id}/hoan-tac`)
  expect(written).not.toContain('id="dong"')
  const unwritten = await desk.page(`/nhap-du-lieu/${left.id}`)
  expect(unwritten).toContain('Đã bỏ')
  expect(unwritten).not.toContain('hoàn tác được lô này')
  expect(await desk.tools()).toHaveLength(1)
})
