import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { publicActor } from '#platform/access.ts'
import { openWorkbook } from '#platform/sheets/index.ts'
import { workbookOf } from '#platform/sheets/testing.ts'
import { fixture } from '#modules/students/testing/fixture.ts'
import { issuedDiplomas } from './testing/issued.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp()
  const { owner } = site.app.database
  const home = await fixture(owner).institution('truong-nghe')
  const issued = issuedDiplomas(owner)
  await issued({ institution: home, serial: 'B 0123456' })
  await issued({ institution: home, serial: 'B 0123457', name: 'Lê Văn Ký', state: 'revoked' })
})

const csv = (text: string, name = 'danh sách.csv') => new File([text], name, { type: 'text/csv' })
let turn = 0
const send = (file: File | string) => {
  turn += 1
  const from = { 'x-forwarded-for': `203.0.113.${turn}` }
  return site.as(publicActor).post('/van-bang/nhieu', { _form: 'check', file }, from)
}
const get = async (path: string) => {
  const answer = await site.as(publicActor).get(path)
  return { status: answer.status, text: await answer.clone().text(), bytes: () => answer.arrayBuffer() }
}
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

const list = `Số hiệu,Họ tên,Ngày sinh
B 0123456,nguyen thi doan trang,5/3/2004
B-0123457,Lê Văn Ký,
B 0123456,Nguyễn Thị Đoan Trang,6/3/2004
,Nguyễn Thị Đoan Trang,5/3/2004
B 0123456,,32/1/2004
`

describe('a list', () => {
  test('gets a result for each row, a wrong row stopping none, and leaves as a file', async () => {
    const sent = await send(csv(list))
    expect(sent.status, await sent.clone().text()).toBe(303)
    const address = sent.headers.get('location')!
    const page = words((await get(address)).text)
    expect(page).toContain('1 trên 5 dòng')
    const file = await get(`${address}/ket-qua.csv`)
    const lines = file.text.trim().split('\r\n')
    expect(lines).toHaveLength(6)
    expect(lines[1]).toMatch(
      /^2,B 0123456,nguyen thi doan trang,5\/3\/2004,Thật và đang có hiệu lực,Bằng tốt nghiệp trung cấp,/,
    )
    expect(lines[2]).toContain('Đã bị thu hồi')
    expect(lines[3]).toMatch(/Không tìm thấy,,,,,,$/)
    expect(lines[4]).toContain('Hãy nhập số hiệu')
    expect(lines[5]).toContain('Ngày sinh chưa đọc được')
    const book = await openWorkbook(new Uint8Array(await (await get(`${address}/ket-qua.xlsx`)).bytes()))
    expect(book.sheets[0]!.rowCount).toBe(8)
  })

  test('is read from a workbook with titles above its columns', async () => {
    const bytes = await workbookOf({
      sheets: [
        {
          name: 'A',
          rows: [
            ['CÔNG TY THỬ'],
            [],
            ['STT', 'Họ và tên', 'Số hiệu bằng'],
            ['1', 'Nguyễn Thị Đoan Trang', 'B0123456'],
          ],
        },
      ],
    })
    const sent = await send(new File([bytes as Uint8Array<ArrayBuffer>], 'nhan-vien.xlsx'))
    expect(words((await get(sent.headers.get('location')!)).text)).toContain('1 trên 1 dòng')
  })

  test('the template is read by the same rules', async () => {
    const bytes = await (await get('/van-bang/nhieu/mau.xlsx')).bytes()
    const sent = await send(new File([bytes], 'mau.xlsx'))
    expect(sent.status).toBe(422)
    expect(words(await sent.text())).toContain('Danh sách không có dòng nào')
  })

  test.each([
    ['nothing', '', 'Hãy chọn một tệp'],
    ['a picture', new File([Buffer.from('89504e470d0a1a0a', 'hex')], 'a.png'), 'Không đọc được tệp'],
    ['no such column', csv('Tên,Tuổi\nAn,20\n'), 'Không thấy cột “Số hiệu”'],
    ['more than 200 rows', csv(`Số hiệu,Họ tên\n${'A1,An\n'.repeat(201)}`), 'hơn 200 dòng'],
    ['too large', csv(`Số hiệu,Họ tên\n${'x'.repeat(1024 * 1024)}`), 'lớn hơn 1 MB'],
  ])('%s is refused in words, with a way out', async (_what, file, said) => {
    const sent = await send(file)
    expect(sent.status).toBe(422)
    expect(words(await sent.text())).toContain(said)
  })

  test('cannot be used to guess a birth date: after ten wrong ones the number is closed, the right one too', async () => {
    const days = Array.from({ length: 28 }, (_, at) => `B 0123456,,${at + 1}/3/2004`)
    const sent = await send(
      csv(
        `Số hiệu,Họ tên,Ngày sinh\n${days.filter((day) => !day.includes(',5/3')).join('\n')}\nB 0123456,,5/3/2004\n`,
      ),
    )
    const { text } = await get(`${sent.headers.get('location')!}/ket-qua.csv`)
    expect(text).not.toContain('Thật và đang có hiệu lực')
    expect(text).toContain('Chưa kiểm tra')
  })

  test('stays for a day, for who has its address, sealed', async () => {
    const sent = await send(csv('Số hiệu,Họ tên\nC1,Trần Văn Kín\n'))
    const address = sent.headers.get('location')!
    const { owner } = site.app.database
    const kept = await owner.query(`select sealed from diplomas.checked_list`)
    expect(JSON.stringify(kept.rows)).not.toContain('Trần')
    expect((await get('/van-bang/nhieu/khong-phai-dia-chi-nay')).status).toBe(404)
    await owner.query(`update diplomas.checked_list set made_at = now() - interval '25 hours'`)
    const gone = await get(address)
    expect(gone.status).toBe(404)
    expect(words(gone.text)).toContain('chỉ giữ trong một ngày')
  })

  test('that it was checked is in the audit, with the number of rows and no name', async () => {
    const { rows } = await site.app.database.owner.query(
      `select e.action, c.after from platform.audit_entry e join platform.audit_change c on c.entry_seq = e.seq
       where e.action = 'diplomas.check-many' order by e.seq limit 1`,
    )
    expect(rows[0]).toEqual({ action: 'diplomas.check-many', after: { rows: 5 } })
  })
})
