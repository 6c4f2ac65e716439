import { expect, test } from 'vitest'
import { publicActor, systemActor } from '#platform/access.ts'
import { renderPdf } from '#platform/documents/index.ts'
import { measureFigure } from '#platform/measures/index.ts'
import { diplomasDigitised } from '../measures/measures.ts'
import { openDesks } from './testing/desk.ts'

test('a register of a merged school: scanned, keyed, keyed again blind, settled, and the public check answers with its year', async () => {
  const desk = await openDesks()
  const merged = await desk.make.institution('truong-da-sap-nhap')
  await desk.rows(
    `insert into institutions.succession (from_institution, to_institution, kind, on_date, source) values ($1, $2, 'merge', '2024-06-01', 'test')`,
    [merged, desk.home],
  )
  // The office that keeps the papers today opens the book and uploads it in one PDF.
  const book = await desk.book({ issuer: merged, year: '1994', volume: '2' })
  const pdf = await renderPdf('Trang một\n#pagebreak()\nTrang hai', {}, { title: 'Sổ gốc 1994', lang: 'vi' })
  await desk.upload(book, new File([pdf as Uint8Array<ArrayBuffer>], 'so-1994.pdf'))
  const [page] = await desk.rows('select id from diplomas.old_page where book_id = $1 and number = 1', [book])
  const id = page!.id as string

  const lines = [
    {
      entry_no: '101',
      full_name: 'Tôn Nữ Thanh Trà',
      birth: '2/9/1974',
      programme: 'Kế toán',
      serial: 'H 0101',
      issue_date: '1/8/1994',
    },
    {
      entry_no: '102',
      full_name: 'Bùi Đức Hạnh',
      birth: '1973',
      programme: 'Kế toán',
      serial: 'H 0102',
      issue_date: '1/8/1994',
    },
    {
      entry_no: '103',
      full_name: 'Cao Thị Ngự',
      birth: '5/5/1975',
      programme: 'Kế toán',
      serial: 'H 0103',
      issue_date: '1/8/1994',
    },
  ]
  const next = await desk.key(id, 'Xuân', lines)
  expect(next.headers.get('location')).toContain('/so-cu/trang/')
  const blind = await desk.text(`/so-cu/trang/${id}`, desk.clerk('Hạ'))
  for (const line of lines) expect(blind).not.toContain(line.full_name)
  // The second misses a line and misreads a name.
  await desk.key(id, 'Hạ', [lines[0]!, { ...lines[2]!, full_name: 'Cao Thị Ngữ' }])

  const third = await desk.text(`/so-cu/trang/${id}`, desk.clerk('Thu'))
  expect(third).toContain(`/so-cu/trang/${id}/anh`)
  expect(third).toContain('Chỉ lần 1 có dòng này')
  const settled = await desk.approve(id, 'Thu', [lines[0]!, lines[1]!, { ...lines[2]!, full_name: '' }], {
    'rows.1.alone': 'keep',
    'rows.2.pick.full_name': '1',
  })
  expect(settled.status, await settled.clone().text()).toBe(303)

  for (const [number, name, says] of [
    ['H 0101', 'ton nu thanh tra', 'Tôn Nữ Thanh Trà'],
    ['H0102', 'Bùi Đức Hạnh', '1973'],
    ['h-0103', 'CAO THỊ NGỰ', 'Cao Thị Ngự'],
  ] as const) {
    const answer = await desk.text(
      `/van-bang?so=${encodeURIComponent(number)}&ten=${encodeURIComponent(name)}`,
      publicActor,
    )
    expect(answer).toContain('Thật và đang có hiệu lực')
    expect(answer).toContain(says)
    expect(answer).toContain('Số hóa từ sổ gốc năm 1994, quyển 2')
  }
  const wrong = await desk.text('/van-bang?so=H0103&ten=cao+thi+ngoc', publicActor)
  expect(wrong).not.toContain('Số hóa từ sổ gốc')
  // The figure of the plan counts the three lines.
  const figure = await desk.site.app.database.read(systemActor('test'), (db) =>
    measureFigure(db, diplomasDigitised, '2030-01-01'),
  )
  expect(figure).toEqual({ numerator: 3, denominator: 3 })
})
