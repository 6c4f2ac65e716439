import { test } from 'vitest'
import { readFileSync } from 'node:fs'
import { deriveKeys } from '#platform/keys.ts'
import { createRecordReader, findTable, matchColumns, openWorkbook } from '#platform/sheets/index.ts'
import { fold, nameSortKey } from '#platform/text/index.ts'
import { nameOf } from '../../../bench/people.ts'
import { staffFields } from './imports/fields.ts'
import { checkStaffRow } from './imports/check.ts'
test('m', async () => {
  const N = 100000
  const lines = ['STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Chức vụ,Điện thoại,Trình độ chuyên môn,Loại hợp đồng']
  for (let n = 0; n < N; n++) {
    const d = new Date(Date.UTC(1960, 0, 1 + ((n * 7919) % 14000)))
    lines.push(`${n + 1},${nameOf(n)},${d.getUTCDate()}/${d.getUTCMonth() + 1}/${d.getUTCFullYear()},${n % 2 ? 'Nam' : 'Nữ'},${String(46_100_000_000 + n).padStart(12, '0')},Giảng viên,09${String(10_000_000 + n)},${n % 3 ? 'Đại học' : 'Thạc sỹ'},Biên chế`)
  }
  const bytes = Buffer.from(lines.join('\n'))
  const time = async (label: string, work: () => unknown) => { const c = process.cpuUsage(); const at = performance.now(); await work(); const u = process.cpuUsage(c); console.log(label, ((performance.now() - at) / 1000).toFixed(2), 's cpu', ((u.user + u.system) / 1e6).toFixed(2)) }
  const wb = await openWorkbook(bytes, { name: 'a.csv' })
  const records: never[] = []
  await time('read', async () => {
    const table = (await findTable(wb.sheets[0]!))!
    const read = createRecordReader('x', staffFields, matchColumns(table, staffFields))
    for await (const row of table.rows()) records.push(read(row) as never)
  })
  const keys = deriveKeys('x'.repeat(40))
  await time('check', () => { for (const r of records) checkStaffRow(r, { keys, today: '2026-11-22' }) })
  await time('nameSortKey', () => { for (let n = 0; n < N; n++) nameSortKey(nameOf(n)) })
  await time('fold', () => { for (let n = 0; n < N; n++) fold(nameOf(n)) })
  await time('seal', () => { for (let n = 0; n < N; n++) keys.seal('046185000123') })
  await time('index', () => { for (let n = 0; n < N; n++) keys.index('046185000123') })
}, 300000)
