import type { OldRow } from '../row.ts'
import { tidyRow } from '../row.ts'

/** Made-up people of a made-up register; nobody bears these names with these dates. */
const people = [
  ['Lê Thị Ví Dụ', '12/3/1976', 'Phong Điền', 'May công nghiệp', 'Khá'],
  ['Trần Văn Mẫu', '5/9/1975', 'Hương Trà', 'Gò hàn', 'Trung bình khá'],
  ['Hồ Thị Minh Họa', '1977', 'Phú Vang', 'May công nghiệp', 'Giỏi'],
  ['Nguyễn Văn Thí Dụ', '20/11/1974', 'Quảng Điền', 'Điện dân dụng', 'Khá'],
  ['Phan Thị Làm Quen', '1/1/1976', 'Huế', 'Điện dân dụng', 'Khá'],
  ['Võ Đình Thử', '30/4/1973', 'A Lưới', 'Gò hàn', 'Trung bình'],
] as const

/** Lines of a page; their numbers go on from `first`. */
export function exampleRows(year: number, first: number, count = people.length): OldRow[] {
  return people.slice(0, count).map(([full_name, birth, birth_place, programme, classification], at) => {
    const number = String(first + at).padStart(3, '0')
    return tidyRow({
      entry_no: `${number}/TCN`,
      full_name,
      birth,
      birth_place,
      programme,
      classification,
      year: String(year),
      serial: `VD ${year % 100} ${number}`,
      issue_date: `20/7/${year}`,
      decision_no: `15/QĐ-${year}`,
    })
  })
}

/** The columns of the drawn page, in its order. */
export const drawn = [
  'entry_no',
  'full_name',
  'birth',
  'birth_place',
  'programme',
  'classification',
  'serial',
  'issue_date',
  'decision_no',
] as const
