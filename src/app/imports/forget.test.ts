import { expect, test } from 'vitest'
import { forgetRows } from '#platform/imports/index.ts'
import { openDesk } from './testing/desk.ts'
import { plainFile } from './testing/files.ts'

const desk = openDesk()

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
